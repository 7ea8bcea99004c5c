// SPDX-License-Identifier: Apache-2.0
package org.apache.iggy.connector.connect.postgres.source;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.iggy.connector.connect.api.CodecException;
import org.apache.iggy.connector.connect.api.ConnectException;
import org.apache.iggy.connector.connect.api.ConnectRecord;
import org.apache.iggy.connector.connect.api.ErrorCategory;
import org.apache.iggy.connector.connect.postgres.SharedPostgres;
import org.apache.iggy.connector.connect.postgres.embedded.PostgresServer;
import org.apache.iggy.connector.connect.testkit.Await;
import org.apache.iggy.connector.connect.testkit.load.TestServer;
import org.apache.iggy.connector.connect.testkit.load.TestTopic;
import org.apache.iggy.connector.connect.testkit.process.FolderRuntime;
import org.apache.iggy.connector.connect.testkit.process.RuntimeFolder;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Rows that cannot be read, and what becomes of their neighbours. */
class UnreadableRowTest {
  private static final String DATABASE = "oddly_encoded";

  private static final PostgresServer SERVER = SharedPostgres.server();
  private SourceDriver source;

  @TempDir Path folder;

  @BeforeEach
  void configure() {
    source = new SourceDriver(config(SERVER.url()));
  }

  @AfterEach
  void drop() throws Exception {
    source.stop();
    SERVER.execute("DROP TABLE IF EXISTS rows", "DROP DATABASE IF EXISTS " + DATABASE);
  }

  private static Map<String, Object> config(String url) {
    Map<String, Object> config = new HashMap<>();
    config.put("connection_string", url);
    config.put("tables", List.of("rows"));
    config.put("poll_interval", "10ms");
    return config;
  }

  /** A database of another encoding; returns its URL. */
  private static String createDatabase(String encoding, String... statements) {
    SERVER.execute(
        "CREATE DATABASE "
            + DATABASE
            + " TEMPLATE template0 LOCALE 'C' ENCODING '"
            + encoding
            + "'");
    SERVER.executeIn(DATABASE, statements);
    return SERVER.url(DATABASE);
  }

  private static void assertUnreadable(ConnectRecord record, int id, String... why) {
    assertThatThrownBy(() -> record.payload().bytes())
        .isInstanceOf(CodecException.class)
        .hasMessageContainingAll(why);
    assertThatThrownBy(() -> record.payload().value()).isInstanceOf(CodecException.class);
    assertThat(SourceDriver.json(record.payload().known().orElseThrow()))
        .asInstanceOf(org.assertj.core.api.InstanceOfAssertFactories.MAP)
        .containsEntry("operation_type", "ERROR")
        .containsEntry("data", Map.of("id", id))
        .hasEntrySatisfying("error", error -> assertThat(error.toString()).contains(why));
  }

  @Test
  void shouldRejectARowWithoutAMessageAlone() throws Exception {
    SERVER.execute(
        "CREATE TABLE rows (id int PRIMARY KEY, body text)",
        "INSERT INTO rows VALUES (1, '{\"a\": 1}'), (2, '{broken'), (3, NULL), (4, '{\"a\": 4}')");
    List<ConnectRecord> records =
        source.with("payload_column", "body").with("payload_format", "json_direct").start().take(4);
    assertThat(SourceDriver.fields(records.get(0))).isEqualTo(Map.of("a", 1));
    assertThat(SourceDriver.fields(records.get(3))).isEqualTo(Map.of("a", 4));
    assertUnreadable(records.get(1), 2, "column body is not JSON");
    assertUnreadable(records.get(2), 3, "column body is NULL");
  }

