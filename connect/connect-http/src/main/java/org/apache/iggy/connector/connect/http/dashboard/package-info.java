// SPDX-License-Identifier: Apache-2.0
/** The page at {@code /ui}. */
package org.apache.iggy.connector.connect.http.dashboard;
