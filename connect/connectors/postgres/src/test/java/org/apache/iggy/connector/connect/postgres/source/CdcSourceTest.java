// SPDX-License-Identifier: Apache-2.0
package org.apache.iggy.connector.connect.postgres.source;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.apache.iggy.connector.connect.api.ConnectRecord;
import org.apache.iggy.connector.connect.api.SourceBatch;
import org.apache.iggy.connector.connect.postgres.SharedPostgres;
import org.apache.iggy.connector.connect.postgres.embedded.PostgresServer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Change data capture on a real PostgreSQL. */
class CdcSourceTest {
  private static final PostgresServer SERVER = SharedPostgres.server();
  private SourceDriver source;

  @BeforeEach
  void createTables() {
    SERVER.execute(
        "CREATE TABLE users (id int PRIMARY KEY, name text, count int)",
        "CREATE TABLE untracked (id int PRIMARY KEY)");
    source = new SourceDriver(config());
  }

  @AfterEach
  void drop() throws Exception {
    source.stop();
    new SlotCleaner(SERVER).clean();
  }

  static Map<String, Object> config() {
    Map<String, Object> config = new HashMap<>();
    config.put("connection_string", SERVER.url());
    config.put("mode", "cdc");
    config.put("tables", List.of("users"));
    config.put("heartbeat_interval", "100ms");
    return config;
  }

  @Test
  void shouldSendRowsThenChangesInOrder() throws Exception {
    SERVER.execute("INSERT INTO users SELECT i, 'old ' || i, i FROM generate_series(1, 3) i");
    source.start();
    List<ConnectRecord> snapshot = source.take(3);
    assertThat(SourceDriver.operations(snapshot)).containsOnly("SELECT");
    assertThat(SourceDriver.column(snapshot, "id")).containsExactly(1, 2, 3);

    SERVER.execute(
        "INSERT INTO users VALUES (4, 'four', 1)",
        "UPDATE users SET count = 2 WHERE id = 4",
        "UPDATE users SET id = 1004 WHERE id = 4",
        "DELETE FROM users WHERE id = 1004");
    List<ConnectRecord> changes = source.take(4);
    assertThat(SourceDriver.operations(changes))
        .containsExactly("INSERT", "UPDATE", "UPDATE", "DELETE");
    assertThat(SourceDriver.column(changes, "id")).containsExactly(4, 4, 1004, 1004);
    assertThat(SourceDriver.fields(changes.get(0)))
        .containsEntry("table_name", "users")
        .containsEntry("old_data", null)
        .containsKey("timestamp");
    assertThat(SourceDriver.fields(changes.get(2))).containsEntry("old_data", Map.of("id", 4));
    assertThat(SourceDriver.data(changes.get(3))).isEqualTo(Map.of("id", 1004));
  }

  @Test
  void shouldLeaveOutRollbacksAndUntrackedTables() throws Exception {
    source.start();
    SERVER.execute(
        "BEGIN; INSERT INTO users VALUES (9000, 'never', 0); ROLLBACK",
        "INSERT INTO untracked VALUES (1)");
    for (int i = 1; i <= 25; i++) {
      SERVER.execute("INSERT INTO users VALUES (" + i + ", 'n', 0)");
    }
    List<Object> expected = new ArrayList<>();
    for (int i = 1; i <= 25; i++) {
      expected.add(i);
    }
    assertThat(SourceDriver.column(source.take(25), "id")).isEqualTo(expected);
    assertThat(source.drain()).isEmpty();
  }

  @Test
  void shouldGoOnWithChangesMadeWhileItWasDown() throws Exception {
    source.start();
    SERVER.execute("INSERT INTO users VALUES (1, 'a', 0)");
    source.take(1);
    source.stop();
    SERVER.execute("INSERT INTO users VALUES (2, 'b', 0)", "DELETE FROM users WHERE id = 1");
    source.startPatiently();
    SERVER.execute("INSERT INTO users VALUES (3, 'c', 0)");
    List<ConnectRecord> changes = source.take(3);
    assertThat(SourceDriver.operations(changes)).containsExactly("INSERT", "DELETE", "INSERT");
    assertThat(SourceDriver.column(changes, "id")).containsExactly(2, 1, 3);
    assertThat(source.drain()).isEmpty();
  }

