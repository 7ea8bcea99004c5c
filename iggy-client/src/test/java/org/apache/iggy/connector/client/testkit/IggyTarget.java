// SPDX-License-Identifier: Apache-2.0
package org.apache.iggy.connector.client.testkit;

import java.util.UUID;
import org.apache.iggy.connector.client.ConnectionOptions;
import org.apache.iggy.connector.client.Credentials;
import org.apache.iggy.connector.client.IggyAddress;
import org.apache.iggy.connector.client.IggyClient;
import org.apache.iggy.connector.embedded.EmbeddedIggyServer;
import org.apache.iggy.connector.protocol.primitive.Identifier;

/**
 * The server that a test runs against: an embedded one of its own, or the real one that {@code
 * -Diggy.address=host:port} names, whose root user has to be {@code iggy} with password {@code
 * iggy}.
 */
public final class IggyTarget implements AutoCloseable {
  private static final String ADDRESS = System.getProperty("iggy.address", "");

  private final IggyAddress address;
  private final EmbeddedIggyServer embedded;

  private IggyTarget(IggyAddress address, EmbeddedIggyServer embedded) {
    this.address = address;
    this.embedded = embedded;
  }

  /** Starts the embedded server, or takes the real one. */
  public static IggyTarget start() {
    if (!ADDRESS.isEmpty()) {
      return new IggyTarget(IggyAddress.parse(ADDRESS), null);
    }
    EmbeddedIggyServer server = EmbeddedIggyServer.start();
    return new IggyTarget(IggyAddress.of(server.host(), server.port()), server);
  }

  /** Where the server listens. */
  public IggyAddress address() {
    return address;
  }

  /** Options that log the root user in. */
  public ConnectionOptions.Builder options() {
    return ConnectionOptions.builder(address).credentials(Credentials.password("iggy", "iggy"));
  }

  /** A client of the root user. */
  public IggyClient client() {
    return IggyClient.connect(options().build(), 2);
  }

  /** Makes a stream with a name that no other test has. */
  public Identifier createStream(IggyClient client) {
    String name = "test-" + UUID.randomUUID();
    client.streams().create(name);
    return Identifier.named(name);
  }

  @Override
  public void close() {
    if (embedded != null) {
      embedded.close();
    }
  }
}
