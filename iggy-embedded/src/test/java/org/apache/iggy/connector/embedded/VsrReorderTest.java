// SPDX-License-Identifier: Apache-2.0
package org.apache.iggy.connector.embedded;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import org.apache.iggy.connector.protocol.framing.ProtocolGeneration;
import org.junit.jupiter.api.Test;

class VsrReorderTest {
  private static List<Long> sendAhead(WireClient client, int sends, int partitions) {
    ByteBuffer burst = ByteBuffer.allocate(1 << 20);
    List<Long> tickets = new ArrayList<>();
    for (int i = 0; i < sends; i++) {
      burst.put(client.frame(TestTopic.send(i % partitions, "message " + i)));
      tickets.add(client.ticket());
    }
    byte[] frames = new byte[burst.flip().remaining()];
    burst.get(frames);
    client.write(frames);
    return tickets;
  }

  private static List<Long> answered(WireClient client, int answers) {
    List<Long> tickets = new ArrayList<>();
    for (int i = 0; i < answers; i++) {
      assertThat(client.read().status()).isZero();
      tickets.add(client.answeredTicket());
    }
    return tickets;
  }

  @Test
  void shouldAnswerDifferentPartitionsInAnotherOrderWhenAskedTo() {
    EmbeddedIggyOptions options = EmbeddedIggyOptions.builder().reorderReplies(true).build();
    try (EmbeddedIggyServer server = EmbeddedIggyServer.start(options);
        WireClient client = WireClient.login(server, ProtocolGeneration.VSR)) {
      TestTopic.create(client, 2);
      List<Long> sent = sendAhead(client, 20, 2);
      List<Long> answered = answered(client, 20);
      assertThat(answered).containsExactlyInAnyOrderElementsOf(sent).isNotEqualTo(sent);
      long first = sent.get(0);
      assertThat(answered.stream().filter(ticket -> (ticket - first) % 2 == 0)).isSorted();
      assertThat(answered.stream().filter(ticket -> (ticket - first) % 2 == 1)).isSorted();
      client.ask(TestTopic.send(0, "alone"));
    }
  }

  @Test
  void shouldAnswerInOrderOtherwise() {
    try (EmbeddedIggyServer server = EmbeddedIggyServer.start();
        WireClient client = WireClient.login(server, ProtocolGeneration.VSR)) {
      TestTopic.create(client, 2);
      List<Long> sent = sendAhead(client, 20, 2);
      assertThat(answered(client, 20)).isEqualTo(sent);
    }
  }
}