  @Test
  void shouldGoOnInsideATransactionAfterARestart() throws Exception {
    source.with("batch_size", 10).start();
    // One record of the log holds many of these rows.
    SERVER.execute("INSERT INTO users SELECT i, 'x', i FROM generate_series(1, 95) i");
    List<ConnectRecord> all = new ArrayList<>();
    while (all.size() < 95) {
      SourceBatch batch = source.poll();
      if (!batch.isEmpty()) {
        source.acknowledge(batch);
        all.addAll(batch.records());
        SourceBatch lost = source.poll();
        source.stop();
        source.startPatiently();
        if (!lost.records().isEmpty()) {
          List<ConnectRecord> again = source.take(1);
          assertThat(again.get(0).id()).isEqualTo(lost.records().get(0).id());
          assertThat(again.get(0).payload().bytes())
              .isEqualTo(lost.records().get(0).payload().bytes());
          all.addAll(again);
        }
      }
    }
    assertThat(all).hasSize(95);
    assertThat(all.stream().map(ConnectRecord::id).distinct()).hasSize(95);
    assertThat(SourceDriver.column(all, "id").stream().distinct()).hasSize(95);
  }

  @Test
  void shouldConfirmOnlyWhatIsAcknowledged() throws Exception {
    source.start();
    source.drain();
    SERVER.execute("INSERT INTO users VALUES (1, 'a', 0)");
    SourceBatch batch = pollRecords();
    String place = "SELECT confirmed_flush_lsn::text FROM pg_replication_slots";
    Object before = SERVER.query(place).get(0).get(0);
    SERVER.execute("INSERT INTO users VALUES (2, 'b', 0)");
    SourceBatch next = pollRecords();
    assertThat(SERVER.query(place).get(0).get(0)).isEqualTo(before);
    source.acknowledge(batch);
    source.acknowledge(next);
    source.drain();
    assertThat(
            SERVER.count(
                "SELECT count(*) FROM pg_replication_slots WHERE confirmed_flush_lsn > '"
                    + before
                    + "'::pg_lsn"))
        .isEqualTo(1);
  }

  /** A batch with records, of which nothing is acknowledged. */
  private SourceBatch pollRecords() throws Exception {
    SourceBatch batch = source.poll();
    while (batch.records().isEmpty()) {
      source.acknowledge(batch);
      batch = source.poll();
    }
    return batch;
  }

  @Test
  void shouldMoveOnWhileItsTablesAreQuiet() throws Exception {
    source.start();
    source.drain();
    SERVER.execute("INSERT INTO untracked SELECT i FROM generate_series(1, 1000) i");
    Object written = SERVER.query("SELECT pg_current_wal_lsn()::text").get(0).get(0);
    long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(30);
    String moved =
        "SELECT count(*) FROM pg_replication_slots WHERE confirmed_flush_lsn > '" + written + "'";
    while (SERVER.count(moved) == 0) {
      assertThat(System.nanoTime()).isLessThan(end);
      assertThat(source.drain()).isEmpty();
    }
  }

  @Test
  void shouldReadTheTablesAnewWhenItStoppedInsideTheSnapshot() throws Exception {
    SERVER.execute("INSERT INTO users SELECT i, 'old ' || i, i FROM generate_series(1, 30) i");
    source.with("batch_size", 10).start();
    List<ConnectRecord> first = source.take(10);
    source.stop();
    SERVER.execute("UPDATE users SET count = -1 WHERE id = 30", "DELETE FROM users WHERE id = 29");
    source.startPatiently();
    List<ConnectRecord> all = source.take(29);
    assertThat(SourceDriver.operations(all)).containsOnly("SELECT");
    assertThat(all.subList(0, 10).stream().map(ConnectRecord::id))
        .isEqualTo(first.subList(0, 10).stream().map(ConnectRecord::id).toList());
    assertThat(SourceDriver.data(all.get(28))).containsEntry("id", 30).containsEntry("count", -1);
    SERVER.execute("INSERT INTO users VALUES (31, 'new', 0)");
    assertThat(SourceDriver.operations(source.take(1))).containsExactly("INSERT");
  }

