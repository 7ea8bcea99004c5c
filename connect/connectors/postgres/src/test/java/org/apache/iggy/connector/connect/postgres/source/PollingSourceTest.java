// SPDX-License-Identifier: Apache-2.0
package org.apache.iggy.connector.connect.postgres.source;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.apache.iggy.connector.connect.api.ConnectException;
import org.apache.iggy.connector.connect.api.ConnectRecord;
import org.apache.iggy.connector.connect.api.ErrorCategory;
import org.apache.iggy.connector.connect.api.Schema;
import org.apache.iggy.connector.connect.api.SourceBatch;
import org.apache.iggy.connector.connect.postgres.SharedPostgres;
import org.apache.iggy.connector.connect.postgres.embedded.PostgresServer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Polling of a real PostgreSQL. */
class PollingSourceTest {
  private static final PostgresServer SERVER = SharedPostgres.server();
  private SourceDriver source;

  @BeforeEach
  void configure() {
    Map<String, Object> config = new HashMap<>();
    config.put("connection_string", SERVER.url());
    config.put("mode", "polling");
    config.put("tables", List.of("rows"));
    config.put("poll_interval", "10ms");
    source = new SourceDriver(config);
  }

  @AfterEach
  void drop() throws Exception {
    source.stop();
    new SlotCleaner(SERVER).clean();
  }

  private static void createRows() {
    SERVER.execute("CREATE TABLE rows (id serial PRIMARY KEY, name text, value int)");
  }

  private static void insertRows(int count) {
    SERVER.execute(
        "INSERT INTO rows (name, value) SELECT 'row ' || i, i FROM generate_series(1, "
            + count
            + ") i");
  }

  private static List<Object> numbers(int first, int last) {
    return new ArrayList<>(IntStream.rangeClosed(first, last).boxed().toList());
  }

  @Test
  void shouldSendRowsInTheEnvelope() throws Exception {
    SERVER.execute(
        "CREATE TABLE rows (id int PRIMARY KEY, code char(5), amount float8, price numeric(10,2),"
            + " active boolean, at timestamptz, local timestamp, day date, body jsonb, raw bytea,"
            + " uuid uuid, tags text[], big bigint, nothing text)",
        "INSERT INTO rows VALUES (1, 'ab', 1.5, 12.30, true, '2026-01-15 10:30:00.25+02',"
            + " '2026-01-15 10:30:00', '2026-01-15', '{\"a\": [1, null]}', '\\x00ff',"
            + " 'c56a4180-65aa-42ec-a945-5fd21dec0538', '{a,\"b \\\"c\\\"\",NULL}',"
            + " 9007199254740993, NULL)");
    ConnectRecord record = source.start().take(1).get(0);
    assertThat(record.payload().schema()).isEqualTo(Schema.JSON);
    assertThat(SourceDriver.fields(record))
        .containsOnlyKeys("table_name", "operation_type", "timestamp", "data", "old_data")
        .containsEntry("table_name", "rows")
        .containsEntry("operation_type", "SELECT")
        .containsEntry("old_data", null);
    Map<String, Object> expected = new HashMap<>();
    expected.put("id", 1);
    expected.put("code", "ab   ");
    expected.put("amount", new BigDecimal("1.5"));
    expected.put("price", new BigDecimal("12.30"));
    expected.put("active", true);
    expected.put("at", "2026-01-15T08:30:00.25+00:00");
    expected.put("local", "2026-01-15T10:30:00");
    expected.put("day", "2026-01-15");
    expected.put("body", singleton("a", listOf(1, null)));
    expected.put("raw", "AP8=");
    expected.put("uuid", "c56a4180-65aa-42ec-a945-5fd21dec0538");
    expected.put("tags", listOf("a", "b \"c\"", null));
    expected.put("big", 9007199254740993L);
    expected.put("nothing", null);
    assertThat(SourceDriver.data(record)).isEqualTo(expected);
  }

  private static Map<String, Object> singleton(String key, Object value) {
    Map<String, Object> map = new HashMap<>();
    map.put(key, value);
    return map;
  }

  private static List<Object> listOf(Object... values) {
    return new ArrayList<>(Arrays.asList(values));
  }

  @Test
  void shouldSendAByteaColumnAsTheMessage() throws Exception {
    SERVER.execute(
        "CREATE TABLE rows (id int PRIMARY KEY, payload bytea)",
        "INSERT INTO rows VALUES (1, 'hello world'), (2, '\\x000102fffe')");
    List<ConnectRecord> records =
        source.with("payload_column", "payload").with("payload_format", "bytea").start().take(2);
    assertThat(records.get(0).payload().schema()).isEqualTo(Schema.RAW);
    assertThat(records.get(0).payload().bytes())
        .isEqualTo("hello world".getBytes(StandardCharsets.UTF_8));
    assertThat(records.get(1).payload().bytes()).isEqualTo(new byte[] {0, 1, 2, -1, -2});
  }

