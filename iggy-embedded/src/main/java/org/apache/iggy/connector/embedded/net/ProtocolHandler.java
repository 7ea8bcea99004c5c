// SPDX-License-Identifier: Apache-2.0
package org.apache.iggy.connector.embedded.net;

import java.io.IOException;

/** Serves a connection in one generation of the protocol. Used by the connection's thread only. */
interface ProtocolHandler extends AutoCloseable {
  /**
   * Waits for a request and serves it. What it answers may be held back until the input is empty.
   *
   * @return whether the connection stays open
   */
  boolean serveNext() throws IOException;

  /** Ends what belongs to the connection: it is gone. */
  @Override
  void close();
}
