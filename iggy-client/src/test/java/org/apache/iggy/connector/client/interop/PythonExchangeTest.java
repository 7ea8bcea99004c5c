// SPDX-License-Identifier: Apache-2.0
package org.apache.iggy.connector.client.interop;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import org.apache.iggy.connector.client.group.GroupBatch;
import org.apache.iggy.connector.client.group.GroupReader;
import org.apache.iggy.connector.client.group.GroupReaderOptions;
import org.apache.iggy.connector.client.testkit.IggyTarget;
import org.apache.iggy.connector.client.writer.BatchWriter;
import org.apache.iggy.connector.client.writer.BatchWriterOptions;
import org.apache.iggy.connector.protocol.message.MessageBatchEncoder;
import org.apache.iggy.connector.protocol.message.MessageCursor;
import org.apache.iggy.connector.protocol.message.Partitioning;
import org.apache.iggy.connector.protocol.message.PollingStrategy;
import org.apache.iggy.connector.protocol.message.UserHeaders;
import org.apache.iggy.connector.protocol.primitive.Consumer;
import org.apache.iggy.connector.protocol.primitive.Identifier;
import org.junit.jupiter.api.Test;

/**
 * Our client and the official Python SDK read what the other wrote, and share groups. The SDK
 * speaks VSR; when our client speaks the legacy generation, they meet on the embedded server all
 * the same.
 */
class PythonExchangeTest extends PythonSdkScene {
  private static final int MANY = 1_000;
  private static final long MADE_MICROS = 1_700_000_000_123_456L;
  private static final Map<String, Object> GROUP = PythonSdk.value("Consumer.Group", "shared");
  private static final long LIMIT_NANOS = TimeUnit.SECONDS.toNanos(60);

  @Test
  void shouldReadWhatTheSdkWrote() {
    UserHeaders headers = SdkHeaders.ofEveryKind();
    send(0, "without headers", "väl \uD83D\uDE80");
    Object message = PythonSdk.value("SendMessage", "with", SdkHeaders.argument(headers), 4711);
    sdk.call("send_messages", stream, TOPIC, 0, List.of(message));
    JsonNode seenBySdk = poll(sdk, CONSUMER, 0, FIRST, 9, false);

    MessageCursor cursor =
        client.messages().poll(streamId(), topicId(), 0, PollingStrategy.first(), 9).cursor();
    for (JsonNode seen : seenBySdk) {
      assertThat(cursor.next()).isTrue();
      assertThat(Hex.of(cursor.payload())).isEqualTo(seen.get("payload").get("hex").asText());
      assertThat(cursor.offset()).isEqualTo(seen.get("offset").asLong());
      assertThat(cursor.timestampMicros()).isEqualTo(seen.get("timestamp").asLong());
      assertThat(cursor.originTimestampMicros()).isEqualTo(seen.get("origin_timestamp").asLong());
      if (IggyTarget.isVsr()) {
        // The checksum is one of the message as it lies, which generations differ in.
        assertThat(cursor.checksum()).isEqualTo(seen.get("checksum").bigIntegerValue().longValue());
      }
      assertThat(cursor.checksumMatches()).isTrue();
    }
    assertThat(cursor.next()).isFalse();
    assertThat(seenBySdk).hasSize(3);
  }

  @Test
  void shouldReadHeadersOfEveryKindThatTheSdkWrote() {
    UserHeaders headers = SdkHeaders.ofEveryKind();
    Object message = PythonSdk.value("SendMessage", "with", SdkHeaders.argument(headers), 4711);
    sdk.call("send_messages", stream, TOPIC, 0, List.of(message));

    MessageCursor cursor =
        client.messages().poll(streamId(), topicId(), 0, PollingStrategy.first(), 9).cursor();
    assertThat(cursor.next()).isTrue();
    assertThat(cursor.idLow()).isEqualTo(4711);
    assertThat(cursor.idHigh()).isZero();
    assertThat(SdkHeaders.byKey(cursor.userHeaders())).isEqualTo(SdkHeaders.byKey(headers));
  }

  @Test
  void shouldWriteWhatTheSdkReads() {
    UserHeaders headers = SdkHeaders.ofEveryKind();
    MessageBatchEncoder batch = new MessageBatchEncoder();
    byte[] payload = utf8("väl \uD83D\uDE80");
    batch.add(4712, 0, payload, 0, payload.length, headers, MADE_MICROS);
    batch.add(utf8("plain"), UserHeaders.empty(), MADE_MICROS + 7);
    client.messages().send(streamId(), topicId(), Partitioning.partition(2), batch.batch());

    JsonNode seen = poll(sdk, CONSUMER, 2, FIRST, 9, false);
    assertThat(payloads(seen)).containsExactly("väl \uD83D\uDE80", "plain");
    assertThat(seen.get(0).get("id").asInt()).isEqualTo(4712);
    assertThat(seen.get(0).get("origin_timestamp").asLong()).isEqualTo(MADE_MICROS);
    assertThat(seen.get(1).get("origin_timestamp").asLong()).isEqualTo(MADE_MICROS + 7);
    assertThat(SdkHeaders.received(seen.get(0).get("user_headers")))
        .isEqualTo(SdkHeaders.byKey(headers));
    assertThat(seen.get(1).get("user_headers").isNull()).isTrue();
  }