  @Test
  void shouldSendAJsonbColumnAsTheMessage() throws Exception {
    SERVER.execute(
        "CREATE TABLE rows (id int PRIMARY KEY, data jsonb)",
        "INSERT INTO rows VALUES (1, '{\"name\": \"Alice\"}'), (2, '{\"nested\": {\"v\": 42}}')");
    List<ConnectRecord> records =
        source.with("payload_column", "data").with("payload_format", "json_direct").start().take(2);
    assertThat(records.get(0).payload().schema()).isEqualTo(Schema.JSON);
    assertThat(SourceDriver.fields(records.get(0))).isEqualTo(Map.of("name", "Alice"));
    assertThat(SourceDriver.fields(records.get(1))).isEqualTo(Map.of("nested", Map.of("v", 42)));
  }

  @Test
  void shouldDeleteRowsOnlyOnceTheyAreAcknowledged() throws Exception {
    createRows();
    insertRows(3);
    source.with("delete_after_read", true).start();
    SourceBatch batch = source.poll();
    assertThat(batch.records()).hasSize(3);
    assertThat(SERVER.count("SELECT count(*) FROM rows")).isEqualTo(3);
    source.acknowledge(batch);
    assertThat(SERVER.count("SELECT count(*) FROM rows")).isZero();
    assertThat(source.drain()).isEmpty();
  }

  @Test
  void shouldMarkRowsAndTakeNullForUnprocessed() throws Exception {
    createRows();
    SERVER.execute("ALTER TABLE rows ADD is_processed boolean");
    insertRows(3);
    SERVER.execute("UPDATE rows SET is_processed = true WHERE id = 2");
    source.with("processed_column", "is_processed").start();
    SourceBatch batch = source.poll();
    assertThat(SourceDriver.column(batch.records(), "id")).containsExactly(1, 3);
    assertThat(SERVER.count("SELECT count(*) FROM rows WHERE is_processed")).isEqualTo(1);
    source.acknowledge(batch);
    assertThat(SERVER.count("SELECT count(*) FROM rows WHERE is_processed")).isEqualTo(3);
    assertThat(source.drain()).isEmpty();
  }

  @Test
  void shouldNotDeleteARowThatChangedAfterItWasRead() throws Exception {
    createRows();
    insertRows(2);
    source.with("delete_after_read", true).start();
    SourceBatch batch = source.poll();
    SERVER.execute("UPDATE rows SET name = 'new' WHERE id = 2");
    source.acknowledge(batch);
    assertThat(SERVER.query("SELECT id FROM rows")).containsExactly(List.of(2));
    List<ConnectRecord> again = source.take(1);
    assertThat(SourceDriver.data(again.get(0))).containsEntry("name", "new");
    assertThat(SERVER.count("SELECT count(*) FROM rows")).isZero();
  }

  @Test
  void shouldMarkRowsAfterACrashBetweenAcknowledgementAndMark() throws Exception {
    createRows();
    insertRows(3);
    source.with("delete_after_read", true).start();
    SourceBatch batch = source.poll();
    byte[] durable = batch.state();
    source.stop(); // The process is gone before the source was told.
    SourceDriver restarted = new SourceDriver(source.config(), durable).start();
    assertThat(restarted.drain()).isEmpty();
    assertThat(SERVER.count("SELECT count(*) FROM rows")).isZero();
    restarted.stop();
  }

  @Test
  void shouldKeepRowsToDeleteWhileTheDatabaseIsAway() throws Exception {
    createRows();
    insertRows(2);
    source.with("delete_after_read", true).start();
    SourceBatch batch = source.poll();
    SERVER.restart();
    source.acknowledge(batch);
    assertThat(source.takePatientlyNothing()).isEmpty();
    assertThat(SERVER.count("SELECT count(*) FROM rows")).isZero();
  }

  @Test
  void shouldGoOnBehindTheLastRowAfterARestart() throws Exception {
    createRows();
    insertRows(3);
    source.start();
    assertThat(SourceDriver.column(source.take(3), "id")).containsExactly(1, 2, 3);
    source.stop();
    insertRows(3);
    source.start();
    assertThat(SourceDriver.column(source.take(3), "id")).containsExactly(4, 5, 6);
    assertThat(source.drain()).isEmpty();
  }

