// SPDX-License-Identifier: Apache-2.0
/** What the HTTP API shows of a runtime and asks of it. */
package org.apache.iggy.connector.connect.http.view;
