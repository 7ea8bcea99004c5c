// SPDX-License-Identifier: Apache-2.0
package org.apache.iggy.connector.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import org.apache.iggy.connector.client.testkit.IggyTarget;
import org.apache.iggy.connector.protocol.command.Request;
import org.apache.iggy.connector.protocol.message.MessageBatchEncoder;
import org.apache.iggy.connector.protocol.message.MessageCursor;
import org.apache.iggy.connector.protocol.message.Partitioning;
import org.apache.iggy.connector.protocol.message.PollMessages;
import org.apache.iggy.connector.protocol.message.PollingStrategy;
import org.apache.iggy.connector.protocol.message.UserHeaders;
import org.apache.iggy.connector.protocol.primitive.Identifier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(120)
class PartitionOffsetsTest {
  private final IggyTarget target = IggyTarget.start();
  private final IggyClient client = target.client();
  private final Identifier stream = target.createStream(client);
  private final Identifier topic = Identifier.named("offsets");
  private PartitionOffsets offsets;

  @BeforeEach
  void createTopic() {
    client.topics().create(stream, "offsets", 2);
    offsets = client.partitionOffsets(stream, topic);
  }

  @AfterEach
  void close() {
    client.streams().delete(stream);
    client.close();
    target.close();
  }

  @Test
  void shouldBeZeroWhenNothingWasEverWritten() {
    assertThat(offsets.earliest(0)).isZero();
    assertThat(offsets.next(0)).isZero();
    assertThat(offsets.atTimestamp(0, 1)).isZero();
  }

  @Test
  void shouldTellOneMessageFromNone() {
    send(1);

    assertThat(offsets.earliest(0)).isZero();
    assertThat(offsets.next(0)).isEqualTo(1);
    assertThat(offsets.next(1)).isZero();
  }

  @Test
  void shouldFindTheFirstMessageWhenItComesBetweenTheRequests() {
    PartitionOffsets raced = new PartitionOffsets(new MessagesBehindTheFirst(), stream, topic);

    assertThat(raced.earliest(0)).isZero();
  }

  @Test
  void shouldStartAtZeroAgainWhenThePartitionIsPurged() {
    send(5);
    client.topics().purge(stream, topic);

    assertThat(offsets.earliest(0)).isZero();
    assertThat(offsets.next(0)).isZero();
  }

  @Test
  void shouldFindTheFirstMessageOfTheBatchThatHasTheTimestamp() {
    for (int batch = 0; batch < 40; batch++) {
      send(25);
    }
    MessageCursor cursor =
        client.messages().poll(stream, topic, 0, PollingStrategy.first(), 1000).cursor();
    long previous = -1;
    while (cursor.next()) {
      if (cursor.timestampMicros() == previous) {
        continue;
      }
      previous = cursor.timestampMicros();
      assertThat(offsets.atTimestamp(0, previous)).isEqualTo(cursor.offset());
    }
    assertThat(offsets.atTimestamp(0, previous + 1)).isEqualTo(1000);
    assertThat(offsets.atTimestamp(0, 0)).isZero();
  }

  @Test
  void shouldFindTheFirstMessageOfTheBatchWhenItLiesOnDisk() {
    send(25);
    send(25);
    target.flush(client, stream, topic, 0);
    send(25);
    MessageCursor cursor =
        client.messages().poll(stream, topic, 0, PollingStrategy.offset(40), 1).cursor();
    assertThat(cursor.next()).isTrue();

    assertThat(offsets.atTimestamp(0, cursor.timestampMicros())).isEqualTo(25);
    assertThat(offsets.atTimestamp(0, cursor.timestampMicros() + 1)).isEqualTo(50);
  }

  @Test
  void shouldFindTheFirstMessageWhereverThePollByTimestampStarts() {
    send(3);
    send(4);
    send(5);
    for (int start = 0; start <= 12; start++) {
      PartitionOffsets skewed = new PartitionOffsets(new SkewedTimestamps(start), stream, topic);

      assertThat(skewed.atTimestamp(0, timestampAt(0))).isZero();
      assertThat(skewed.atTimestamp(0, timestampAt(5))).isEqualTo(3);
      assertThat(skewed.atTimestamp(0, timestampAt(11))).isEqualTo(7);
      assertThat(skewed.atTimestamp(0, timestampAt(11) + 1)).isEqualTo(12);
    }
  }

  @Test
  void shouldNameTheStatusWhenThePartitionDoesNotExist() {
    assertThatThrownBy(() -> offsets.next(7))
        .isInstanceOf(IggyServerException.class)
        .hasMessageContaining("3007");
  }

  private long timestampAt(long offset) {
    MessageCursor cursor =
        client.messages().poll(stream, topic, 0, PollingStrategy.offset(offset), 1).cursor();
    assertThat(cursor.next()).isTrue();
    return cursor.timestampMicros();
  }

  /** The server, but polls by timestamp start at an offset of its own, as imprecise as can be. */
  private final class SkewedTimestamps implements RequestExecutor {
    private final long start;

    private SkewedTimestamps(long start) {
      this.start = start;
    }

    @Override
    @SuppressWarnings("unchecked")
    public <R> R execute(Request<R> request) {
      if (request instanceof PollMessages
          && ((PollMessages) request).strategy().kind() == PollingStrategy.Kind.TIMESTAMP) {
        return (R) client.messages().poll(stream, topic, 0, PollingStrategy.offset(start), 1);
      }
      return client.execute(request);
    }
  }

  private void send(int count) {
    MessageBatchEncoder encoder = new MessageBatchEncoder();
    for (int i = 0; i < count; i++) {
      encoder.add("message".getBytes(StandardCharsets.UTF_8), UserHeaders.empty(), 0);
    }
    client.messages().send(stream, topic, Partitioning.partition(0), encoder.batch());
  }

  /** Has messages come right behind the first request. */
  private final class MessagesBehindTheFirst implements RequestExecutor {
    private boolean sent;

    @Override
    public <R> R execute(Request<R> request) {
      R answer = client.execute(request);
      if (!sent) {
        sent = true;
        send(20);
      }
      return answer;
    }
  }
}
