// SPDX-License-Identifier: Apache-2.0
package org.apache.iggy.connector.client.testkit;

import java.util.Optional;
import java.util.UUID;
import org.apache.iggy.connector.client.ConnectionOptions;
import org.apache.iggy.connector.client.Credentials;
import org.apache.iggy.connector.client.IggyAddress;
import org.apache.iggy.connector.client.IggyClient;
import org.apache.iggy.connector.client.IggyConnection;
import org.apache.iggy.connector.client.ProtocolChoice;
import org.apache.iggy.connector.embedded.EmbeddedIggyOptions;
import org.apache.iggy.connector.embedded.EmbeddedIggyServer;
import org.apache.iggy.connector.embedded.ServedProtocols;
import org.apache.iggy.connector.protocol.framing.ProtocolGeneration;
import org.apache.iggy.connector.protocol.primitive.Identifier;

/**
 * The server that a test runs against: an embedded one of its own, or the real one that {@code
 * -Diggy.address=host:port} names, whose root user has to be {@code iggy} with password {@code
 * iggy}. Either is spoken to in the generation of the protocol that {@code -Diggy.protocol} says:
 * {@code legacy} (the default), {@code vsr}, or {@code auto} for what the server says.
 */
public final class IggyTarget implements AutoCloseable {
  private static final String ADDRESS = System.getProperty("iggy.address", "");
  private static final ProtocolChoice PROTOCOL =
      ProtocolChoice.of(System.getProperty("iggy.protocol", "legacy")).orElseThrow();
  private static final boolean VSR =
      PROTOCOL == ProtocolChoice.AUTO ? answersAsVsr() : PROTOCOL == ProtocolChoice.VSR;

  private final IggyAddress address;
  private final EmbeddedIggyServer embedded;

  private IggyTarget(IggyAddress address, EmbeddedIggyServer embedded) {
    this.address = address;
    this.embedded = embedded;
  }

  /** Starts the embedded server, or takes the real one. */
  public static IggyTarget start() {
    return start(EmbeddedIggyOptions.defaults());
  }

  /** The same for clients of both generations, so that ours may be of another one than theirs. */
  public static IggyTarget startForAll() {
    return start(EmbeddedIggyOptions.builder().protocols(ServedProtocols.BOTH).build());
  }

  private static IggyTarget start(EmbeddedIggyOptions options) {
    if (!ADDRESS.isEmpty()) {
      return new IggyTarget(IggyAddress.parse(ADDRESS), null);
    }
    EmbeddedIggyServer server = EmbeddedIggyServer.start(options);
    return new IggyTarget(IggyAddress.of(server.host(), server.port()), server);
  }

  /** Where the server listens. */
  public IggyAddress address() {
    return address;
  }

  /** The generation of the protocol that tests speak to servers of both. */
  public static ProtocolChoice protocol() {
    return PROTOCOL;
  }

  /** Whether tests speak the generation of 0.9. */
  public static boolean isVsr() {
    return VSR;
  }

  /** The embedded server does, when it is asked. */
  private static boolean answersAsVsr() {
    if (ADDRESS.isEmpty()) {
      return true;
    }
    IggyAddress address = IggyAddress.parse(ADDRESS);
    try (IggyConnection connection = IggyConnection.open(options(address).build())) {
      return connection.generation().equals(Optional.of(ProtocolGeneration.VSR));
    }
  }

  /** One of two things, by the generation that tests speak. */
  public static <T> T either(T legacy, T vsr) {
    return isVsr() ? vsr : legacy;
  }

  /** Options that log the root user in. */
  public ConnectionOptions.Builder options() {
    return options(address);
  }

  /** Options that log the root user in at an address, such as a proxy's before a server. */
  public static ConnectionOptions.Builder options(IggyAddress address) {
    return ConnectionOptions.builder(address)
        .protocol(PROTOCOL)
        .credentials(Credentials.password("iggy", "iggy"));
  }

  /** A client of the root user. */
  public IggyClient client() {
    return IggyClient.connect(options().build(), 2);
  }

  /**
   * Has the server write messages to its disk, where a generation of the protocol has that; where
   * it has not, they stay where they are.
   */
  public void flush(IggyClient client, Identifier stream, Identifier topic, int partitionId) {
    if (!isVsr()) {
      client.messages().flush(stream, topic, partitionId, true);
    }
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
