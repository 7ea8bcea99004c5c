// SPDX-License-Identifier: Apache-2.0
package org.apache.iggy.connector.connect.postgres.sink;

import static org.apache.iggy.connector.connect.postgres.sink.SinkTrial.json;
import static org.apache.iggy.connector.connect.postgres.sink.SinkTrial.jsons;
import static org.apache.iggy.connector.connect.postgres.sink.SinkTrial.record;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.apache.iggy.connector.connect.api.ErrorCategory;
import org.apache.iggy.connector.connect.api.Header;
import org.apache.iggy.connector.connect.api.Headers;
import org.apache.iggy.connector.connect.api.Payload;
import org.apache.iggy.connector.connect.api.Schema;
import org.apache.iggy.connector.connect.format.CodecFactory;
import org.junit.jupiter.api.Test;

/** Fields of messages in columns, where every message is a row. */
class ColumnsTest {
  private static final String COORDINATES =
      "iggy_stream TEXT, iggy_topic TEXT, iggy_partition_id INT, iggy_offset BIGINT,"
          + " PRIMARY KEY (iggy_stream, iggy_topic, iggy_partition_id, iggy_offset)";

  private final TestTable table = new TestTable();

  private SinkTrial started(Object... keysAndValues) {
    return SinkTrial.started(table, with("mode", "columns", keysAndValues));
  }

  private static Object[] with(String key, Object value, Object... keysAndValues) {
    Object[] all = new Object[keysAndValues.length + 2];
    all[0] = key;
    all[1] = value;
    System.arraycopy(keysAndValues, 0, all, 2, keysAndValues.length);
    return all;
  }

  private static Map<String, Object> column(String name, Object... keysAndValues) {
    Map<String, Object> column = new LinkedHashMap<>();
    column.put("name", name);
    for (int i = 0; i < keysAndValues.length; i += 2) {
      column.put((String) keysAndValues[i], keysAndValues[i + 1]);
    }
    return column;
  }

  @Test
  void shouldFillTheColumnOfEachFieldsName() {
    table.create("name TEXT, age INT, extra JSONB, tags TEXT[], note TEXT," + COORDINATES);
    try (SinkTrial sink = started()) {
      sink.write(
          jsons(
              0,
              "{\"name\":\"Ä\\t\\n\\\\.\\r\\\"\",\"age\":3.0,\"extra\":{\"a\":[1]},"
                  + "\"tags\":[\"x\",null,\"a\\\"b\\\\\"],\"note\":\"\\\\N\"}",
              "{\"age\":null,\"extra\":\"text\",\"note\":\"\"}"));
      sink.write(jsons(1, "{\"age\":null,\"extra\":\"text\",\"note\":\"\"}"));
      assertThat(sink.warnings()).isEmpty();
    }
    assertThat(
            table.query(
                "SELECT name, age, extra->'a'->>0, tags::text, note FROM {t} WHERE iggy_offset = 0"))
        .containsExactly(List.of("Ä\t\n\\.\r\"", 3, "1", "{x,NULL,\"a\\\"b\\\\\"}", "\\N"));
    assertThat(
            table.query(
                "SELECT name IS NULL, age IS NULL, extra #>> '{}', note FROM {t} WHERE iggy_offset = 1"))
        .containsExactly(List.of(true, true, "text", ""));
    assertThat(table.count()).isEqualTo(2);
  }

  @Test
  void shouldLeaveColumnsWithDefaultsToTheDatabase() {
    table.create(
        "n INT, made TIMESTAMPTZ DEFAULT now(), no SERIAL, twice INT GENERATED ALWAYS AS (n * 2) STORED, "
            + COORDINATES);
    try (SinkTrial sink = started()) {
      sink.write(jsons(0, "{\"n\":4}"));
    }
    assertThat(table.query("SELECT n, twice, no, made IS NOT NULL FROM {t}"))
        .containsExactly(List.of(4, 8, 1, true));
  }

