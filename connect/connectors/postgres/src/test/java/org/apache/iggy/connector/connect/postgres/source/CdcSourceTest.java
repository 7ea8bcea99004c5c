// SPDX-License-Identifier: Apache-2.0
package org.apache.iggy.connector.connect.postgres.source;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.iggy.connector.connect.api.ConnectRecord;
import org.apache.iggy.connector.connect.api.SourceBatch;
import org.apache.iggy.connector.connect.postgres.embedded.PostgresServer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Change data capture on a real PostgreSQL. */
class CdcSourceTest {
  private static PostgresServer server;
  private SourceDriver source;

  @BeforeAll
  static void launch() {
    server = PostgresServer.launch("wal_level=logical");
  }

  @AfterAll
  static void close() {
    server.close();
  }

  @BeforeEach
  void createTables() {
    server.execute(
        "CREATE TABLE users (id int PRIMARY KEY, name text, count int)",
        "CREATE TABLE untracked (id int PRIMARY KEY)");
    source = new SourceDriver(config());
  }

  @AfterEach
  void drop() throws Exception {
    source.stop();
    new SlotCleaner(server).clean();
  }

  static Map<String, Object> config() {
    Map<String, Object> config = new HashMap<>();
    config.put("connection_string", server.url());
    config.put("mode", "cdc");
    config.put("tables", List.of("users"));
    config.put("heartbeat_interval", "100ms");
    return config;
  }

  @Test
  void shouldSendRowsThenChangesInOrder() throws Exception {
    server.execute("INSERT INTO users SELECT i, 'old ' || i, i FROM generate_series(1, 3) i");
    source.start();
    List<ConnectRecord> snapshot = source.take(3);
    assertThat(SourceDriver.operations(snapshot)).containsOnly("SELECT");
    assertThat(SourceDriver.column(snapshot, "id")).containsExactly(1, 2, 3);

    server.execute(
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
    server.execute(
        "BEGIN; INSERT INTO users VALUES (9000, 'never', 0); ROLLBACK",
        "INSERT INTO untracked VALUES (1)");
    for (int i = 1; i <= 25; i++) {
      server.execute("INSERT INTO users VALUES (" + i + ", 'n', 0)");
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
    server.execute("INSERT INTO users VALUES (1, 'a', 0)");
    source.take(1);
    source.stop();
    server.execute("INSERT INTO users VALUES (2, 'b', 0)", "DELETE FROM users WHERE id = 1");
    source.startPatiently();
    server.execute("INSERT INTO users VALUES (3, 'c', 0)");
    List<ConnectRecord> changes = source.take(3);
    assertThat(SourceDriver.operations(changes)).containsExactly("INSERT", "DELETE", "INSERT");
    assertThat(SourceDriver.column(changes, "id")).containsExactly(2, 1, 3);
    assertThat(source.drain()).isEmpty();
  }

  @Test
  void shouldGoOnInsideATransactionAfterARestart() throws Exception {
    source.with("batch_size", 10).start();
    // One record of the log holds many of these rows.
    server.execute("INSERT INTO users SELECT i, 'x', i FROM generate_series(1, 95) i");
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
}
