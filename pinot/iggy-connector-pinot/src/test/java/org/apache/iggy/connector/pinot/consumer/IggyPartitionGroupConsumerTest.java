// SPDX-License-Identifier: Apache-2.0
package org.apache.iggy.connector.pinot.consumer;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.apache.iggy.connector.pinot.TopicFixture;
import org.apache.iggy.connector.protocol.message.MessageBatchEncoder;
import org.apache.iggy.connector.protocol.message.Partitioning;
import org.apache.iggy.connector.protocol.message.UserHeaders;
import org.apache.iggy.connector.protocol.primitive.Identifier;
import org.apache.pinot.spi.stream.LongMsgOffset;
import org.apache.pinot.spi.stream.MessageBatch;
import org.apache.pinot.spi.stream.PartitionGroupConsumer;
import org.apache.pinot.spi.stream.PartitionGroupConsumptionStatus;
import org.apache.pinot.spi.stream.PermanentConsumerException;
import org.apache.pinot.spi.stream.StreamPartitionMsgOffset;
import org.apache.pinot.spi.stream.TransientConsumerException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(60)
class IggyPartitionGroupConsumerTest {
  private static final int TIMEOUT_MILLIS = 20_000;

  /** Much less than a reconnect budget of minutes, and enough for a busy machine. */
  private static final int SOON_MILLIS = 10_000;

  private TopicFixture topic;

  @BeforeEach
  void start() {
    topic = TopicFixture.withPartitions(2);
  }

  @AfterEach
  void stop() {
    topic.close();
  }

  @Test
  void shouldReadOnFromWhateverOffsetTypePinotHandsIn() throws Exception {
    topic.send(1, 0, 250);
    try (PartitionGroupConsumer consumer = consumer(1)) {
      List<String> read = new ArrayList<>();
      StreamPartitionMsgOffset offset = new LongMsgOffset(0);
      while (read.size() < 250) {
        MessageBatch<Object> batch = fetch(consumer, offset);
        read.addAll(payloads(batch));
        // Pinot keeps offsets as text and makes plain LongMsgOffsets of them at each new segment.
        offset = new LongMsgOffset(batch.getOffsetOfNextBatch().toString());
      }
      assertThat(read).hasSize(250).doesNotHaveDuplicates().first().isEqualTo("m0");
      assertThat(read).last().isEqualTo("m249");
    }
  }

  @Test
  void shouldGiveTheSameMessagesWhenAskedForAnOffsetAgain() throws Exception {
    topic.send(0, 0, 10);
    try (PartitionGroupConsumer consumer = consumer(0)) {
      List<String> first = payloads(fetch(consumer, new LongMsgOffset(4)));
      assertThat(first).startsWith("m4").hasSize(6);
      assertThat(payloads(fetch(consumer, new LongMsgOffset(4)))).isEqualTo(first);
      assertThat(payloads(fetch(consumer, new LongMsgOffset(1)))).startsWith("m1").hasSize(9);
    }
  }

  @Test
  void shouldFillOffsetsAndTimestampsOfEachMessage() throws Exception {
    long before = System.currentTimeMillis();
    topic.send(0, 0, 3);
    try (PartitionGroupConsumer consumer = consumer(0)) {
      MessageBatch<Object> batch = fetch(consumer, new LongMsgOffset(1));
      var metadata = batch.getStreamMessage(0).getMetadata();
      assertThat(metadata.getOffset()).isEqualTo(new IggyStreamPartitionMsgOffset(1));
      assertThat(metadata.getNextOffset()).isEqualTo(new IggyStreamPartitionMsgOffset(2));
      assertThat(metadata.getRecordIngestionTimeMs())
          .isBetween(before - 1, System.currentTimeMillis() + 1);
      assertThat(metadata.getFirstStreamRecordIngestionTimeMs()).isGreaterThanOrEqualTo(before - 1);
      assertThat(metadata.getRecordSerializedSize()).isEqualTo(2);
      assertThat(batch.getLastMessageMetadata().getOffset()).hasToString("2");
      assertThat(batch.getFirstMessageOffset()).hasToString("1");
      assertThat(batch.getSizeInBytes()).isEqualTo(4);
      assertThat(batch.hasDataLoss()).isFalse();
    }
  }

  @Test
  void shouldReturnAnEmptyBatchAtItsTimeoutWhenTheTopicIsQuiet() throws Exception {
    topic.send(0, 0, 3);
    try (PartitionGroupConsumer consumer = consumer(0)) {
      MessageBatch<?> batch = consumer.fetchMessages(new LongMsgOffset(3), 200);
      assertThat(batch.getMessageCount()).isZero();
      assertThat(batch.getUnfilteredMessageCount()).isZero();
      assertThat(batch.getOffsetOfNextBatch()).hasToString("3");
    }
  }