  @Test
  void shouldLoseNothingBetweenSnapshotAndChanges() throws Exception {
    SERVER.execute("INSERT INTO users SELECT i, 'x', 0 FROM generate_series(1, 2000) i");
    String[] inserts = new String[300];
    for (int i = 0; i < inserts.length; i++) {
      inserts[i] = "INSERT INTO users VALUES (" + (2001 + i) + ", 'y', 0)";
    }
    Thread writer = new Thread(() -> SERVER.execute(inserts));
    writer.start();
    source.start();
    List<ConnectRecord> all = source.take(2300);
    writer.join();
    assertThat(source.drain()).isEmpty();
    List<Object> ids = SourceDriver.column(all, "id");
    assertThat(ids).hasSize(2300).doesNotHaveDuplicates();
  }

  @Test
  void shouldSendNoRowsWithoutASnapshot() throws Exception {
    SERVER.execute("INSERT INTO users VALUES (1, 'old', 0)");
    source.with("snapshot_mode", "never").start();
    SERVER.execute("INSERT INTO users VALUES (2, 'new', 0)");
    assertThat(SourceDriver.column(source.take(1), "id")).containsExactly(2);
    source.stop();
    SERVER.execute("INSERT INTO users VALUES (3, 'new', 0)");
    source.startPatiently();
    assertThat(SourceDriver.column(source.take(1), "id")).containsExactly(3);
    assertThat(source.drain()).isEmpty();
  }

  @Test
  void shouldFollowChangesOfTheSchema() throws Exception {
    source.start();
    SERVER.execute("INSERT INTO users VALUES (1, 'a', 0)");
    source.take(1);
    SERVER.execute(
        "ALTER TABLE users ADD email text",
        "INSERT INTO users VALUES (2, 'b', 0, 'b@example.com')",
        "ALTER TABLE users DROP count",
        "INSERT INTO users VALUES (3, 'c', 'c@example.com')");
    List<ConnectRecord> records = source.take(2);
    assertThat(SourceDriver.data(records.get(0))).containsEntry("email", "b@example.com");
    assertThat(SourceDriver.data(records.get(1)))
        .isEqualTo(Map.of("id", 3, "name", "c", "email", "c@example.com"));
  }

  @Test
  void shouldSendOnlyTheOperationsAskedFor() throws Exception {
    source.with("capture_operations", List.of("insert", "truncate")).start();
    SERVER.execute(
        "INSERT INTO users VALUES (1, 'a', 0)",
        "UPDATE users SET count = 1",
        "DELETE FROM users",
        "TRUNCATE users",
        "INSERT INTO users VALUES (2, 'b', 0)");
    assertThat(SourceDriver.operations(source.take(3)))
        .containsExactly("INSERT", "TRUNCATE", "INSERT");
  }

  @Test
  void shouldHaveTheWholeOldRowWhereTheTableSaysSo() throws Exception {
    SERVER.execute("ALTER TABLE users REPLICA IDENTITY FULL");
    source.start();
    SERVER.execute(
        "INSERT INTO users VALUES (1, NULL, 5)", "UPDATE users SET count = 6", "DELETE FROM users");
    List<ConnectRecord> records = source.take(3);
    Map<String, Object> old = new HashMap<>(Map.of("id", 1, "count", 5));
    old.put("name", null);
    assertThat(SourceDriver.fields(records.get(1))).containsEntry("old_data", old);
    old.put("count", 6);
    assertThat(SourceDriver.data(records.get(2))).isEqualTo(old);
  }

  @Test
  void shouldLeaveOutLargeValuesThatAnUpdateDidNotTouch() throws Exception {
    SERVER.execute(
        "ALTER TABLE users ALTER name SET STORAGE EXTERNAL",
        "INSERT INTO users VALUES (1, repeat('x', 10000), 0)");
    source.start();
    source.take(1);
    SERVER.execute("UPDATE users SET count = 1");
    assertThat(SourceDriver.data(source.take(1).get(0))).isEqualTo(Map.of("id", 1, "count", 1));
    SERVER.execute("ALTER TABLE users REPLICA IDENTITY FULL", "UPDATE users SET count = 2");
    assertThat(SourceDriver.data(source.take(1).get(0))).containsEntry("count", 2);
  }

