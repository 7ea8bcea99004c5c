// SPDX-License-Identifier: Apache-2.0
package org.apache.iggy.connector.connect.postgres.sink;

import static org.apache.iggy.connector.connect.postgres.sink.SinkTrial.json;
import static org.apache.iggy.connector.connect.postgres.sink.SinkTrial.jsons;
import static org.apache.iggy.connector.connect.postgres.sink.SinkTrial.record;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.apache.iggy.connector.connect.api.ErrorCategory;
import org.apache.iggy.connector.connect.api.Payload;
import org.junit.jupiter.api.Test;

/** Messages that change, make and delete the rows of their keys. */
class UpsertTest {
  private final TestTable table = new TestTable();

  private SinkTrial started() {
    return SinkTrial.started(
        table, "mode", "columns", "key_columns", List.of("id"), "delete_field", "op");
  }

  @Test
  void shouldLetTheLastMessageOfAKeyCount() {
    table.create("id INT PRIMARY KEY, n TEXT, op TEXT");
    try (SinkTrial sink = started()) {
      sink.write(
          jsons(0, "{\"id\":1,\"n\":\"a\"}", "{\"id\":2,\"n\":\"b\"}", "{\"id\":1,\"n\":\"c\"}"));
      assertThat(table.query("SELECT id, n FROM {t} ORDER BY 1"))
          .containsExactly(List.of(1, "c"), List.of(2, "b"));
      sink.write(jsons(3, "{\"id\":2,\"n\":\"d\"}", "{\"id\":3}"));
      sink.write(jsons(3, "{\"id\":2,\"n\":\"d\"}", "{\"id\":3}"));
    }
    assertThat(table.query("SELECT id, COALESCE(n, '-') FROM {t} ORDER BY 1"))
        .containsExactly(List.of(1, "c"), List.of(2, "d"), List.of(3, "-"));
  }

  @Test
  void shouldTakeTheDatabasesWordOnWhichKeysAreEqual() {
    table.create("id NUMERIC PRIMARY KEY, n TEXT, op TEXT");
    try (SinkTrial sink = started()) {
      sink.write(jsons(0, "{\"id\":1,\"n\":\"a\"}", "{\"id\":\"1.00\",\"n\":\"b\"}"));
    }
    assertThat(table.query("SELECT n FROM {t}")).containsExactly(List.of("b"));
  }

  @Test
  void shouldDeleteRowsByFieldAndByEmptyPayload() {
    table.create("id INT PRIMARY KEY, n TEXT, op TEXT");
    try (SinkTrial sink = started()) {
      sink.write(
          jsons(
              0,
              "{\"id\":1,\"n\":\"a\"}",
              "{\"id\":2,\"n\":\"b\"}",
              "{\"id\":3,\"n\":\"c\"}",
              "{\"id\":4,\"n\":\"d\",\"op\":\"DELETE\"}",
              "{\"id\":5,\"n\":\"e\",\"op\":\"DELETE\"}",
              "{\"id\":5,\"n\":\"again\"}"));
      byte[] three = "3".getBytes(StandardCharsets.UTF_8);
      sink.write(
          record(6, json("{\"id\":1,\"op\":\"d\"}")),
          record(7, json("null")).withKey(three),
          record(8, Payload.raw(new byte[0])).withKey("2".getBytes(StandardCharsets.UTF_8)));
      assertThat(sink.rejectedOf(List.of(record(9, json("null"))))).containsOnlyKeys(0);
    }
    assertThat(table.query("SELECT id, n FROM {t}")).containsExactly(List.of(5, "again"));
  }

