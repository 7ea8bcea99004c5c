// SPDX-License-Identifier: Apache-2.0
package org.apache.iggy.connector.client.command;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import org.apache.iggy.connector.client.IggyException;
import org.apache.iggy.connector.client.testkit.IggyTarget;
import org.apache.iggy.connector.protocol.message.MessageCursor;
import org.apache.iggy.connector.protocol.message.Partitioning;
import org.apache.iggy.connector.protocol.message.PollMessages;
import org.apache.iggy.connector.protocol.message.PolledMessages;
import org.apache.iggy.connector.protocol.message.PollingStrategy;
import org.apache.iggy.connector.protocol.primitive.Consumer;
import org.apache.iggy.connector.protocol.primitive.Identifier;
import org.apache.iggy.connector.protocol.status.ErrorCategory;
import org.apache.iggy.connector.protocol.status.IggyStatus;
import org.junit.jupiter.api.Test;

class MessagesTest extends AreaTest {
  @Test
  void shouldPollWhatWasSentByEveryStrategy() {
    createTopic(1);
    send(0, "a", "b");
    send(0, "c");

    assertThat(payloads(PollingStrategy.first(), 2)).containsExactly("a", "b");
    assertThat(payloads(PollingStrategy.last(), 2)).containsExactly("b", "c");
    assertThat(payloads(PollingStrategy.offset(1), 9)).containsExactly("b", "c");
    assertThat(payloads(PollingStrategy.timestamp(1), 9)).containsExactly("a", "b", "c");
    assertThat(payloads(PollingStrategy.next(), 9)).containsExactly("a", "b", "c");
    assertThat(payloads(PollingStrategy.offset(3), 9)).isEmpty();
  }

  @Test
  void shouldSetOffsetTimestampAndChecksumAndKeepTheOrigin() {
    createTopic(1);
    send(0, "a", "b");

    PolledMessages polled = client.messages().poll(stream, TOPIC, 0, PollingStrategy.first(), 10);
    MessageCursor cursor = polled.cursor();
    for (int offset = 0; offset < 2; offset++) {
      assertThat(cursor.next()).isTrue();
      assertThat(cursor.offset()).isEqualTo(offset);
      assertThat(cursor.timestampMicros()).isPositive();
      assertThat(cursor.originTimestampMicros()).isEqualTo(7);
      assertThat(cursor.checksumMatches()).isTrue();
      assertThat(cursor.idLow()).isNotZero();
    }
    assertThat(polled.currentOffset()).isEqualTo(1);
    assertThat(polled.partitionId()).isZero();
  }

  @Test
  void shouldStoreTheOffsetWhenPolledWithAutoCommit() {
    createTopic(1);
    send(0, "a", "b", "c");
    Consumer consumer = Consumer.single(Identifier.named("auto"));
    PollMessages next =
        new PollMessages(
            consumer, stream, TOPIC, OptionalInt.of(0), PollingStrategy.next(), 2, true);

    assertThat(client.messages().poll(next).count()).isEqualTo(2);
    assertThat(client.messages().poll(next).count()).isEqualTo(1);
    assertThat(client.consumerOffsets().find(consumer, stream, TOPIC, 0))
        .hasValueSatisfying(offset -> assertThat(offset.storedOffset()).isEqualTo(2));
  }

  @Test
  void shouldServeWhatWasFlushed() {
    createTopic(1);
    send(0, "a");
    target.flush(client, stream, TOPIC, 0);
    send(0, "b");

    assertThat(payloads(PollingStrategy.first(), 9)).containsExactly("a", "b");
  }

  @Test
  void shouldSayThatItCannotFlushWhenTheServerCannot() {
    assumeThat(IggyTarget.isVsr()).as("the legacy generation flushes").isTrue();
    createTopic(1);
    assertThatThrownBy(() -> client.messages().flush(stream, TOPIC, 0, true))
        .isInstanceOfSatisfying(
            IggyException.class, e -> assertThat(e.category()).isEqualTo(ErrorCategory.PERMANENT))
        .hasMessageContaining("FLUSH_UNSAVED_BUFFER");
  }

  @Test
  void shouldRefuseWhatNeedsSomethingThatDoesNotExist() {
    createTopic(1);
    assertRefused(
        IggyStatus.PARTITION_NOT_FOUND,
        () -> client.messages().poll(stream, TOPIC, 9, PollingStrategy.first(), 1));
    assertRefused(
        IggyStatus.TOPIC_ID_NOT_FOUND,
        () -> client.messages().poll(stream, MISSING, 0, PollingStrategy.first(), 1));
    assertRefused(
        IggyStatus.STREAM_ID_NOT_FOUND,
        () -> client.messages().poll(MISSING, TOPIC, 0, PollingStrategy.first(), 1));
    assertRefused(
        IggyTarget.either(IggyStatus.PARTITION_NOT_FOUND, IggyStatus.RESOURCE_NOT_FOUND),
        () -> client.messages().send(stream, TOPIC, Partitioning.partition(9), batch("a")));
    assertRefused(
        IggyTarget.either(IggyStatus.TOPIC_ID_NOT_FOUND, IggyStatus.RESOURCE_NOT_FOUND),
        () -> client.messages().send(stream, MISSING, Partitioning.balanced(), batch("a")));
  }

  @Test
  void shouldRefuseABatchWithoutMessages() {
    createTopic(1);
    if (IggyTarget.isVsr()) {
      // The server would not answer at all.
      assertThatThrownBy(
              () -> client.messages().send(stream, TOPIC, Partitioning.balanced(), batch()))
          .isInstanceOf(IllegalArgumentException.class);
      return;
    }
    assertRefused(
        IggyStatus.INVALID_MESSAGES_COUNT,
        () -> client.messages().send(stream, TOPIC, Partitioning.balanced(), batch()));
  }

  private List<String> payloads(PollingStrategy strategy, int count) {
    MessageCursor cursor = client.messages().poll(stream, TOPIC, 0, strategy, count).cursor();
    List<String> payloads = new ArrayList<>();
    while (cursor.next()) {
      payloads.add(new String(cursor.payload(), StandardCharsets.UTF_8));
    }
    return payloads;
  }
}
