// SPDX-License-Identifier: Apache-2.0
package org.apache.iggy.connector.pinot.it;

import org.apache.iggy.connector.client.IggyAddress;
import org.apache.iggy.connector.embedded.EmbeddedIggyServer;

/** The server that tables read from: an embedded one, or the one at {@code -Diggy.address}. */
final class IggyUnderTest implements AutoCloseable {
  private final EmbeddedIggyServer server;
  private final IggyAddress address;

  private IggyUnderTest(EmbeddedIggyServer server, IggyAddress address) {
    this.server = server;
    this.address = address;
  }

  static IggyUnderTest start() {
    String address = System.getProperty("iggy.address", "");
    if (!address.isBlank()) {
      return new IggyUnderTest(null, IggyAddress.parse(address));
    }
    EmbeddedIggyServer server = EmbeddedIggyServer.start();
    return new IggyUnderTest(server, IggyAddress.of(server.host(), server.port()));
  }

  IggyAddress address() {
    return address;
  }

  @Override
  public void close() {
    if (server != null) {
      server.close();
    }
  }
}
