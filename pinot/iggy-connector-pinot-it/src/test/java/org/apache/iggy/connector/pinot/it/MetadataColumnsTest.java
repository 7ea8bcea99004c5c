// SPDX-License-Identifier: Apache-2.0
package org.apache.iggy.connector.pinot.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.apache.iggy.connector.pinot.embedded.EmbeddedPinot;
import org.apache.iggy.connector.protocol.message.HeaderField;
import org.apache.iggy.connector.protocol.message.Partitioning;
import org.apache.iggy.connector.protocol.message.UserHeaders;
import org.apache.pinot.spi.data.FieldSpec.DataType;
import org.apache.pinot.spi.data.Schema;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** User headers of every kind, and metadata, as columns of a table. */
class MetadataColumnsTest {
  private static final Duration DEADLINE = Duration.ofSeconds(60);

  private IggyUnderTest iggy;
  private TopicWriter topic;

  @BeforeEach
  void start() {
    iggy = IggyUnderTest.start();
    topic = TopicWriter.create(iggy.address(), EventTopic.STREAM, EventTopic.TOPIC, 1);
  }

  @AfterEach
  void stop() {
    topic.close();
    iggy.close();
  }

  @Test
  void shouldFillColumnsOfTheHeadersOwnTypes() {
    BigInteger most = BigInteger.TWO.pow(64).subtract(BigInteger.ONE);
    topic.send(
        Partitioning.partition(0),
        "{\"id\":1,\"at\":1700000000000}",
        UserHeaders.builder()
            .put("text", "t")
            .put("raw", HeaderField.ofRaw(new byte[] {0x0a, -1}))
            .put("flag", HeaderField.ofBool(true))
            .put("tiny", HeaderField.ofInt8((byte) -8))
            .put("count", HeaderField.ofUint32(4_294_967_295L))
            .put("total", HeaderField.ofUint64(most))
            .put("ratio", HeaderField.ofFloat32(0.5f))
            .put("exact", HeaderField.ofFloat64(0.1))
            .build());
    Schema schema =
        schema()
            .addSingleValueDimension("__header$text", DataType.STRING)
            .addSingleValueDimension("__header$raw", DataType.BYTES)
            .addSingleValueDimension("__header$flag", DataType.BOOLEAN)
            .addSingleValueDimension("__header$tiny", DataType.INT)
            .addSingleValueDimension("__header$count", DataType.LONG)
            .addMetric("__header$total", DataType.BIG_DECIMAL)
            .addSingleValueDimension("__header$ratio", DataType.FLOAT)
            .addSingleValueDimension("__header$exact", DataType.DOUBLE)
            .build();

    List<Object> row =
        rowOf(
            schema,
            Map.of("metadata.populate", "true"),
            "\"__header$text\", \"__header$raw\", \"__header$flag\", \"__header$tiny\","
                + " \"__header$count\", \"__header$total\", \"__header$ratio\","
                + " \"__header$exact\"");

    assertThat(row)
        .extracting(Object::toString)
        .containsExactly(
            "t",
            "0aff",
            "true",
            "-8",
            "4294967295",
            new BigDecimal(most).toPlainString(),
            "0.5",
            "0.1");
  }

  @Test
  void shouldFillTheListedMetadataAndLeaveTheOthersAtTheirDefault() {
    topic.send(0, "{\"id\":0,\"at\":1700000000000}");
    topic.send(
        Partitioning.partition(0),
        "{\"id\":1,\"at\":1700000000000}",
        UserHeaders.builder().put("text", "t").build());
    Schema schema =
        schema()
            .addSingleValueDimension("__metadata$offset", DataType.LONG)
            .addSingleValueDimension("__metadata$stream", DataType.STRING)
            .addSingleValueDimension("__metadata$topic", DataType.STRING)
            .addSingleValueDimension("__metadata$messageId", DataType.STRING)
            .addSingleValueDimension("__header$text", DataType.STRING)
            .build();

    List<Object> row =
        rowOf(
            schema,
            Map.of("metadata.populate", "true", "metadata.fields", "offset,stream,topic"),
            "\"__metadata$offset\", \"__metadata$stream\", \"__metadata$topic\","
                + " \"__metadata$messageId\", \"__header$text\"");

    assertThat(row).containsExactly(1L, "analytics", "events", "null", "null");
  }

  private static Schema.SchemaBuilder schema() {
    return new Schema.SchemaBuilder()
        .setSchemaName(EventTable.NAME)
        .addSingleValueDimension("id", DataType.LONG)
        .addDateTime("at", DataType.LONG, "1:MILLISECONDS:EPOCH", "1:MILLISECONDS");
  }

  /** The row with id 1, from its immutable segment. */
  private List<Object> rowOf(Schema schema, Map<String, String> keys, String columns) {
    try (EmbeddedPinot pinot = EmbeddedPinot.start()) {
      var table = pinot.createTable(schema, EventTable.config(iggy.address(), keys));
      table.awaitRows(topic.sent(), DEADLINE);
      table.commitSegment(DEADLINE);
      return pinot.query("SELECT " + columns + " FROM events WHERE id = 1").rows().get(0);
    }
  }
}