  @Test
  void shouldExchangeManyMessagesInBatchesOfTheWriter() {
    BatchWriterOptions options =
        BatchWriterOptions.builder(target.options().build(), streamId(), topicId())
            .maxBatchMessages(64)
            .build();
    List<String> written = new ArrayList<>();
    try (BatchWriter writer = new BatchWriter(options)) {
      for (int i = 0; i < MANY; i++) {
        written.add("message " + i);
        writer.write(Partitioning.partition(1), utf8("message " + i), UserHeaders.empty());
      }
      writer.flush();
    }
    send(1, "the last");
    written.add("the last");
    assertThat(poll(1, FIRST, MANY + 1)).isEqualTo(written);
    assertThat(poll(1, PythonSdk.value("PollingStrategy.Offset", 100), 10))
        .isEqualTo(written.subList(100, 110));
  }

  @Test
  void shouldSendAKeyToTheSamePartitionAsTheSdk() {
    for (int i = 0; i < 20; i++) {
      String key = "user-" + i;
      MessageBatchEncoder batch = new MessageBatchEncoder();
      batch.add(utf8(key), UserHeaders.empty(), 0);
      client.messages().send(streamId(), topicId(), Partitioning.key(key), batch.batch());
      sdk.call(
          "send_messages",
          stream,
          TOPIC,
          PythonSdk.value("Partitioning.messages_key", key),
          List.of(PythonSdk.value("SendMessage", key)));
    }
    for (int partition = 0; partition < PARTITIONS; partition++) {
      List<String> keys = poll(partition, FIRST, 99);
      assertThat(keys).isNotEmpty();
      for (int i = 0; i < keys.size(); i += 2) {
        assertThat(keys.get(i + 1)).isEqualTo(keys.get(i));
      }
    }
  }

  @Test
  void shouldGoOnWhereTheSdkHasCommittedAndTheOtherWayRound() {
    send(0, "a", "b", "c", "d");
    Consumer reader = Consumer.single(Identifier.numeric(7));
    assertThat(payloads(poll(sdk, CONSUMER, 0, NEXT, 2, true))).containsExactly("a", "b");
    assertThat(client.consumerOffsets().find(reader, streamId(), topicId(), 0))
        .hasValueSatisfying(offset -> assertThat(offset.storedOffset()).isEqualTo(1));
    client.consumerOffsets().store(reader, streamId(), topicId(), 0, 2);
    assertThat(poll(0, NEXT, 9)).containsExactly("d");
  }

  @Test
  void shouldShareAGroupWithTheSdkAndTakeItsPartitionsOver() {
    sdk.call("create_consumer_group", stream, TOPIC, "shared");
    GroupReaderOptions options =
        GroupReaderOptions.builder(target.options().build(), streamId(), topicId(), "shared")
            .membershipCheckMillis(20)
            .build();
    Set<String> read = new TreeSet<>();
    try (GroupReader ours = new GroupReader(options)) {
      ours.fetch(0);
      sdk.call("join_consumer_group", stream, TOPIC, "shared");
      readUntil(ours, read, () -> ours.assignment().size() < PARTITIONS);
      Set<Integer> left = new TreeSet<>(Set.of(0, 1, 2));
      left.removeAll(ours.assignment());
      for (int partition = 0; partition < PARTITIONS; partition++) {
        send(partition, "p" + partition);
      }
      for (int partition : left) {
        assertThat(payloads(poll(sdk, GROUP, partition, NEXT, 9, true)))
            .containsExactly("p" + partition);
      }
      readUntil(ours, read, () -> read.size() + left.size() == PARTITIONS);
      sdk.call("leave_consumer_group", stream, TOPIC, "shared");
      readUntil(ours, read, () -> ours.assignment().size() == PARTITIONS);
      send(left.iterator().next(), "after");
      readUntil(ours, read, () -> read.contains("after"));
      assertThat(read).hasSize(PARTITIONS - left.size() + 1);
    }
  }

  private static void readUntil(GroupReader reader, Set<String> read, BooleanSupplier done) {
    long end = System.nanoTime() + LIMIT_NANOS;
    while (!done.getAsBoolean()) {
      assertThat(System.nanoTime()).as("read so far: %s", read).isLessThan(end);
      GroupBatch batch = reader.fetch(50);
      if (batch != null) {
        MessageCursor cursor = batch.cursor();
        while (cursor.next()) {
          read.add(new String(cursor.payload(), StandardCharsets.UTF_8));
        }
      }
    }
  }
}
