// SPDX-License-Identifier: Apache-2.0
package org.apache.iggy.connector.pinot.consumer;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
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

@Timeout(60)
class IggyPartitionGroupConsumerTest {
  private static final int TIMEOUT_MILLIS = 2_000;

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
  void shouldStopForGoodWhenTheTopicWasPurgedUnderTheTable() throws Exception {
    topic.send(0, 0, 10);
    try (PartitionGroupConsumer consumer = consumer(0)) {
      fetch(consumer, new LongMsgOffset(0));
      topic.client().topics().purge(TopicFixture.STREAM, TopicFixture.TOPIC);
      assertThatThrownBy(() -> fetch(consumer, new LongMsgOffset(10)))
          .isInstanceOf(PermanentConsumerException.class)
          .hasMessageContaining("Table events_REALTIME: partition 0 of analytics/events ends at")
          .hasMessageContaining("purged or re-created");
    }
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
    assertPermanent("password", "wrong-secret", "check stream.iggy.username");
    assertPermanent("stream.id", "no-such-stream", "check stream.iggy.stream.id");
    assertPermanent("topic.id", "no-such-topic", "check stream.iggy.topic.id");
    try (PartitionGroupConsumer consumer = consumer(7)) {
      assertThatThrownBy(() -> fetch(consumer, new LongMsgOffset(0)))
          .isInstanceOf(PermanentConsumerException.class)
          .hasMessageContaining("partition 7");
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

  private PartitionGroupConsumer consumer(int partition, String... keysAndValues) {
    PartitionGroupConsumptionStatus status =
        new PartitionGroupConsumptionStatus(partition, 0, new LongMsgOffset(0), null, "CONSUMING");
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