  @Test
  void shouldRejectRowsAloneInAnUpsert() {
    table.create("id INT PRIMARY KEY, n INT NOT NULL, op TEXT, UNIQUE (n)");
    try (SinkTrial sink = started()) {
      Map<Integer, String> rejected =
          sink.rejectedOf(
              jsons(
                  0,
                  "{\"id\":1,\"n\":1}",
                  "{\"n\":2}",
                  "{\"id\":2,\"n\":\"x\"}",
                  "{\"id\":3}",
                  "{\"id\":4,\"n\":1}",
                  "{\"id\":5,\"n\":5}"));
      assertThat(rejected).containsOnlyKeys(1, 2, 3, 4);
      assertThat(rejected.get(1)).contains("key column id");
      assertThat(rejected.get(4)).contains("23505");
    }
    assertThat(table.query("SELECT id FROM {t} ORDER BY 1"))
        .containsExactly(List.of(1), List.of(5));
  }

  @Test
  void shouldCreateTheTableWithTheKey() {
    try (SinkTrial sink =
        SinkTrial.started(
            table,
            "mode",
            "columns",
            "auto_create_table",
            true,
            "key_columns",
            List.of("country", "city"))) {
      sink.write(jsons(0, "{\"country\":\"de\",\"city\":\"Köln\",\"n\":1}"));
      sink.write(jsons(1, "{\"country\":\"de\",\"city\":\"Köln\",\"n\":2,\"m\":3}"));
    }
    assertThat(table.query("SELECT country, city, n, m, iggy_offset FROM {t}"))
        .containsExactly(List.of("de", "Köln", 2L, 3L, 1L));
  }

  @Test
  void shouldAskForAKeyThatTheTableLacks() {
    table.create("id INT, n INT");
    try (SinkTrial sink = new SinkTrial(table, "mode", "columns", "key_columns", List.of("id"))) {
      assertThat(sink.failureOfStart())
          .hasMessageContaining("CREATE UNIQUE INDEX ON \"" + table.name() + "\" (\"id\")")
          .extracting("category")
          .isEqualTo(ErrorCategory.CONFIGURATION);
    }
  }

  /** As a runtime writes that lost its partition while it waited. */
  @Test
  void shouldNotOverwriteWhatLaterMessagesSaid() {
    try (SinkTrial sink =
        SinkTrial.started(
            table, "mode", "columns", "auto_create_table", true, "key_columns", List.of("id"))) {
      sink.write(jsons(0, "{\"id\":1,\"n\":\"old\"}", "{\"id\":2,\"n\":\"old\"}"));
      sink.write(jsons(5, "{\"id\":1,\"n\":\"new\"}"));
      sink.write(jsons(3, "{\"id\":1,\"n\":\"late\"}", "{\"id\":2,\"n\":\"late\"}"));
      sink.write(record(4, json("null")).withKey("1".getBytes(StandardCharsets.UTF_8)));
    }
    assertThat(table.query("SELECT id, n FROM {t} ORDER BY 1"))
        .containsExactly(List.of(1L, "new"), List.of(2L, "late"));
  }

  @Test
  void shouldFollowTheChangesThatThePostgresSourceTells() {
    table.create("id INT PRIMARY KEY, name TEXT");
    List<Map<String, Object>> columns =
        List.of(
            Map.of("name", "id", "path", "data.id | old_data.id"),
            Map.of("name", "name", "path", "data.name"));
    try (SinkTrial sink =
        SinkTrial.started(
            table,
            "mode",
            "columns",
            "columns",
            columns,
            "key_columns",
            List.of("id"),
            "delete_field",
            "operation_type")) {
      sink.write(
          jsons(
              0,
              "{\"operation_type\":\"INSERT\",\"data\":{\"id\":1,\"name\":\"a\"},\"old_data\":null}",
              "{\"operation_type\":\"INSERT\",\"data\":{\"id\":2,\"name\":\"b\"},\"old_data\":null}",
              "{\"operation_type\":\"UPDATE\",\"data\":{\"id\":1,\"name\":\"c\"},\"old_data\":{\"id\":1}}",
              "{\"operation_type\":\"DELETE\",\"data\":null,\"old_data\":{\"id\":2}}"));
    }
    assertThat(table.query("SELECT id, name FROM {t}")).containsExactly(List.of(1, "c"));
  }
}
