// SPDX-License-Identifier: Apache-2.0
package org.apache.iggy.connector.embedded;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.OptionalInt;
import org.apache.iggy.connector.protocol.message.Partitioning;
import org.apache.iggy.connector.protocol.message.PollMessages;
import org.apache.iggy.connector.protocol.message.PolledMessages;
import org.apache.iggy.connector.protocol.message.PollingStrategy;
import org.apache.iggy.connector.protocol.message.SendMessages;
import org.apache.iggy.connector.protocol.primitive.Consumer;
import org.apache.iggy.connector.protocol.primitive.Identifier;
import org.apache.iggy.connector.protocol.stream.CreateStream;
import org.apache.iggy.connector.protocol.topic.CompressionAlgorithm;
import org.apache.iggy.connector.protocol.topic.CreateTopic;
import org.junit.jupiter.api.Test;

class EmbeddedIggyServerTest {
  private static final Identifier STREAM = Identifier.named("stream");
  private static final Identifier TOPIC = Identifier.named("topic");

  @Test
  void shouldServeWhatWasSent() {
    try (EmbeddedIggyServer server = EmbeddedIggyServer.start();
        WireClient client = WireClient.login(server)) {
      client.ask(new CreateStream("stream"));
      client.ask(new CreateTopic(STREAM, 2, CompressionAlgorithm.NONE, 0, 0, 0, "topic"));
      client.ask(
          new SendMessages(STREAM, TOPIC, Partitioning.partition(1), Batches.of("a", "b", "c")));
      PolledMessages polled =
          client.ask(
              new PollMessages(
                  Consumer.single(Identifier.numeric(1)),
                  STREAM,
                  TOPIC,
                  OptionalInt.of(1),
                  PollingStrategy.offset(1),
                  10,
                  true));
      assertThat(Batches.payloads(polled)).containsExactly("b", "c");
      assertThat(polled.currentOffset()).isEqualTo(2);
    }
  }
}
