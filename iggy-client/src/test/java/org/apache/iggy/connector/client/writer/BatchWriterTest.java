// SPDX-License-Identifier: Apache-2.0
package org.apache.iggy.connector.client.writer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.apache.iggy.connector.client.IggyClient;
import org.apache.iggy.connector.client.IggyException;
import org.apache.iggy.connector.client.IggyServerException;
import org.apache.iggy.connector.client.testkit.IggyTarget;
import org.apache.iggy.connector.protocol.message.MessageBatchEncoder;
import org.apache.iggy.connector.protocol.message.MessageCursor;
import org.apache.iggy.connector.protocol.message.Partitioning;
import org.apache.iggy.connector.protocol.message.PollingStrategy;
import org.apache.iggy.connector.protocol.message.UserHeaders;
import org.apache.iggy.connector.protocol.primitive.Identifier;
import org.apache.iggy.connector.protocol.status.IggyStatus;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(120)
class BatchWriterTest {
  private static final int PARTITIONS = 3;

  private final IggyTarget target = IggyTarget.start();
  private final IggyClient client = target.client();
  private final Identifier stream = target.createStream(client);
  private final Identifier topic = Identifier.named("written");
  private final List<BatchReceipt> settled = new ArrayList<>();

  @BeforeEach
  void createTopic() {
    client.topics().create(stream, "written", PARTITIONS);
  }

  @AfterEach
  void close() {
    client.streams().delete(stream);
    client.close();
    target.close();
  }

  @Test
  void shouldWriteEverythingInOrderWhenBatchesFillUp() {
    try (BatchWriter writer = new BatchWriter(options().maxBatchMessages(7).build())) {
      for (int i = 0; i < 1000; i++) {
        writer.write(Partitioning.partition(1), bytes("m" + i), UserHeaders.empty());
      }
      writer.flush();

      assertThat(writer.acknowledgedMessages()).isEqualTo(1000);
      assertThat(settled).hasSize(143).allMatch(BatchReceipt::isAcknowledged);
    }
    List<String> read = read(1, 2000);
    assertThat(read).hasSize(1000);
    for (int i = 0; i < 1000; i++) {
      assertThat(read.get(i)).isEqualTo("m" + i);
    }
  }

  @Test
  void shouldSendNothingUntilTheFlushWhenTheBatchIsNotFull() {
    try (BatchWriter writer = new BatchWriter(options().build())) {
      BatchReceipt receipt = writer.write(bytes("one"));
      writer.write(bytes("two"));

      assertThat(receipt.isSettled()).isFalse();
      assertThat(receipt.messages()).isEqualTo(2);
      assertThat(writer.connects()).isZero();

      writer.flush();

      assertThat(receipt.isAcknowledged()).isTrue();
    }
  }

  @Test
  void shouldWaitForTheOldestAndLeaveTheOpenBatchWhenAskedToSettle() {
    try (BatchWriter writer = new BatchWriter(options().maxBatchMessages(2).build())) {
      writer.settleOldest();
      BatchReceipt first = writer.write(Partitioning.partition(0), bytes("1"), UserHeaders.empty());
      writer.write(Partitioning.partition(0), bytes("2"), UserHeaders.empty());
      BatchReceipt open = writer.write(Partitioning.partition(0), bytes("3"), UserHeaders.empty());

      writer.settleOldest();

      assertThat(first.isAcknowledged()).isTrue();
      assertThat(open.isSettled()).isFalse();
    }
  }

  @Test
  void shouldGiveWholeBatchesToThePartitionsInTurnWhenBalanced() {
    try (BatchWriter writer = new BatchWriter(options().maxBatchMessages(10).build())) {
      for (int i = 0; i < 60; i++) {
        writer.write(bytes("m" + i));
      }
      writer.flush();
    }
    for (int partition = 0; partition < PARTITIONS; partition++) {
      assertThat(read(partition, 100)).hasSize(20);
    }
  }

  @Test
  void shouldGoToThePartitionThatTheServerWouldChooseWhenWrittenByKey() {
    Identifier other = Identifier.named("sent");
    client.topics().create(stream, "sent", PARTITIONS);
    try (BatchWriter writer = new BatchWriter(options().build())) {
      for (int i = 0; i < 50; i++) {
        writer.write(Partitioning.key("key-" + i), bytes("key-" + i), UserHeaders.empty());
        MessageBatchEncoder encoder = new MessageBatchEncoder();
        encoder.add(bytes("key-" + i), UserHeaders.empty(), 0);
        client.messages().send(stream, other, Partitioning.key("key-" + i), encoder.batch());
      }
      writer.flush();

      assertThat(settled).hasSizeLessThanOrEqualTo(PARTITIONS);
    }
    for (int partition = 0; partition < PARTITIONS; partition++) {
      assertThat(read(partition, 100)).isNotEmpty().isEqualTo(read(other, partition, 100));
    }
  }