  @Test
  void shouldSkipNoRowOfATieAtTheEndOfAPage() throws Exception {
    createRows();
    insertRows(25);
    SERVER.execute("UPDATE rows SET value = id / 10");
    source.with("tracking_column", "value").with("batch_size", 4).start();
    assertThat(SourceDriver.column(source.take(25), "id")).hasSize(25).doesNotHaveDuplicates();
    assertThat(source.drain()).isEmpty();
  }

  @Test
  void shouldSkipNoRowOfATieInATableWithoutKey() throws Exception {
    SERVER.execute(
        "CREATE TABLE rows (value int, n int)",
        "INSERT INTO rows SELECT i / 3, i FROM generate_series(0, 19) i");
    source.with("tracking_column", "value").with("batch_size", 4).start();
    assertThat(SourceDriver.column(source.take(20), "n")).hasSize(20).doesNotHaveDuplicates();
  }

  @Test
  void shouldSayWhatToDoWhenATieIsLargerThanAPage() throws Exception {
    SERVER.execute(
        "CREATE TABLE rows (value int, n int)",
        "INSERT INTO rows SELECT 1, i FROM generate_series(0, 19) i");
    source.with("tracking_column", "value").with("batch_size", 4).start();
    assertThatThrownBy(source::poll)
        .isInstanceOf(ConnectException.class)
        .hasMessageContaining("primary_key_column");
  }

  @Test
  void shouldSendARowThatIsCommittedBehindLaterOnes() throws Exception {
    createRows();
    source.start();
    try (Connection slow = SERVER.connect();
        Statement statement = slow.createStatement()) {
      slow.setAutoCommit(false);
      statement.execute("INSERT INTO rows (name) VALUES ('slow')");
      insertRows(3);
      assertThat(SourceDriver.column(source.take(3), "id")).containsExactly(2, 3, 4);
      assertThat(source.drain()).isEmpty();
      slow.commit();
    }
    assertThat(SourceDriver.column(source.take(1), "id")).containsExactly(1);
    insertRows(1);
    assertThat(SourceDriver.column(source.take(1), "id")).containsExactly(5);
    assertThat(source.drain()).isEmpty();
  }

  @Test
  void shouldSendALateRowAfterALongTransactionAndARestart() throws Exception {
    createRows();
    source.with("late_commit_window", "50ms").start();
    try (Connection slow = SERVER.connect();
        Statement statement = slow.createStatement()) {
      slow.setAutoCommit(false);
      statement.execute("INSERT INTO rows (name) VALUES ('slow')");
      for (int i = 0; i < 4; i++) { // The window passes many times.
        insertRows(1);
        source.take(1);
        assertThat(source.drain()).isEmpty();
      }
      source.stop();
      slow.commit();
    }
    source.start();
    assertThat(SourceDriver.column(source.take(1), "id")).containsExactly(1);
    assertThat(source.drain()).isEmpty();
  }

  @Test
  void shouldStopLookingBelowWhatCannotChange() throws Exception {
    createRows();
    insertRows(5);
    source.with("late_commit_window", "20ms").start();
    source.take(5);
    source.drain();
    insertRows(1);
    source.take(1);
    String state = new String(source.state(), StandardCharsets.UTF_8);
    assertThat(state).contains("\"floor\":[\"5\"]");
  }

  @Test
  void shouldNotSendARowAgainThatIsChangedInPlace() throws Exception {
    createRows();
    insertRows(3);
    source.start();
    source.take(3);
    SERVER.execute("UPDATE rows SET name = 'changed'");
    assertThat(source.drain()).isEmpty();
  }

  @Test
  void shouldReadABacklogWithoutRests() throws Exception {
    createRows();
    insertRows(500);
    source.with("poll_interval", "1h").with("batch_size", 10).start();
    assertThat(SourceDriver.column(source.take(500), "id")).isEqualTo(numbers(1, 500));
  }

  @Test
  void shouldGoOnWhenTheServerEndsItsTransaction() throws Exception {
    createRows();
    insertRows(30);
    source.with("batch_size", 10).start();
    source.take(10);
    SERVER.execute(
        "SELECT pg_terminate_backend(pid) FROM pg_stat_activity"
            + " WHERE state = 'idle in transaction'");
    assertThat(SourceDriver.column(source.take(20), "id")).isEqualTo(numbers(11, 30));
  }

  @Test
  void shouldRideOutARestartOfTheServer() throws Exception {
    createRows();
    insertRows(3);
    source.start();
    source.take(3);
    SERVER.restart();
    insertRows(3);
    assertThat(SourceDriver.column(source.takePatiently(3), "id")).containsExactly(4, 5, 6);
  }

