// SPDX-License-Identifier: Apache-2.0
package org.apache.iggy.connector.pinot.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.apache.avro.Schema;
import org.apache.avro.generic.GenericData;
import org.apache.avro.generic.GenericDatumWriter;
import org.apache.avro.generic.GenericRecord;
import org.apache.avro.io.BinaryEncoder;
import org.apache.avro.io.EncoderFactory;
import org.apache.iggy.connector.pinot.embedded.EmbeddedPinot;
import org.apache.iggy.connector.pinot.embedded.EmbeddedTable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;

/**
 * Pinot's own decoders on Iggy's messages. No registry has them: compile pinot-json, pinot-csv,
 * pinot-avro and pinot-avro-base of the release from source into one folder, unpack commons-csv
 * there, and run with {@code -Dpinot.decoders=/folder}.
 */
@EnabledIfSystemProperty(named = "pinot.decoders", matches = "/.+")
class PinotDecodersTest {
  private static final String FORMATS = "org.apache.pinot.plugin.inputformat.";
  private static final Schema EVENT =
      new Schema.Parser()
          .parse(
              "{\"type\":\"record\",\"name\":\"Event\",\"fields\":["
                  + "{\"name\":\"id\",\"type\":\"long\"},{\"name\":\"name\",\"type\":\"string\"},"
                  + "{\"name\":\"amount\",\"type\":\"long\"},{\"name\":\"at\",\"type\":\"long\"}]}");

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
  void shouldFillATableByPinotsJsonDecoder() {
    for (long id = 0; id < 100; id++) {
      topic.send(0, "{\"id\":" + id + ",\"name\":\"n\",\"amount\":2,\"at\":1700000000000}");
    }
    assertTable(Map.of("decoder.class.name", FORMATS + "json.JSONMessageDecoder"));
  }

  @Test
  void shouldFillATableByPinotsCsvDecoder() {
    for (long id = 0; id < 100; id++) {
      topic.send(0, id + ",n,2,1700000000000");
    }
    assertTable(
        Map.of(
            "decoder.class.name",
            FORMATS + "csv.CSVMessageDecoder",
            "decoder.prop.header",
            "id,name,amount,at",
            "decoder.prop.delimiter",
            ","));
  }

  @Test
  void shouldFillATableByPinotsAvroDecoder() throws IOException {
    for (long id = 0; id < 100; id++) {
      topic.send(0, avro(id));
    }
    assertTable(
        Map.of(
            "decoder.class.name",
            FORMATS + "avro.SimpleAvroMessageDecoder",
            "decoder.prop.schema",
            EVENT.toString()));
  }

  private static byte[] avro(long id) throws IOException {
    GenericRecord event = new GenericData.Record(EVENT);
    event.put("id", id);
    event.put("name", "n");
    event.put("amount", 2L);
    event.put("at", 1_700_000_000_000L);
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    BinaryEncoder encoder = EncoderFactory.get().binaryEncoder(bytes, null);
    new GenericDatumWriter<GenericRecord>(EVENT).write(event, encoder);
    encoder.flush();
    return bytes.toByteArray();
  }

  private void assertTable(Map<String, String> keys) {
    topic.send(0, "".getBytes(StandardCharsets.UTF_8));
    try (EmbeddedPinot pinot = EmbeddedPinot.start()) {
      EmbeddedTable table =
          pinot.createTable(EventTable.schema(), EventTable.config(iggy.address(), keys));
      TableProgress.awaitConsumed(table, topic.sent());
      assertThat(pinot.query("SELECT COUNT(*), COUNT(DISTINCT id), SUM(amount) FROM events").rows())
          .containsExactly(List.of(100L, 100, 200.0));
    }
  }
}