  @Test
  void shouldKeepUserHeaders() {
    UserHeaders headers = UserHeaders.builder().put("trace", "abc").build();
    try (BatchWriter writer = new BatchWriter(options().build())) {
      writer.write(Partitioning.partition(0), bytes("payload"), headers);
      writer.flush();
    }
    MessageCursor cursor =
        client.messages().poll(stream, topic, 0, PollingStrategy.first(), 1).cursor();
    assertThat(cursor.next()).isTrue();
    assertThat(cursor.userHeaders()).isEqualTo(headers);
  }

  @Test
  void shouldKeepIdAndTimeWhenAMessageHasItsOwn() {
    long made = 1_700_000_000_000_000L;
    long hour = TimeUnit.HOURS.toMicros(1);
    try (BatchWriter writer = new BatchWriter(options().build())) {
      for (int i = 0; i < 3; i++) {
        writer.write(
            Partitioning.partition(0), i, -i, bytes("m" + i), UserHeaders.empty(), made + i * hour);
      }
      writer.flush();
    }
    MessageCursor cursor =
        client.messages().poll(stream, topic, 0, PollingStrategy.first(), 3).cursor();
    for (int i = 0; i < 3; i++) {
      assertThat(cursor.next()).isTrue();
      assertThat(cursor.originTimestampMicros()).isEqualTo(made + i * hour);
      if (i == 0) {
        assertThat(cursor.idLow() | cursor.idHigh()).as("an id that was made").isNotZero();
      } else {
        assertThat(cursor.idLow()).isEqualTo(i);
        assertThat(cursor.idHigh()).isEqualTo(-i);
      }
    }
    assertThat(settled).as("batches within an hour each").hasSize(2);
  }

  @Test
  void shouldSendALargeMessageOnItsOwnWhenItIsOverTheBatchLimit() {
    byte[] large = new byte[300_000];
    try (BatchWriter writer =
        new BatchWriter(options().maxBatchBytes(1000).maxInFlightBytes(2000).build())) {
      writer.write(Partitioning.partition(0), bytes("before"), UserHeaders.empty());
      writer.write(Partitioning.partition(0), large, UserHeaders.empty());
      writer.write(Partitioning.partition(0), bytes("after"), UserHeaders.empty());
      writer.flush();

      assertThat(settled).hasSize(3);
    }
    assertThat(client.partitionOffsets(stream, topic).next(0)).isEqualTo(3);
  }

  @Test
  void shouldRefuseAMessageUpFrontWhenItIsOverTheServersLimit() {
    try (BatchWriter writer = new BatchWriter(options().build())) {
      byte[] tooLarge = new byte[MessageBatchEncoder.MAX_PAYLOAD_BYTES + 1];

      assertThatThrownBy(() -> writer.write(tooLarge))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessageContaining("64000001 bytes");
      assertThat(writer.connects()).isZero();
    }
  }

  @Test
  void shouldTellOfTheRefusalByReceiptAndByTheFlushWhenThePartitionDoesNotExist() {
    try (BatchWriter writer = new BatchWriter(options().build())) {
      BatchReceipt refused =
          writer.write(Partitioning.partition(99), bytes("lost"), UserHeaders.empty());
      BatchReceipt accepted =
          writer.write(Partitioning.partition(0), bytes("kept"), UserHeaders.empty());

      assertThatThrownBy(writer::flush)
          .isInstanceOfSatisfying(
              IggyServerException.class,
              e ->
                  assertThat(e.status())
                      .isEqualTo(
                          IggyTarget.either(
                              IggyStatus.PARTITION_NOT_FOUND, IggyStatus.RESOURCE_NOT_FOUND)));
      assertThat(refused.refusal()).isPresent();
      assertThat(accepted.isAcknowledged()).isTrue();
      writer.flush();
    }
  }

  @Test
  void shouldNameTheTopicWhenItDoesNotExistAndKeysAreUsed() {
    BatchWriterOptions nowhere =
        BatchWriterOptions.builder(
                target.options().build(), stream, Identifier.named("no-such-topic"))
            .build();
    try (BatchWriter writer = new BatchWriter(nowhere)) {
      assertThatThrownBy(() -> writer.write(Partitioning.key("k"), bytes("m"), UserHeaders.empty()))
          .isInstanceOf(IggyException.class)
          .hasMessageContaining("topic no-such-topic")
          .hasMessageContaining("does not exist");
    }
  }

  private BatchWriterOptions.Builder options() {
    return BatchWriterOptions.builder(target.options().build(), stream, topic)
        .onSettled(settled::add);
  }

  private List<String> read(int partition, int count) {
    return read(topic, partition, count);
  }

  private List<String> read(Identifier from, int partition, int count) {
    MessageCursor cursor =
        client.messages().poll(stream, from, partition, PollingStrategy.first(), count).cursor();
    List<String> payloads = new ArrayList<>();
    while (cursor.next()) {
      payloads.add(new String(cursor.payload(), StandardCharsets.UTF_8));
    }
    return payloads;
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
