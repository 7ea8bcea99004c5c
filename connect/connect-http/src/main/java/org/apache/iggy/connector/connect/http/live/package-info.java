// SPDX-License-Identifier: Apache-2.0
/** A running runtime as the HTTP API sees and drives it. */
package org.apache.iggy.connector.connect.http.live;
