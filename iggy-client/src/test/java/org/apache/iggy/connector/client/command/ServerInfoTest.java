// SPDX-License-Identifier: Apache-2.0
package org.apache.iggy.connector.client.command;

import static org.assertj.core.api.Assertions.assertThat;

import org.apache.iggy.connector.client.ConnectionOptions;
import org.apache.iggy.connector.client.IggyClient;
import org.apache.iggy.connector.client.IggyConnection;
import org.apache.iggy.connector.client.testkit.IggyTarget;
import org.apache.iggy.connector.protocol.status.IggyStatus;
import org.apache.iggy.connector.protocol.system.ClientDetails;
import org.apache.iggy.connector.protocol.system.Stats;
import org.junit.jupiter.api.Test;

class ServerInfoTest extends AreaTest {
  @Test
  void shouldCountWhatIsThere() {
    createTopic(2);
    send(0, "a");
    Stats stats = client.system().stats();

    assertThat(stats.streamsCount()).isPositive();
    assertThat(stats.partitionsCount()).isGreaterThanOrEqualTo(2);
    assertThat(stats.messagesCount()).isPositive();
    assertThat(stats.serverVersion()).startsWith(IggyTarget.either("0.8", "0.9"));
  }

  @Test
  void shouldKnowTheConnectionThatAsks() {
    try (IggyConnection connection = IggyConnection.open(target.options().build())) {
      ClientDetails me = new ServerInfo(connection).me();

      assertThat(me.userId()).isZero();
      assertThat(me.address()).contains("127.0.0.1");
      assertThat(client.system().client(me.id())).isPresent();
      assertThat(client.system().clients()).anyMatch(info -> info.id() == me.id());
    }
  }

  @Test
  void shouldPingWithoutLogin() {
    ConnectionOptions options = target.options().credentials(null).build();
    try (IggyClient stranger = IggyClient.connect(options, 1)) {
      stranger.system().ping();
      assertRefused(IggyStatus.UNAUTHENTICATED, () -> stranger.streams().list());
    }
  }

  @Test
  void shouldDescribeTheCluster() {
    assertThat(client.system().clusterMetadata().nodes()).isNotEmpty();
  }
}
