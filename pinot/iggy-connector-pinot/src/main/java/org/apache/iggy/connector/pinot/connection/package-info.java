// SPDX-License-Identifier: Apache-2.0
/** Connections that the plugin shares, and the names that it looks up over them. */
package org.apache.iggy.connector.pinot.connection;
