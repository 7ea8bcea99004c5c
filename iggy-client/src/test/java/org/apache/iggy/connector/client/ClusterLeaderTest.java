// SPDX-License-Identifier: Apache-2.0
package org.apache.iggy.connector.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.iggy.connector.client.testkit.FaultServer;
import org.apache.iggy.connector.client.testkit.FreePorts;
import org.apache.iggy.connector.client.testkit.VsrPeer;
import org.apache.iggy.connector.protocol.primitive.Identifier;
import org.apache.iggy.connector.protocol.status.IggyStatus;
import org.apache.iggy.connector.protocol.stream.DeleteStream;
import org.apache.iggy.connector.protocol.system.ClusterMetadata;
import org.apache.iggy.connector.protocol.system.ClusterNode;
import org.apache.iggy.connector.protocol.system.GetClusterMetadata;
import org.apache.iggy.connector.protocol.wire.WireWriter;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class ClusterLeaderTest {
  private static final int CLUSTER_METADATA = 12;

  private final AtomicInteger accepted = new AtomicInteger();

  @Test
  void shouldGoToTheLeaderWhenANodeTakesNoRequests() {
    try (FaultServer leader = FaultServer.start(peer -> accept(new VsrPeer(peer)));
        FaultServer follower =
            FaultServer.start(peer -> refuse(new VsrPeer(peer), leader.address()));
        IggyClient client = IggyClient.connect(follower.options().build(), 1)) {
      client.streams().delete(Identifier.named("one"));
      client.streams().delete(Identifier.named("two"));

      assertThat(accepted).hasValue(2);
      assertThat(follower.accepted()).isEqualTo(1);
    }
  }

  @Test
  void shouldComeBackToTheNodeWhenItsLeaderCannotBeReached() {
    IggyAddress gone = IggyAddress.of("127.0.0.1", FreePorts.next());
    try (FaultServer node = FaultServer.start(peer -> refuse(new VsrPeer(peer), gone))) {
      ConnectionOptions options = node.options().requestTimeoutMillis(4_000).build();
      try (IggyConnection connection = IggyConnection.open(options)) {
        assertThatThrownBy(() -> connection.execute(delete()))
            .hasMessageContaining(gone + " leads its cluster");
      }
      IggyConnection.open(options).close();

      assertThat(node.accepted()).isEqualTo(2);
    }
  }

  private static DeleteStream delete() {
    return new DeleteStream(Identifier.named("one"));
  }

  private void accept(VsrPeer peer) throws IOException {
    peer.logIn();
    while (true) {
      VsrPeer.Frame request = peer.readRequest();
      accepted.incrementAndGet();
      peer.answer(request, 0, new byte[4]);
    }
  }

  private static void refuse(VsrPeer peer, IggyAddress leader) throws IOException {
    peer.logIn();
    while (true) {
      VsrPeer.Frame request = peer.readRequest();
      if (request.code() == CLUSTER_METADATA) {
        peer.answer(request, 0, roster(leader));
      } else {
        peer.answer(request, IggyStatus.TRANSIENT_NOT_ACCEPTED.code());
      }
    }
  }

  private static byte[] roster(IggyAddress leader) {
    WireWriter out = new WireWriter();
    new GetClusterMetadata()
        .responseCodec()
        .encode(
            new ClusterMetadata(
                "cluster",
                List.of(
                    new ClusterNode("follower", "127.0.0.1", 1, 0, 0, 0, 1, 0),
                    new ClusterNode("leader", leader.host(), leader.port(), 0, 0, 0, 0, 0))),
            out);
    return out.toByteArray();
  }
}
