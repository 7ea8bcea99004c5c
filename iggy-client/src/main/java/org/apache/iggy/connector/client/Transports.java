// SPDX-License-Identifier: Apache-2.0
package org.apache.iggy.connector.client;

import java.io.IOException;
import java.util.function.Consumer;
import org.apache.iggy.connector.client.transport.Deadline;
import org.apache.iggy.connector.client.transport.SocketTransport;
import org.apache.iggy.connector.client.transport.TlsTransport;
import org.apache.iggy.connector.client.transport.Transport;
import org.apache.iggy.connector.protocol.status.ErrorCategory;

/** Connects as options say: in the clear or over TLS. */
final class Transports {
  private Transports() {}

  /** Connects; the opened transports are given out before they wait for anything. */
  static Transport connect(
      ConnectionOptions options, Deadline deadline, Consumer<Transport> opened) {
    IggyAddress address = options.address();
    try {
      SocketTransport socket = SocketTransport.connect(address, deadline, opened);
      return options.tls().isPresent()
          ? TlsTransport.handshake(socket, address, options.tls().get(), deadline)
          : socket;
    } catch (IOException e) {
      throw new IggyException(
          ErrorCategory.TRANSIENT,
          "cannot connect to "
              + address
              + ": "
              + e.getMessage()
              + "; check host and port, and that the server runs",
          e);
    }
  }
}
