// SPDX-License-Identifier: Apache-2.0
package org.apache.iggy.connector.embedded.net;

import org.apache.iggy.connector.embedded.vsr.VsrClient;

/**
 * The registered client that a connection speaks for.
 *
 * @param client the client
 * @param session the session that this connection was given; the client has a higher one when
 *     another connection has taken it over
 */
record VsrBinding(VsrClient client, long session) {
  boolean isSuperseded() {
    return client.session() != session;
  }
}
