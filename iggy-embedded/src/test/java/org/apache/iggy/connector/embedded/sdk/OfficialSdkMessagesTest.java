// SPDX-License-Identifier: Apache-2.0
package org.apache.iggy.connector.embedded.sdk;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.iggy.connector.protocol.status.IggyStatus;
import org.apache.iggy.consumergroup.Consumer;
import org.apache.iggy.identifier.ConsumerId;
import org.apache.iggy.message.HeaderKey;
import org.apache.iggy.message.HeaderValue;
import org.apache.iggy.message.Message;
import org.apache.iggy.message.Partitioning;
import org.apache.iggy.message.PolledMessages;
import org.apache.iggy.message.PollingStrategy;
import org.junit.jupiter.api.Test;

class OfficialSdkMessagesTest extends OfficialSdk {
  private static final Consumer CONSUMER = Consumer.of(1L);

  private PolledMessages poll(long partition, PollingStrategy strategy, long count) {
    return client
        .messages()
        .pollMessages(stream, TOPIC, Optional.of(partition), CONSUMER, strategy, count, false);
  }

  @Test
  void shouldCarryHeadersAndPayload() {
    Map<HeaderKey, HeaderValue> headers =
        Map.of(
            HeaderKey.fromString("text"), HeaderValue.fromString("väl"),
            HeaderKey.fromString("number"), HeaderValue.fromInt64(-5),
            HeaderKey.fromString("flag"), HeaderValue.fromBool(true));
    client
        .messages()
        .sendMessages(
            stream, TOPIC, Partitioning.partitionId(0L), List.of(Message.of("payload", headers)));
    Message received = poll(0, PollingStrategy.first(), 1).messages().get(0);
    assertThat(new String(received.payload(), StandardCharsets.UTF_8)).isEqualTo("payload");
    assertThat(received.userHeaders()).isEqualTo(headers);
    assertThat(received.header().checksum()).isNotEqualTo(BigInteger.ZERO);
    assertThat(received.header().id().toBigInteger()).isNotEqualTo(BigInteger.ZERO);
  }

  @Test
  void shouldPollWithEveryStrategy() {
    send(1, "a", "b");
    send(1, "c", "d");
    BigInteger appended =
        poll(1, PollingStrategy.offset(BigInteger.TWO), 1).messages().get(0).header().timestamp();
    assertThat(payloads(poll(1, PollingStrategy.first(), 2))).containsExactly("a", "b");
    assertThat(payloads(poll(1, PollingStrategy.last(), 3))).containsExactly("b", "c", "d");
    assertThat(payloads(poll(1, PollingStrategy.next(), 9))).containsExactly("a", "b", "c", "d");
    assertThat(payloads(poll(1, PollingStrategy.offset(BigInteger.ONE), 2)))
        .containsExactly("b", "c");
    assertThat(payloads(poll(1, PollingStrategy.timestamp(appended), 9))).endsWith("c", "d");
    assertThat(payloads(poll(1, PollingStrategy.offset(BigInteger.TEN), 9))).isEmpty();
  }

  @Test
  void shouldContinueAfterTheCommittedOffset() {
    send(0, "a", "b", "c");
    for (String expected : List.of("a", "b", "c")) {
      PolledMessages polled =
          client
              .messages()
              .pollMessages(
                  stream, TOPIC, Optional.of(0L), CONSUMER, PollingStrategy.next(), 1L, true);
      assertThat(payloads(polled)).containsExactly(expected);
    }
    assertThat(payloads(poll(0, PollingStrategy.next(), 1))).isEmpty();
  }

  @Test
  void shouldKeepAKeyOnOnePartitionAndSpreadTheRest() {
    for (int i = 0; i < 6; i++) {
      List<Message> keyed = List.of(Message.of("keyed"));
      client.messages().sendMessages(stream, TOPIC, Partitioning.messagesKey("user-1"), keyed);
      List<Message> spread = List.of(Message.of("spread"));
      client.messages().sendMessages(stream, TOPIC, Partitioning.balanced(), spread);
    }
    List<List<String>> partitions =
        List.of(0L, 1L, 2L).stream()
            .map(partition -> payloads(poll(partition, PollingStrategy.first(), 100)))
            .toList();
    assertThat(partitions).filteredOn(partition -> partition.contains("keyed")).hasSize(1);
    assertThat(partitions)
        .allSatisfy(
            partition ->
                assertThat(partition).filteredOn(text -> text.equals("spread")).hasSize(2));
  }

  @Test
  void shouldStoreAndReturnOffsets() {
    send(2, "a", "b", "c");
    Consumer named = Consumer.of(ConsumerId.of("reader"));
    Optional<Long> partition = Optional.of(2L);
    assertThat(client.consumerOffsets().getConsumerOffset(stream, TOPIC, partition, named))
        .isEmpty();
    client.consumerOffsets().storeConsumerOffset(stream, TOPIC, partition, named, BigInteger.ONE);
    assertThat(client.consumerOffsets().getConsumerOffset(stream, TOPIC, partition, named))
        .hasValueSatisfying(
            offset -> {
              assertThat(offset.storedOffset()).isEqualTo(BigInteger.ONE);
              assertThat(offset.currentOffset()).isEqualTo(BigInteger.TWO);
            });
    assertFails(
        IggyStatus.INVALID_OFFSET,
        () ->
            client
                .consumerOffsets()
                .storeConsumerOffset(stream, TOPIC, partition, named, BigInteger.TEN));
  }

  @Test
  void shouldRefusePartitionsThatDoNotExist() {
    assertFails(IggyStatus.PARTITION_NOT_FOUND, () -> send(77, "a"));
    assertFails(IggyStatus.PARTITION_NOT_FOUND, () -> poll(77, PollingStrategy.first(), 1));
  }
}