  @Test
  void shouldReportDataLossWhenRetentionWasFaster() throws Exception {
    for (int i = 0; i < 10; i++) {
      topic.send(0, i * 100, i * 100 + 100);
    }
    topic.client().partitions().deleteOldestSegments(TopicFixture.STREAM, TopicFixture.TOPIC, 0, 1);
    try (PartitionGroupConsumer consumer = consumer(0)) {
      MessageBatch<Object> batch = fetch(consumer, new LongMsgOffset(0));
      long first = IggyStreamPartitionMsgOffset.valueOf(batch.getFirstMessageOffset());
      assertThat(first).isPositive();
      assertThat(batch.hasDataLoss()).isTrue();
      assertThat(payloads(batch)).startsWith("m" + first);
    }
  }

  @Test
  void shouldReadOnFromTheBeginningWhenTheTopicWasPurgedInItsFirstSegment() throws Exception {
    topic.send(0, 0, 10);
    try (PartitionGroupConsumer consumer = consumer(0)) {
      fetch(consumer, new LongMsgOffset(0));
      topic.client().topics().purge(TopicFixture.STREAM, TopicFixture.TOPIC);
      MessageBatch<?> purged = fetch(consumer, new LongMsgOffset(10));
      assertThat(purged.getUnfilteredMessageCount()).isZero();
      assertThat(purged.hasDataLoss()).isTrue();
      topic.send(0, 100, 105);
      // An empty batch leaves Pinot at its offset.
      MessageBatch<Object> batch = fetch(consumer, new LongMsgOffset(10));
      assertThat(payloads(batch)).startsWith("m100").hasSize(5);
      assertThat(batch.hasDataLoss()).isFalse();
      assertThat(batch.getOffsetOfNextBatch()).hasToString("5");
    }
  }

  @Test
  void shouldStopForGoodWhenTheTopicWasPurgedBehindACommittedSegment() throws Exception {
    topic.send(0, 0, 10);
    try (PartitionGroupConsumer consumer = segment(0, 1, 5)) {
      fetch(consumer, new LongMsgOffset(5));
      topic.client().topics().purge(TopicFixture.STREAM, TopicFixture.TOPIC);
      assertThatThrownBy(() -> fetch(consumer, new LongMsgOffset(10)))
          .isInstanceOf(PermanentConsumerException.class)
          .hasMessageContaining("partition 0 of topic events in stream analytics")
          .hasMessageContaining("set stream.iggy.offset.regress.policy to continue");
    }
  }

  @Test
  void shouldGoOnBehindACommittedSegmentWhenThatIsThePolicy() throws Exception {
    topic.send(0, 0, 10);
    String[] policy = {"offset.regress.policy", "continue"};
    try (PartitionGroupConsumer consumer = segment(0, 1, 5, policy)) {
      fetch(consumer, new LongMsgOffset(5));
      topic.client().topics().purge(TopicFixture.STREAM, TopicFixture.TOPIC);
      topic.send(0, 100, 103);
      assertThat(fetch(consumer, new LongMsgOffset(10)).hasDataLoss()).isTrue();
      assertThat(consumer.fetchMessages(new LongMsgOffset(10), 50).getMessageCount()).isZero();
      topic.send(0, 103, 108);
      assertThat(payloads(fetch(consumer, new LongMsgOffset(10)))).startsWith("m105").hasSize(3);
    }
  }

  @Test
  void shouldKnowInTheNextSegmentWhatTheOneBeforeHasConsumed() throws Exception {
    topic.send(0, 0, 10);
    try (PartitionGroupConsumer first = segment(0, 0, 0)) {
      fetch(first, new LongMsgOffset(0));
    }
    crash(3);
    topic.send(0, 100, 110);
    try (PartitionGroupConsumer second = segment(0, 1, 10)) {
      assertThatThrownBy(() -> fetch(second, new LongMsgOffset(10)))
          .isInstanceOf(PermanentConsumerException.class)
          .hasMessageContaining("offsets 7 to 9");
    }
    // Somebody resumes the table elsewhere: what was consumed before does not bind it.
    try (PartitionGroupConsumer resumed = segment(0, 2, 9)) {
      assertThat(payloads(fetch(resumed, new LongMsgOffset(9)))).startsWith("m102").hasSize(8);
    }
  }

  @Test
  void shouldForgetATableThatStartsAnew() throws Exception {
    topic.send(0, 0, 10);
    try (PartitionGroupConsumer before = segment(0, 0, 0)) {
      fetch(before, new LongMsgOffset(0));
    }
    topic.client().topics().purge(TopicFixture.STREAM, TopicFixture.TOPIC);
    topic.send(0, 100, 110);
    try (PartitionGroupConsumer consumer = segment(0, 0, 6)) {
      assertThat(payloads(fetch(consumer, new LongMsgOffset(6)))).startsWith("m106").hasSize(4);
    }
  }