  @Test
  void shouldReadSeveralTables() throws Exception {
    createRows();
    insertRows(3);
    SERVER.execute(
        "CREATE SCHEMA IF NOT EXISTS sales",
        "CREATE TABLE sales.\"Orders\" (id int PRIMARY KEY)",
        "INSERT INTO sales.\"Orders\" VALUES (7), (8)");
    List<ConnectRecord> records =
        source.with("tables", List.of("rows", "sales.Orders")).start().take(5);
    assertThat(records.stream().map(r -> SourceDriver.fields(r).get("table_name")))
        .containsExactlyInAnyOrder("rows", "rows", "rows", "sales.Orders", "sales.Orders");
  }

  @Test
  void shouldGiveTheSameIdsForTheSameRows() throws Exception {
    createRows();
    insertRows(3);
    source.start();
    SourceBatch first = source.poll();
    source.stop();
    source.start();
    SourceBatch second = source.poll();
    assertThat(second.records().stream().map(ConnectRecord::id))
        .isEqualTo(first.records().stream().map(ConnectRecord::id).toList())
        .doesNotHaveDuplicates();
  }

  @Test
  void shouldStartBehindTheInitialOffset() throws Exception {
    createRows();
    insertRows(5);
    assertThat(SourceDriver.column(source.with("initial_offset", "3").start().take(2), "id"))
        .containsExactly(4, 5);
  }

  @Test
  void shouldRunACustomQueryWithItsVariables() throws Exception {
    createRows();
    insertRows(10);
    source
        .with("initial_offset", "2")
        .with("batch_size", 3)
        .with(
            "custom_query",
            "SELECT id, upper(name) AS name, '$now'::timestamptz AS now, $now_unix AS unix"
                + " FROM $table WHERE id > '$offset' ORDER BY id LIMIT $limit")
        .start();
    List<ConnectRecord> records = source.take(8);
    assertThat(SourceDriver.column(records, "id")).isEqualTo(numbers(3, 10));
    assertThat(SourceDriver.data(records.get(0))).containsEntry("name", "ROW 3");
    assertThat(source.drain()).isEmpty();
  }

  @Test
  void shouldSkipNoTieOfACustomQuery() throws Exception {
    createRows();
    insertRows(20);
    SERVER.execute("UPDATE rows SET value = id / 3");
    source
        .with("initial_offset", "-1")
        .with("tracking_column", "value")
        .with("batch_size", 4)
        .with(
            "custom_query",
            "SELECT * FROM $table WHERE value > $offset ORDER BY value, id LIMIT $limit")
        .start();
    assertThat(SourceDriver.column(source.take(20), "id")).isEqualTo(numbers(1, 20));
  }

  @Test
  void shouldUseSnakeCaseAndNestedDataWhenAsked() throws Exception {
    SERVER.execute(
        "CREATE TABLE rows (id int PRIMARY KEY, \"createdAt\" int)",
        "INSERT INTO rows VALUES (1, 2)");
    ConnectRecord record =
        source
            .with("snake_case_columns", true)
            .with("include_metadata", false)
            .start()
            .take(1)
            .get(0);
    assertThat(SourceDriver.data(record))
        .isEqualTo(Map.of("data", Map.of("id", 1, "created_at", 2)));
  }

  @Test
  void shouldEndABatchAtItsBytes() throws Exception {
    createRows();
    SERVER.execute("INSERT INTO rows (name) SELECT repeat('x', 1000) FROM generate_series(1, 10)");
    source.with("max_batch_bytes", "3 KiB").start();
    assertThat(source.poll().records()).hasSize(4);
    assertThat(SourceDriver.column(source.take(6), "id")).isEqualTo(numbers(5, 10));
  }

  @Test
  void shouldGoOnWhereTheRustRuntimeStopped() throws Exception {
    createRows();
    insertRows(5);
    SourceDriver moved =
        new SourceDriver(source.config(), RustStateTest.state("rows", "3")).start();
    assertThat(SourceDriver.column(moved.take(2), "id")).containsExactly(4, 5);
    moved.stop();
  }

  @Test
  void shouldNameTheTableAndColumnThatAreMissing() {
    assertThatThrownBy(() -> source.with("tables", List.of("nowhere")).start())
        .isInstanceOfSatisfying(
            ConnectException.class,
            e -> assertThat(e.category()).isEqualTo(ErrorCategory.CONFIGURATION))
        .hasMessageContaining("nowhere");
    createRows();
    assertThatThrownBy(
            () -> source.with("tables", List.of("rows")).with("tracking_column", "ip").start())
        .hasMessageContaining("no column ip")
        .hasMessageContaining("id, name, value");
  }

  @Test
  void shouldChangeNothingWhenItVerifies() throws Exception {
    createRows();
    PostgresSourceConnector connector = new PostgresSourceConnector();
    connector.configure(connector.spec().read(source.config()).orThrow());
    connector.verify();
    connector.stop();
  }
}
