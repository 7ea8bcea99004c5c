// SPDX-License-Identifier: Apache-2.0
package org.apache.iggy.connector.client.group;

import static org.assertj.core.api.Assertions.assertThat;

import org.apache.iggy.connector.client.ConnectionOptions;
import org.apache.iggy.connector.client.Credentials;
import org.apache.iggy.connector.client.IggyAddress;
import org.apache.iggy.connector.client.IggyClient;
import org.apache.iggy.connector.client.ProtocolChoice;
import org.apache.iggy.connector.client.ReconnectPolicy;
import org.apache.iggy.connector.embedded.EmbeddedIggyOptions;
import org.apache.iggy.connector.embedded.EmbeddedIggyServer;
import org.apache.iggy.connector.embedded.ServedProtocols;
import org.apache.iggy.connector.protocol.message.MessageBatchEncoder;
import org.apache.iggy.connector.protocol.message.Partitioning;
import org.apache.iggy.connector.protocol.message.UserHeaders;
import org.apache.iggy.connector.protocol.primitive.Identifier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** A server of 0.9 that is restarted keeps the members of its groups, though nobody is there. */
@Timeout(60)
class LeftMemberTest {
  private static final Identifier NAME = Identifier.named("grouped");

  @Test
  void shouldHaveAllPartitionsAgainAfterARestartOfTheServer() {
    try (EmbeddedIggyServer server =
        EmbeddedIggyServer.start(
            EmbeddedIggyOptions.builder().protocols(ServedProtocols.VSR).build())) {
      ConnectionOptions options =
          ConnectionOptions.builder(IggyAddress.of(server.host(), server.port()))
              .protocol(ProtocolChoice.VSR)
              .credentials(Credentials.password("iggy", "iggy"))
              .build();
      createTopic(options);
      GroupReaderOptions reading =
          GroupReaderOptions.builder(options, NAME, NAME, "readers")
              .reconnectPolicy(ReconnectPolicy.builder().initialBackoffMillis(1).build())
              .build();
      try (GroupReader reader = new GroupReader(reading)) {
        GroupBatch batch = reader.fetch(10_000);
        server.stop();
        server.restart();

        assertThat(reader.store(batch.partitionId(), batch.lastOffset())).isTrue();
        assertThat(reader.assignment()).containsExactlyInAnyOrder(0, 1, 2);
      }
    }
  }

  private static void createTopic(ConnectionOptions options) {
    try (IggyClient client = IggyClient.connect(options, 1)) {
      client.streams().create("grouped");
      client.topics().create(NAME, "grouped", 3);
      client.consumerGroups().create(NAME, NAME, "readers");
      MessageBatchEncoder encoder = new MessageBatchEncoder();
      encoder.add(new byte[] {1}, UserHeaders.empty(), 7);
      client.messages().send(NAME, NAME, Partitioning.partition(0), encoder.batch());
    }
  }
}
