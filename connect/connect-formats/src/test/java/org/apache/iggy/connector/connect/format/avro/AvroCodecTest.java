// SPDX-License-Identifier: Apache-2.0
package org.apache.iggy.connector.connect.format.avro;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.apache.avro.Schema;
import org.apache.avro.generic.GenericData;
import org.apache.avro.generic.GenericDatumReader;
import org.apache.avro.generic.GenericDatumWriter;
import org.apache.avro.generic.GenericRecord;
import org.apache.avro.io.BinaryEncoder;
import org.apache.avro.io.DecoderFactory;
import org.apache.avro.io.EncoderFactory;
import org.apache.iggy.connector.connect.api.Codec;
import org.apache.iggy.connector.connect.api.CodecException;
import org.apache.iggy.connector.connect.api.ConnectException;
import org.apache.iggy.connector.connect.api.ErrorCategory;
import org.apache.iggy.connector.connect.format.Fuzz;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AvroCodecTest {
  private static final String USER =
      """
      {"type": "record", "name": "User", "namespace": "com.example", "fields": [
        {"name": "id", "type": "long"},
        {"name": "name", "type": "string"},
        {"name": "age", "type": "int"},
        {"name": "score", "type": "double"},
        {"name": "ratio", "type": "float"},
        {"name": "ok", "type": "boolean"},
        {"name": "nick", "type": ["null", "string"], "default": null},
        {"name": "kind", "type": {"type": "enum", "name": "Kind", "symbols": ["A", "B"]}},
        {"name": "hash", "type": {"type": "fixed", "name": "Hash", "size": 4}},
        {"name": "data", "type": "bytes"},
        {"name": "tags", "type": {"type": "array", "items": "string"}},
        {"name": "counts", "type": {"type": "map", "values": "long"}},
        {"name": "price", "type":
          {"type": "bytes", "logicalType": "decimal", "precision": 9, "scale": 2}},
        {"name": "uid", "type": {"type": "string", "logicalType": "uuid"}},
        {"name": "day", "type": {"type": "int", "logicalType": "date"}},
        {"name": "time", "type": {"type": "int", "logicalType": "time-millis"}},
        {"name": "at", "type": {"type": "long", "logicalType": "timestamp-micros"}},
        {"name": "local", "type": {"type": "long", "logicalType": "local-timestamp-millis"}},
        {"name": "next", "type": ["null", "User"], "default": null}
      ]}
      """;

  private static final Schema SCHEMA = new Schema.Parser().parse(USER);
  private static final Codec CODEC = AvroCodec.of(USER, "avro_schema_json", false);

  private static Map<String, Object> user() {
    Map<String, Object> user = new LinkedHashMap<>();
    user.put("id", 1L << 40);
    user.put("name", "Ånn");
    user.put("age", 7);
    user.put("score", 0.5);
    user.put("ratio", 1.25f);
    user.put("ok", true);
    user.put("nick", "N");
    user.put("kind", "B");
    user.put("hash", new byte[] {1, 2, 3, 4});
    user.put("data", new byte[] {9});
    user.put("tags", List.of("x", "y"));
    user.put("counts", Map.of("a", -1L));
    user.put("price", new BigDecimal("12.34"));
    user.put("uid", UUID.fromString("01234567-89ab-cdef-0123-456789abcdef"));
    user.put("day", LocalDate.of(2026, 2, 3));
    user.put("time", LocalTime.of(1, 2, 3, 4_000_000));
    user.put("at", Instant.parse("2026-01-02T03:04:05.000006Z"));
    user.put("local", LocalDateTime.of(2026, 1, 2, 3, 4, 5));
    user.put("next", null);
    return user;
  }

  @Test
  void shouldGiveEachFieldItsType() {
    assertThat(CODEC.decode(CODEC.encode(user()))).usingRecursiveComparison().isEqualTo(user());
  }

  @Test
  void shouldReadWhatTheLibraryWrites() throws IOException {
    GenericRecord record = (GenericRecord) library(CODEC.encode(user()));
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    BinaryEncoder encoder = EncoderFactory.get().binaryEncoder(bytes, null);
    new GenericDatumWriter<GenericRecord>(SCHEMA).write(record, encoder);
    encoder.flush();

    assertThat(bytes.toByteArray()).isEqualTo(CODEC.encode(user()));
    assertThat(record.get("name")).hasToString("Ånn");
    assertThat(record.get("day")).isEqualTo((int) LocalDate.of(2026, 2, 3).toEpochDay());
    assertThat(GenericData.get().validate(SCHEMA, record)).isTrue();
  }

  private static Object library(byte[] payload) throws IOException {
    return new GenericDatumReader<>(SCHEMA)
        .read(null, DecoderFactory.get().binaryDecoder(payload, null));
  }

  @Test
  void shouldWriteTextAndNumbersWhereJsonHasNoType() {
    Map<String, Object> json = user();
    json.put("hash", "abcd");
    json.put("data", List.of(9L));
    json.put("price", 12.34);
    json.put("uid", "01234567-89ab-cdef-0123-456789abcdef");
    json.put("day", "2026-02-03");
    json.put("time", "01:02:03.004");
    json.put("at", "2026-01-02T04:04:05.000006+01:00");
    json.put("local", 1_767_323_045_000L);
    Map<String, Object> expected = user();
    expected.put("hash", new byte[] {'a', 'b', 'c', 'd'});

    assertThat(CODEC.decode(CODEC.encode(json))).usingRecursiveComparison().isEqualTo(expected);
  }

  @Test
  void shouldTakeDefaultsForMissingFieldsAndLeaveUnknownOnesAway() {
    Map<String, Object> user = user();
    user.remove("nick");
    user.put("other", 1L);
    Map<String, Object> expected = user();
    expected.put("nick", null);

    assertThat(CODEC.decode(CODEC.encode(user))).usingRecursiveComparison().isEqualTo(expected);
    assertThatThrownBy(() -> AvroCodec.of(USER, "k", true).encode(user))
        .isInstanceOf(CodecException.class)
        .hasMessageContaining("com.example.User has no field other");
  }

  @ParameterizedTest
  @CsvSource({
    "id, 'x', 'id has to be long'",
    "age, 3000000000, 'age has to be int'",
    "kind, C, 'kind has to be Kind'",
    "day, tomorrow, 'day has to be date'",
    "price, 1.234, 'price has to be decimal'",
    "hash, abc, 'hash has to be Hash'",
  })
  void shouldNameTheFieldThatDoesNotFit(String field, String value, String message) {
    Map<String, Object> user = user();
    user.put(field, value.matches("\\d+") ? (Object) Long.valueOf(value) : value);

    assertThatThrownBy(() -> CODEC.encode(user))
        .isInstanceOf(CodecException.class)
        .hasMessageContaining(message);
  }

  @Test
  void shouldSayThatARequiredFieldIsMissing() {
    assertThatThrownBy(() -> CODEC.encode(Map.of("id", 1L)))
        .isInstanceOf(CodecException.class)
        .hasMessageContaining("name has to be string");
  }

  @Test
  void shouldChooseTheBranchOfAUnionByTheValue() {
    Codec codec =
        AvroCodec.of(
            "[\"null\", \"boolean\", \"long\", \"double\", \"string\","
                + " {\"type\": \"array\", \"items\": \"long\"}]",
            "k",
            false);
    for (Object value : Arrays.asList(null, true, 5L, 0.5, "x", List.of(1L))) {
      assertThat(codec.decode(codec.encode(value))).isEqualTo(value);
    }
  }

  @Test
  @Timeout(30)
  void shouldNotTryBranchesForEver() {
    Codec codec =
        AvroCodec.of(
            "{\"type\":\"record\",\"name\":\"R\",\"fields\":[{\"name\":\"n\",\"type\":[\"null\","
                + "{\"type\":\"record\",\"name\":\"A\",\"fields\":[{\"name\":\"n\",\"type\":"
                + "[\"null\",\"A\",{\"type\":\"record\",\"name\":\"B\",\"fields\":[{\"name\":"
                + "\"n\",\"type\":[\"null\",\"A\",\"B\"]}]}]}]},\"B\"]}]}",
            "k",
            false);
    Object value = "wrong";
    for (int i = 0; i < 100; i++) {
      value = Map.of("n", value);
    }
    Object deep = value;

    assertThatThrownBy(() -> codec.encode(deep)).isInstanceOf(CodecException.class);
  }

  @Test
  void shouldSayWhereAPayloadIsWrong() {
    byte[] payload = CODEC.encode(user());

    assertThatThrownBy(() -> CODEC.decode(Arrays.copyOf(payload, 10)))
        .isInstanceOf(CodecException.class)
        .hasMessageStartingWith("not Avro of this schema at byte ");
    assertThatThrownBy(() -> CODEC.decode(Arrays.copyOf(payload, payload.length + 1)))
        .hasMessageContaining("there is more behind the value");
  }

  @Test
  void shouldNotBelieveCountsThatAPayloadClaims() {
    Codec nulls = AvroCodec.of("{\"type\": \"array\", \"items\": \"null\"}", "k", false);
    byte[] manyNulls = {-2, -1, -1, -1, -1, -1, -1, 127, 0};

    assertThatThrownBy(() -> nulls.decode(manyNulls))
        .isInstanceOf(CodecException.class)
        .hasMessageContaining("more elements than there are bytes");
    assertThatThrownBy(() -> AvroCodec.of("\"bytes\"", "k", false).decode(manyNulls))
        .isInstanceOf(CodecException.class);
    assertThat(nulls.decode(new byte[] {4, 0})).isEqualTo(Arrays.asList(null, null));
  }

  @Test
  void shouldSayThatASchemaIsNone() {
    assertThatThrownBy(() -> AvroCodec.of("{\"type\": \"recrod\"}", "avro_schema_json", false))
        .isInstanceOfSatisfying(
            ConnectException.class,
            e -> assertThat(e.category()).isEqualTo(ErrorCategory.CONFIGURATION))
        .hasMessageStartingWith("avro_schema_json must be an Avro schema");
  }

  @Test
  @Timeout(120)
  void shouldSurviveWhatIsNotAvro() {
    Fuzz.run(CODEC, CODEC.encode(user()));
  }
}
