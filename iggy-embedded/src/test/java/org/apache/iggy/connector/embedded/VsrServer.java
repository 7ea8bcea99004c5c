// SPDX-License-Identifier: Apache-2.0
package org.apache.iggy.connector.embedded;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.net.InetSocketAddress;
import org.apache.iggy.connector.embedded.release.IggyRelease;
import org.apache.iggy.connector.protocol.framing.VsrFraming;
import org.apache.iggy.connector.protocol.stream.DeleteStream;
import org.apache.iggy.connector.protocol.stream.GetStream;
import org.apache.iggy.connector.protocol.user.LoginUser;

/**
 * The server that VSR's rules are tested on: an embedded one, or the real one of release
 * 0.9.0-edge.5 that {@code -Diggy.vsr.address=host:port} names, whose root user has to be {@code
 * iggy} with password {@code iggy}.
 */
final class VsrServer implements AutoCloseable {
  private static final String ADDRESS = System.getProperty("iggy.vsr.address", "");

  private final EmbeddedIggyServer embedded;

  private VsrServer(EmbeddedIggyServer embedded) {
    this.embedded = embedded;
  }

  /** Starts the embedded server, or takes the real one if it is of this release. */
  static VsrServer start(IggyRelease release) {
    if (ADDRESS.isEmpty()) {
      EmbeddedIggyOptions.Builder options =
          EmbeddedIggyOptions.builder().protocols(ServedProtocols.VSR).vsrRelease(release);
      return new VsrServer(EmbeddedIggyServer.start(options.build()));
    }
    assumeTrue(release == IggyRelease.V0_9_EDGE_5, "the real server is 0.9.0-edge.5");
    VsrServer server = new VsrServer(null);
    server.clean();
    return server;
  }

  private void clean() {
    try (WireClient client = login()) {
      if (client.ask(new GetStream(TestTopic.STREAM)).isPresent()) {
        client.ask(new DeleteStream(TestTopic.STREAM));
      }
    }
  }

  /** The embedded server; the test is skipped for this reason when there is a real one. */
  EmbeddedIggyServer requireEmbedded(String reason) {
    assumeTrue(embedded != null, reason);
    return embedded;
  }

  WireClient connect() {
    return connect(new VsrFraming());
  }

  WireClient connect(VsrFraming framing) {
    return WireClient.connect(address(), framing);
  }

  WireClient login() {
    return login(new VsrFraming());
  }

  WireClient login(VsrFraming framing) {
    WireClient client = connect(framing);
    client.ask(new LoginUser("iggy", "iggy", "", ""));
    return client;
  }

  private InetSocketAddress address() {
    if (embedded != null) {
      return embedded.socketAddress();
    }
    int colon = ADDRESS.lastIndexOf(':');
    return new InetSocketAddress(
        ADDRESS.substring(0, colon), Integer.parseInt(ADDRESS.substring(colon + 1)));
  }

  @Override
  public void close() {
    if (embedded != null) {
      embedded.close();
    }
  }
}