  @Test
  void shouldRejectFieldsWithoutColumnUnlessToldOtherwise() {
    table.create("n INT, " + COORDINATES);
    try (SinkTrial sink = started()) {
      Map<Integer, String> rejected =
          sink.rejectedOf(jsons(0, "{\"n\":1}", "{\"n\":2,\"surplus\":0}", "{\"n\":3}"));
      assertThat(rejected).containsOnlyKeys(1);
      assertThat(rejected.get(1)).contains("surplus", "unknown_fields");
    }
    try (SinkTrial sink = started("unknown_fields", "ignore")) {
      sink.write(jsons(1, "{\"n\":2,\"surplus\":0}"));
    }
    assertThat(table.query("SELECT n FROM {t} ORDER BY 1"))
        .containsExactly(List.of(1), List.of(2), List.of(3));
  }

  @Test
  void shouldRejectValuesThatTheColumnDoesNotTake() {
    table.create("n INT NOT NULL CHECK (n < 100), " + COORDINATES);
    try (SinkTrial sink = started()) {
      Map<Integer, String> rejected =
          sink.rejectedOf(
              jsons(
                  0,
                  "{\"n\":1}",
                  "{\"n\":\"much\"}",
                  "{}",
                  "{\"n\":100}",
                  "{\"n\":1.5}",
                  "[1]",
                  "{\"n\":",
                  "",
                  "{\"n\":2}"));
      assertThat(rejected).containsOnlyKeys(1, 2, 3, 4, 5, 6, 7);
      assertThat(rejected.get(1)).contains("22P02");
      assertThat(rejected.get(2)).contains("23502");
      assertThat(rejected.get(3)).contains("23514");
      assertThat(rejected.get(5)).contains("not an object");
    }
    assertThat(table.count()).isEqualTo(2);
  }

  @Test
  void shouldFillDeclaredColumnsByTheirPaths() {
    table.create(
        "city TEXT, first_price NUMERIC, at TIMESTAMPTZ, k TEXT, h BIGINT, doc TEXT, seen TIMESTAMPTZ, "
            + COORDINATES);
    List<Map<String, Object>> columns =
        List.of(
            column("city", "path", "address.city | city"),
            column("first_price", "path", "items.0.price"),
            column("at", "path", "at", "epoch", "millis"),
            column("k", "path", "$key"),
            column("h", "path", "$header.tries"),
            column("doc", "path", "$payload"),
            column("seen", "path", "$timestamp"));
    try (SinkTrial sink = started("columns", columns)) {
      sink.write(
          record(
                  0,
                  json(
                      "{\"address\":{\"city\":\"Köln\"},\"items\":[{\"price\":9.50}],"
                          + "\"at\":1700000000123}"))
              .withKey("k1".getBytes(StandardCharsets.UTF_8))
              .withHeaders(Headers.of(List.of(Header.of("tries", 3L)))));
      sink.write(record(1, json("{\"city\":\"Bonn\",\"other\":1}")));
    }
    assertThat(
            table.query(
                "SELECT city, first_price::text, extract(epoch FROM at)::text, k, h,"
                    + " doc::json->'address'->>'city', extract(epoch FROM seen)::text"
                    + " FROM {t} WHERE iggy_offset = 0"))
        .containsExactly(
            List.of("Köln", "9.5", "1700000000.123000", "k1", 3L, "Köln", "1700000000.000000"));
    assertThat(table.query("SELECT city FROM {t} WHERE iggy_offset = 1"))
        .containsExactly(List.of("Bonn"));
  }

  @Test
  void shouldCreateTheTableAndAddColumnsAsFieldsAppear() {
    try (SinkTrial sink = started("auto_create_table", true)) {
      sink.write(jsons(0, "{\"n\":1,\"when\":null}", "{\"text\":\"a\",\"on\":true}"));
      sink.write(jsons(2, "{\"n\":2,\"ratio\":0.5,\"deep\":{\"x\":1},\"list\":[1,2]}"));
      sink.write(jsons(2, "{\"n\":2,\"ratio\":0.5,\"deep\":{\"x\":1},\"list\":[1,2]}"));
    }
    assertThat(
            table.query(
                "SELECT attname::text, format_type(atttypid, atttypmod) FROM pg_attribute WHERE"
                    + " attrelid = '{t}'::regclass AND attnum > 0 AND attname NOT LIKE 'iggy%'"
                    + " ORDER BY attnum"))
        .containsExactly(
            List.of("n", "bigint"),
            List.of("text", "text"),
            List.of("on", "boolean"),
            List.of("ratio", "double precision"),
            List.of("deep", "jsonb"),
            List.of("list", "jsonb"));
    assertThat(table.count()).isEqualTo(3);
  }