  @Test
  void shouldRewindAConsumerThatPinotHasMadeAnewForItsSegment() throws Exception {
    topic.send(0, 0, 10);
    PartitionGroupConsumptionStatus status = status(0, 0, 0);
    try (PartitionGroupConsumer consumer = consumer(status)) {
      fetch(consumer, new LongMsgOffset(0));
    }
    crash(3);
    topic.send(0, 100, 110);
    try (PartitionGroupConsumer consumer = consumer(status)) {
      assertThat(payloads(fetch(consumer, new LongMsgOffset(10)))).startsWith("m100").hasSize(10);
    }
  }

  /** What a real server does that is killed before it has flushed its last messages. */
  private void crash(int lostMessages) {
    topic.server().stop();
    topic.server().loseTail(TopicFixture.STREAM.name(), TopicFixture.TOPIC.name(), 0, lostMessages);
    topic.server().restart();
  }

  @Test
  void shouldConnectOnlyWhenItFetchesAndReportAnOutageAsTransient() throws Exception {
    topic.server().stop();
    try (PartitionGroupConsumer consumer = consumer(0)) {
      assertThatThrownBy(() -> fetch(consumer, new LongMsgOffset(0)))
          .isInstanceOf(TransientConsumerException.class)
          .hasMessageContaining(topic.server().host() + ":" + topic.server().port());
    }
  }

  @Test
  void shouldRideOutARestartInsideTheFetch() throws Exception {
    topic.send(0, 0, 10);
    try (PartitionGroupConsumer consumer = consumer(0, "reconnect.budget.millis", "30000")) {
      fetch(consumer, new LongMsgOffset(0));
      topic.server().dropConnections();
      topic.send(0, 10, 20);
      assertThat(payloads(fetch(consumer, new LongMsgOffset(10)))).startsWith("m10").hasSize(10);
    }
  }

  @Test
  void shouldNameWhatIsWrongAndStopForGood() throws Exception {
    assertPermanent("stream.id", "no-such-stream", "check stream.iggy.stream.id");
    assertPermanent("topic.id", "no-such-topic", "check stream.iggy.topic.id");
    try (PartitionGroupConsumer consumer = consumer(7)) {
      assertThatThrownBy(() -> fetch(consumer, new LongMsgOffset(0)))
          .isInstanceOf(PermanentConsumerException.class)
          .hasMessageContaining("partition 7");
    }
  }

  @Test
  void shouldTryARefusedLoginAgainAndNameTheKeysToCheck() throws Exception {
    try (PartitionGroupConsumer consumer = consumer(0, "password", "wrong-secret")) {
      assertThatThrownBy(() -> fetch(consumer, new LongMsgOffset(0)))
          .isInstanceOf(TransientConsumerException.class)
          .hasMessageContaining("check stream.iggy.username")
          .hasMessageNotContaining("wrong-secret");
    }
  }

  private void assertPermanent(String key, String value, String message) throws Exception {
    String topicName = key.equals("topic.id") ? value : TopicFixture.TOPIC.name();
    try (PartitionGroupConsumer consumer = consumer(0, key, value, "topic.name", topicName)) {
      assertThatThrownBy(() -> fetch(consumer, new LongMsgOffset(0)))
          .isInstanceOf(PermanentConsumerException.class)
          .hasMessageContaining(message)
          .hasMessageNotContaining("wrong-secret");
    }
  }

  @Test
  void shouldNameTheKeyToRaiseForAMessageOverTheLimit() throws Exception {
    MessageBatchEncoder batch = new MessageBatchEncoder();
    batch.add(new byte[100_000], UserHeaders.empty(), 0);
    topic
        .client()
        .messages()
        .send(TopicFixture.STREAM, TopicFixture.TOPIC, Partitioning.partition(0), batch.batch());
    try (PartitionGroupConsumer consumer = consumer(0, "fetch.max.bytes", "65536")) {
      assertThatThrownBy(() -> fetch(consumer, new LongMsgOffset(0)))
          .isInstanceOf(PermanentConsumerException.class)
          .hasMessageContaining("raise stream.iggy.fetch.max.bytes");
    }
    try (PartitionGroupConsumer consumer = consumer(0)) {
      assertThat(fetch(consumer, new LongMsgOffset(0)).getSizeInBytes()).isEqualTo(100_000);
    }
  }