  /** The bytes are a text in the database, and none in UTF-8. */
  @ParameterizedTest
  @CsvSource({"SQL_ASCII, c3a4, ff", "WIN1252, e4, 81"})
  void shouldRejectARowAloneThatTheServerCannotTurnIntoUtf8(
      String encoding, String umlaut, String unreadable) throws Exception {
    String insert =
        "INSERT INTO rows SELECT i, format('{\"umlaut\": \"%%s\"}', convert_from('\\x%s', '%s'))"
            + " FROM generate_series(%d, %d) i";
    String url =
        createDatabase(
            encoding,
            "CREATE TABLE rows (id int PRIMARY KEY, name text, flag bool DEFAULT true,"
                + " code char(3) DEFAULT 'a', address inet DEFAULT '10.0.0.1', nothing text)",
            insert.formatted(umlaut, encoding, 1, 4),
            insert.formatted(unreadable, encoding, 5, 5),
            insert.formatted(umlaut, encoding, 6, 9),
            insert.formatted(unreadable, encoding, 10, 10));
    source.with("connection_string", url).with("batch_size", 7).start();
    List<ConnectRecord> records = source.take(10);
    Map<String, Object> expected = new HashMap<>();
    expected.put("name", "{\"umlaut\": \"\u00e4\"}");
    expected.put("flag", true);
    expected.put("code", "a  ");
    expected.put("address", "10.0.0.1");
    expected.put("nothing", null);
    for (int id : List.of(1, 2, 3, 4, 6, 7, 8, 9)) {
      expected.put("id", id);
      assertThat(SourceDriver.data(records.get(id - 1))).isEqualTo(expected);
    }
    for (int id : List.of(5, 10)) {
      assertThatThrownBy(() -> records.get(id - 1).payload().bytes())
          .hasMessageContaining("column name cannot be read");
    }
    SERVER.executeIn(DATABASE, insert.formatted(umlaut, encoding, 11, 11));
    assertThat(SourceDriver.column(source.take(1), "id")).containsExactly(11);
    source.stop();
  }

  @Test
  void shouldSayWhichColumnGivesARowNoPlace() throws Exception {
    String url =
        createDatabase(
            "SQL_ASCII",
            "CREATE TABLE rows (id text PRIMARY KEY)",
            "INSERT INTO rows VALUES (convert_from('\\xff', 'SQL_ASCII'))");
    source.with("connection_string", url).start();
    assertThatThrownBy(source::poll)
        .isInstanceOfSatisfying(
            ConnectException.class,
            e -> assertThat(e.category()).isEqualTo(ErrorCategory.CONFIGURATION))
        .hasMessageContainingAll("a row of rows", "its id cannot be read", "tracking_column");
    source.stop();
  }

  @Test
  void shouldReadACustomQueryAndAQueueOfSuchRows() throws Exception {
    String url =
        createDatabase(
            "SQL_ASCII",
            "CREATE TABLE rows (id int PRIMARY KEY, name text)",
            "INSERT INTO rows VALUES (1, 'one'), (2, convert_from('\\xff', 'SQL_ASCII')), (3,"
                + " '3')");
    source
        .with("connection_string", url)
        .with("initial_offset", "0")
        .with(
            "custom_query",
            "SELECT id, name, '[1]'::jsonb ? 'a' AS has FROM $table WHERE id > $offset ORDER BY id;"
                + " ")
        .start();
    List<ConnectRecord> records = source.take(3);
    assertThat(SourceDriver.column(List.of(records.get(0), records.get(2)), "id"))
        .containsExactly(1, 3);
    source.stop();
    SourceDriver queue = new SourceDriver(config(url)).with("delete_after_read", true).start();
    assertThat(queue.take(3)).hasSize(3);
    assertThat(queue.drain()).isEmpty();
    queue.stop();
  }

  @Test
  @Timeout(120)
  void shouldPutTheRowIntoTheDeadLettersAndSendItsNeighbours() {
    String url =
        createDatabase(
            "SQL_ASCII",
            "CREATE TABLE rows (id int PRIMARY KEY, name text)",
            "INSERT INTO rows VALUES (1, 'one'), (2, convert_from('\\xff', 'SQL_ASCII')), (3,"
                + " '3')");
    try (TestServer iggy = TestServer.start(folder.resolve("server"));
        TestTopic topic = TestTopic.create(iggy.address(), "rows", 1)) {
      RuntimeFolder home = RuntimeFolder.create(folder.resolve("runtime"), iggy.address());
      home.source(
          "rows",
          "postgres",
          Map.of("stream", "rows", "topic", "rows", "schema", "json"),
          config(url),
          Map.of());
      try (FolderRuntime runtime = FolderRuntime.launch(home)) {
        Await.until(60_000, () -> topic.size() == 2, () -> topic.size() + " messages");
        Await.until(
            60_000,
            () -> topic.sibling("rows_dead_letters").filter(one -> one.size() == 1).isPresent(),
            () -> "no dead letter: " + runtime.runtime().connectors());
      }
      byte[] letter = topic.sibling("rows_dead_letters").orElseThrow().payloads().get(0);
      assertThat(new String(letter, StandardCharsets.UTF_8))
          .contains("\"operation_type\":\"ERROR\"", "\"data\":{\"id\":2}", "column name");
    }
  }
}