  @Test
  void shouldAddColumnsOfTheTypesThatFormatsHave() {
    Map<String, Object> values = new HashMap<>();
    values.put("i", Instant.parse("2026-01-02T03:04:05.678901Z"));
    values.put("d", LocalDate.of(2026, 1, 2));
    values.put("u", UUID.fromString("00000000-0000-0000-0000-00000000002a"));
    values.put("b", new byte[] {0, -1, '\\'});
    try (SinkTrial sink = started("auto_create_table", true)) {
      sink.write(record(0, Payload.ofValue(CodecFactory.create(Schema.JSON), values)));
    }
    assertThat(
            table.query(
                "SELECT i = '2026-01-02 03:04:05.678901Z'::timestamptz, d = '2026-01-02'::date,"
                    + " u::text, encode(b, 'hex'), pg_typeof(u)::text, pg_typeof(b)::text FROM {t}"))
        .containsExactly(
            List.of(true, true, "00000000-0000-0000-0000-00000000002a", "00ff5c", "uuid", "bytea"));
  }

  @Test
  void shouldCreateDeclaredColumnsWithTheirTypes() {
    List<Map<String, Object>> columns =
        List.of(
            column("id", "type", "INTEGER NOT NULL"),
            column("city", "path", "address.city", "type", "VARCHAR(5)"),
            column("free"));
    try (SinkTrial sink = started("auto_create_table", true, "columns", columns)) {
      Map<Integer, String> rejected =
          sink.rejectedOf(
              jsons(
                  0,
                  "{\"id\":1,\"address\":{\"city\":\"Köln\"}}",
                  "{\"id\":2,\"address\":{\"city\":\"too long\"}}",
                  "{\"id\":3,\"free\":7,\"unmapped\":1}"));
      assertThat(rejected).containsOnlyKeys(1);
    }
    assertThat(table.query("SELECT id, city FROM {t} WHERE id = 1"))
        .containsExactly(List.of(1, "Köln"));
    assertThat(table.query("SELECT id, free FROM {t} WHERE id = 3"))
        .containsExactly(List.of(3, 7L));
  }

  @Test
  void shouldNameDeclaredColumnsThatTheTableLacks() {
    table.create("n INT, " + COORDINATES);
    try (SinkTrial sink =
        new SinkTrial(
            table, "mode", "columns", "columns", List.of(column("n"), column("m"), column("o")))) {
      assertThat(sink.failureOfStart())
          .hasMessageContaining("m, o")
          .hasMessageContaining("unknown_fields")
          .extracting("category")
          .isEqualTo(ErrorCategory.CONFIGURATION);
    }
  }

  @Test
  void shouldWriteRowsAgainOnlyOnce() {
    table.create("n INT, " + COORDINATES);
    try (SinkTrial sink = started()) {
      sink.write(jsons(0, "{\"n\":1}", "{\"n\":2}"));
    }
    try (SinkTrial sink = started()) {
      sink.write(jsons(0, "{\"n\":1}", "{\"n\":2}", "{\"n\":3}"));
      assertThat(sink.warnings()).isEmpty();
    }
    assertThat(table.count()).isEqualTo(3);
  }

  @Test
  void shouldWarnWhenATableOfOneRowAMessageHasNoKey() {
    table.create("n INT");
    try (SinkTrial sink = started()) {
      sink.write(jsons(0, "{\"n\":1}"));
      assertThat(sink.warnings()).singleElement().asString().contains("written twice");
    }
    assertThat(table.query("SELECT n FROM {t}")).containsExactly(List.of(1));
  }
}