  @Test
  void shouldTakeANumberForANameFirstAndForAnIdOtherwise() throws Exception {
    topic.send(0, 0, 1);
    try (PartitionGroupConsumer consumer =
        consumer(0, "stream.id", "0", "topic.id", "0", "topic.name", "0")) {
      assertThat(payloads(fetch(consumer, new LongMsgOffset(0)))).containsExactly("m0");
    }
    Identifier named = Identifier.named("0");
    topic.client().topics().create(TopicFixture.STREAM, "0", 1);
    MessageBatchEncoder batch = new MessageBatchEncoder();
    batch.add("of the topic named 0".getBytes(UTF_8), UserHeaders.empty(), 0);
    topic
        .client()
        .messages()
        .send(TopicFixture.STREAM, named, Partitioning.partition(0), batch.batch());
    try (PartitionGroupConsumer consumer =
        consumer(0, "stream.id", "0", "topic.id", "0", "topic.name", "0")) {
      assertThat(payloads(fetch(consumer, new LongMsgOffset(0))))
          .containsExactly("of the topic named 0");
    }
  }

  @Test
  void shouldEndAFetchOfAnotherThreadWhenClosed() throws Exception {
    PartitionGroupConsumer consumer = consumer(0);
    CompletableFuture<Object> fetching =
        CompletableFuture.supplyAsync(
            () -> {
              try {
                return consumer.fetchMessages(new LongMsgOffset(0), 50_000);
              } catch (Exception e) {
                return e;
              }
            });
    topic.awaitClients(2);
    consumer.close();
    assertThat(fetching.get(10, TimeUnit.SECONDS)).isInstanceOf(RuntimeException.class);
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void shouldEndAFetchWithinSecondsWhenClosedWhileTheServerIsAway(boolean connectedBefore)
      throws Exception {
    PartitionGroupConsumer consumer = disconnected(connectedBefore);
    AtomicReference<Throwable> end = new AtomicReference<>();
    Thread fetching = fetching(consumer, end);
    consumer.close();
    fetching.join(SOON_MILLIS);
    assertThat(fetching.isAlive()).isFalse();
    assertThat(end.get()).isInstanceOf(RuntimeException.class);
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void shouldEndAFetchWithinSecondsWhenInterruptedWhileTheServerIsAway(boolean connectedBefore)
      throws Exception {
    try (PartitionGroupConsumer consumer = disconnected(connectedBefore)) {
      AtomicReference<Throwable> end = new AtomicReference<>();
      Thread fetching = fetching(consumer, end);
      fetching.interrupt();
      fetching.join(SOON_MILLIS);
      assertThat(fetching.isAlive()).isFalse();
      assertThat(end.get()).isInstanceOf(TransientConsumerException.class);
    }
  }

  /** A consumer that would try for ten minutes to reach a server that is away. */
  private PartitionGroupConsumer disconnected(boolean connectedBefore) throws Exception {
    topic.send(0, 0, 10);
    PartitionGroupConsumer consumer = consumer(0, "reconnect.budget.millis", "600000");
    if (connectedBefore) {
      fetch(consumer, new LongMsgOffset(0));
    }
    topic.server().stop();
    return consumer;
  }

  /** A thread that fetches and is in a wait. */
  private static Thread fetching(PartitionGroupConsumer consumer, AtomicReference<Throwable> end) {
    Thread thread =
        new Thread(
            () -> {
              try {
                consumer.fetchMessages(new LongMsgOffset(10), TIMEOUT_MILLIS);
              } catch (Throwable e) {
                end.set(e);
              }
            });
    thread.start();
    long deadline = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(SOON_MILLIS);
    // Between two waits it runs for a moment, so that its state is asked for once a turn.
    while (thread.getState() != Thread.State.TIMED_WAITING) {
      assertThat(System.nanoTime()).as("deadline").isLessThan(deadline);
      Thread.onSpinWait();
    }
    return thread;
  }

  private PartitionGroupConsumer consumer(int partition, String... keysAndValues) {
    return segment(partition, 0, 0, keysAndValues);
  }

  /** A consumer of a segment with this number and start. */
  private PartitionGroupConsumer segment(
      int partition, int sequence, long start, String... keysAndValues) {
    return consumer(status(partition, sequence, start), keysAndValues);
  }

  private static PartitionGroupConsumptionStatus status(int partition, int sequence, long start) {
    return new PartitionGroupConsumptionStatus(
        partition, sequence, new LongMsgOffset(start), null, "CONSUMING");
  }

  private PartitionGroupConsumer consumer(
      PartitionGroupConsumptionStatus status, String... keysAndValues) {
    return topic.factory(keysAndValues).createPartitionGroupConsumer("test", status);
  }

  @SuppressWarnings("unchecked")
  private static MessageBatch<Object> fetch(
      PartitionGroupConsumer consumer, StreamPartitionMsgOffset offset) throws Exception {
    return consumer.fetchMessages(offset, TIMEOUT_MILLIS);
  }

  private static List<String> payloads(MessageBatch<Object> batch) {
    List<String> payloads = new ArrayList<>();
    for (int i = 0; i < batch.getMessageCount(); i++) {
      payloads.add(TopicFixture.text(batch.getStreamMessage(i)));
    }
    return payloads;
  }
}