  @Test
  void shouldGiveTheValuesThatPollingGives() throws Exception {
    SERVER.execute(
        "CREATE TYPE mood AS ENUM ('sad', 'ok')",
        "CREATE TABLE kinds (id int PRIMARY KEY, code char(5), s smallint, big bigint, real real,"
            + " amount float8, price numeric(10,2), free numeric, active boolean, at timestamptz,"
            + " local timestamp, day date, clock time, body jsonb, plain json, raw bytea, uuid"
            + " uuid, tags text[], numbers int[], mood mood, address inet, nothing text)");
    String row =
        "INSERT INTO kinds VALUES (%d, 'ab', 3, 9007199254740993, 1.1, 1.5, 12.30, 1e-5, true,"
            + " '2026-01-15 10:30:00.25+02', '2026-01-15 10:30:00.123456', '2026-01-15',"
            + " '10:30:00.5', '{\"a\": [1, null]}', '[1]', '\\x00ff',"
            + " 'c56a4180-65aa-42ec-a945-5fd21dec0538', '{a,\"b \\\"c\\\"\",NULL}', '{1,2}', 'ok',"
            + " '10.0.0.1', NULL)";
    SERVER.execute(row.formatted(1));
    source.with("tables", List.of("kinds")).start();
    List<ConnectRecord> followed = source.take(1);
    SERVER.execute(row.formatted(2));
    followed.addAll(source.take(1));
    SourceDriver polling = new SourceDriver(source.config()).with("mode", "polling").start();
    List<ConnectRecord> polled = polling.take(2);
    polling.stop();
    SERVER.execute("DROP TABLE kinds", "DROP TYPE mood");
    for (int i = 0; i < 2; i++) {
      assertThat(SourceDriver.data(followed.get(i))).isEqualTo(SourceDriver.data(polled.get(i)));
    }
  }

  @Test
  void shouldRideOutARestartOfTheServer() throws Exception {
    source.start();
    SERVER.execute("INSERT INTO users VALUES (1, 'a', 0)");
    source.take(1);
    SERVER.restart();
    SERVER.execute("INSERT INTO users VALUES (2, 'b', 0)");
    assertThat(SourceDriver.column(source.takePatiently(1), "id")).containsExactly(2);
    SERVER.kill();
    SERVER.start();
    SERVER.execute("INSERT INTO users VALUES (3, 'c', 0)");
    assertThat(SourceDriver.column(source.takePatiently(1), "id")).containsExactly(3);
  }

  @Test
  void shouldDropSlotAndPublicationWhenAsked() throws Exception {
    source.with("drop_slot_on_stop", true).start();
    SERVER.execute("INSERT INTO users VALUES (1, 'a', 0)");
    source.take(1);
    source.stop();
    assertThat(SERVER.count("SELECT count(*) FROM pg_replication_slots")).isZero();
    assertThat(SERVER.count("SELECT count(*) FROM pg_publication")).isZero();
    source.start();
    assertThat(SourceDriver.operations(source.take(1))).containsExactly("SELECT");
  }

  @Test
  void shouldFollowSeveralTablesAndSchemas() throws Exception {
    SERVER.execute(
        "CREATE SCHEMA IF NOT EXISTS sales",
        "CREATE TABLE sales.\"Odd, Table\" (id int PRIMARY KEY)",
        "CREATE TABLE parts (id int PRIMARY KEY) PARTITION BY RANGE (id)",
        "CREATE TABLE parts_1 PARTITION OF parts FOR VALUES FROM (0) TO (10)");
    source.with("tables", List.of("users", "sales.\"Odd, Table\"", "parts")).start();
    SERVER.execute(
        "INSERT INTO sales.\"Odd, Table\" VALUES (1)",
        "INSERT INTO parts VALUES (1)",
        "INSERT INTO users VALUES (1, 'a', 0)");
    assertThat(source.take(3).stream().map(r -> SourceDriver.fields(r).get("table_name")))
        .containsExactly("sales.\"Odd, Table\"", "parts", "users");
  }

  @Test
  void shouldHoldLittleWhileTheTopicIsSlow() throws Exception {
    source.with("batch_size", 10).with("max_batch_bytes", "64 KiB").start();
    source.drain();
    SERVER.execute(
        "INSERT INTO users SELECT i, repeat('x', 1000), 0 FROM generate_series(1, 20000) i");
    List<ConnectRecord> some = source.take(100);
    assertThat(some).hasSizeBetween(100, 110);
    // All the rest waits in the server's log: stopping is quick, and a restart goes on there.
    source.stop();
    source.startPatiently();
    assertThat(SourceDriver.column(source.take(10), "id").get(0)).isEqualTo(some.size() + 1);
  }
}
