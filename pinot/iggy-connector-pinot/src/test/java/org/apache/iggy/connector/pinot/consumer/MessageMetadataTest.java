// SPDX-License-Identifier: Apache-2.0
package org.apache.iggy.connector.pinot.consumer;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.UUID;
import org.apache.iggy.connector.pinot.TopicFixture;
import org.apache.iggy.connector.protocol.message.HeaderField;
import org.apache.iggy.connector.protocol.message.MessageBatchEncoder;
import org.apache.iggy.connector.protocol.message.Partitioning;
import org.apache.iggy.connector.protocol.message.UserHeaders;
import org.apache.pinot.spi.data.readers.GenericRow;
import org.apache.pinot.spi.stream.LongMsgOffset;
import org.apache.pinot.spi.stream.MessageBatch;
import org.apache.pinot.spi.stream.PartitionGroupConsumer;
import org.apache.pinot.spi.stream.PartitionGroupConsumptionStatus;
import org.apache.pinot.spi.stream.StreamMessage;
import org.apache.pinot.spi.stream.StreamMessageMetadata;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What Pinot is given beside a message's payload: key, headers and metadata. */
@Timeout(60)
class MessageMetadataTest {
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
  void shouldGiveEveryKindOfHeaderAsATypeOfPinotsRows() throws Exception {
    BigInteger most = BigInteger.TWO.pow(128).subtract(BigInteger.ONE);
    send(
        "x",
        UserHeaders.builder()
            .put("raw", HeaderField.ofRaw(new byte[] {1, -1}))
            .put("string", HeaderField.ofString("text"))
            .put("bool", HeaderField.ofBool(true))
            .put("int8", HeaderField.ofInt8((byte) -8))
            .put("int16", HeaderField.ofInt16((short) -16))
            .put("int32", HeaderField.ofInt32(-32))
            .put("int64", HeaderField.ofInt64(-64L))
            .put("int128", HeaderField.ofInt128(BigInteger.TEN.negate()))
            .put("uint8", HeaderField.ofUint8(255))
            .put("uint16", HeaderField.ofUint16(65_535))
            .put("uint32", HeaderField.ofUint32(4_294_967_295L))
            .put("uint64", HeaderField.ofUint64(BigInteger.TWO.pow(64).subtract(BigInteger.ONE)))
            .put("uint128", HeaderField.ofUint128(most))
            .put("float32", HeaderField.ofFloat32(1.5f))
            .put("float64", HeaderField.ofFloat64(2.5))
            .build());

    GenericRow headers = message("metadata.populate", "true").getMetadata().getHeaders();

    assertThat(headers.getFieldToValueMap())
        .hasSize(15)
        .containsEntry("raw", new byte[] {1, -1})
        .containsEntry("string", "text")
        .containsEntry("bool", true)
        .containsEntry("int8", -8)
        .containsEntry("int16", -16)
        .containsEntry("int32", -32)
        .containsEntry("int64", -64L)
        .containsEntry("int128", new BigDecimal("-10"))
        .containsEntry("uint8", 255)
        .containsEntry("uint16", 65_535)
        .containsEntry("uint32", 4_294_967_295L)
        .containsEntry("uint64", new BigDecimal("18446744073709551615"))
        .containsEntry("uint128", new BigDecimal(most))
        .containsEntry("float32", 1.5f)
        .containsEntry("float64", 2.5);
  }

  @Test
  void shouldOfferAllMetadataWhenNoFieldsAreListed() throws Exception {
    send("x", UserHeaders.builder().put("a", "b").build());

    StreamMessageMetadata metadata = message("metadata.populate", "true").getMetadata();

    assertThat(metadata.getRecordMetadata())
        .containsOnlyKeys(
            "offset",
            "partition",
            "recordTimestamp",
            "originTimestamp",
            "messageId",
            "stream",
            "topic")
        .containsEntry("offset", "0")
        .containsEntry("partition", "1")
        .containsEntry("stream", "analytics")
        .containsEntry("topic", "events")
        .containsEntry("recordTimestamp", Long.toString(metadata.getRecordIngestionTimeMs()))
        .hasEntrySatisfying("messageId", id -> assertThat(UUID.fromString(id)).isNotNull());
    assertThat(metadata.getHeaders().getValue("a")).isEqualTo("b");
  }

  @Test
  void shouldOfferTheListedFieldsAndNothingElse() throws Exception {
    send("x", UserHeaders.builder().put("a", "b").build());

    StreamMessageMetadata some =
        message("metadata.populate", "true", "metadata.fields", "partition,topic").getMetadata();
    assertThat(some.getRecordMetadata()).containsOnlyKeys("partition", "topic");
    assertThat(some.getHeaders()).isNull();

    StreamMessageMetadata headers =
        message("metadata.populate", "true", "metadata.fields", "headers").getMetadata();
    assertThat(headers.getHeaders().getFieldToValueMap()).containsOnlyKeys("a");
    assertThat(headers.getRecordMetadata()).isNullOrEmpty();
  }

  @Test
  void shouldOfferNoMetadataButTheKeyWhenThatIsAllThatIsAskedFor() throws Exception {
    send("x", UserHeaders.builder().put("user", HeaderField.ofInt64(42)).build());

    StreamMessage<byte[]> message = message("key.header", "user");

    assertThat(message.getKey()).isEqualTo("42".getBytes(UTF_8));
    assertThat(message.getMetadata().getHeaders()).isNull();
    assertThat(message.getMetadata().getRecordMetadata()).isNullOrEmpty();
  }

  private void send(String payload, UserHeaders headers) {
    MessageBatchEncoder batch = new MessageBatchEncoder();
    batch.add(payload.getBytes(UTF_8), headers, 0);
    topic
        .client()
        .messages()
        .send(TopicFixture.STREAM, TopicFixture.TOPIC, Partitioning.partition(1), batch.batch());
  }

  @SuppressWarnings("unchecked")
  private StreamMessage<byte[]> message(String... keysAndValues) throws Exception {
    PartitionGroupConsumptionStatus status =
        new PartitionGroupConsumptionStatus(1, 0, new LongMsgOffset(0), null, "CONSUMING");
    try (PartitionGroupConsumer consumer =
        topic.factory(keysAndValues).createPartitionGroupConsumer("test", status)) {
      MessageBatch<byte[]> batch = consumer.fetchMessages(new LongMsgOffset(0), 5_000);
      assertThat(batch.getMessageCount()).isOne();
      return batch.getStreamMessage(0);
    }
  }
}
