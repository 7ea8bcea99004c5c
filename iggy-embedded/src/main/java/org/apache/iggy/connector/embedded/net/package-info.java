// SPDX-License-Identifier: Apache-2.0
/** Sockets: accepting connections, reading requests, writing responses. */
package org.apache.iggy.connector.embedded.net;
