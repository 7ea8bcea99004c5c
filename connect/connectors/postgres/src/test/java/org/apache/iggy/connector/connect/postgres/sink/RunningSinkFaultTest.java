// SPDX-License-Identifier: Apache-2.0
package org.apache.iggy.connector.connect.postgres.sink;

import static org.apache.iggy.connector.connect.postgres.sink.SinkTrial.jsons;
import static org.apache.iggy.connector.connect.postgres.sink.SinkTrial.records;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.Statement;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.apache.iggy.connector.connect.api.ConnectException;
import org.apache.iggy.connector.connect.api.ConnectRecord;
import org.apache.iggy.connector.connect.api.ErrorCategory;
import org.apache.iggy.connector.connect.api.Payload;
import org.apache.iggy.connector.connect.testkit.Await;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What others do to a table and its server while a sink writes, each of it for real. */
@Timeout(120)
class RunningSinkFaultTest {
  private static final int LIMIT_MILLIS = 60_000;

  private final TestTable table = new TestTable();

  private static String withOptions(String options) {
    return TestTable.server().url() + "?options=" + options.replace(" ", "%20");
  }

  /** A sink that adds to rows by their key, so that it waits for others who change them. */
  private SinkTrial upserting(String options) {
    table.create("id int PRIMARY KEY, name text");
    table.execute("INSERT INTO {t} VALUES (1, 'old'), (2, 'old')");
    return SinkTrial.started(
        table,
        "connection_string",
        withOptions(options),
        "mode",
        "columns",
        "key_columns",
        List.of("id"));
  }

  private static List<ConnectRecord> updates() {
    return jsons(0, "{\"id\": 1, \"name\": \"new\"}", "{\"id\": 2, \"name\": \"new\"}");
  }

  private static void assertPasses(ConnectException failure, String state) {
    assertThat(failure).hasMessageContainingAll("cannot write", state);
    assertThat(failure.category()).isEqualTo(ErrorCategory.TRANSIENT);
  }

  private void assertUpdated() {
    assertThat(table.query("SELECT name FROM {t}")).containsOnly(List.of("new")).hasSize(2);
  }

  private static void awaitOne(String what) {
    Await.until(LIMIT_MILLIS, () -> TestTable.server().count(what) == 1, () -> "not seen: " + what);
  }

  @Test
  void shouldWriteAgainWhenItLosesADeadlock() throws Exception {
    try (SinkTrial sink = upserting("-c deadlock_timeout=50ms");
        Connection other = TestTable.server().connect();
        Statement statement = other.createStatement()) {
      // The sink has row 1 then and asks for row 2 when the other waits already, which never gives
      // up: the sink is the one to lose.
      table.execute(
          "CREATE FUNCTION {t}_wait() RETURNS trigger LANGUAGE plpgsql AS $$BEGIN"
              + " WHILE NEW.id = 2 AND NOT EXISTS (SELECT FROM pg_locks WHERE NOT granted) LOOP"
              + " PERFORM pg_sleep(0.01); END LOOP; RETURN NEW; END$$");
      table.execute(
          "CREATE TRIGGER slow BEFORE INSERT ON {t} FOR EACH ROW EXECUTE FUNCTION {t}_wait()");
      other.setAutoCommit(false);
      statement.execute("SET deadlock_timeout = '1h'");
      statement.execute("UPDATE " + table.name() + " SET name = 'other' WHERE id = 2");
      CompletableFuture<ConnectException> failure =
          CompletableFuture.supplyAsync(() -> sink.failureOf(updates()));
      awaitOne("SELECT count(*) FROM pg_stat_activity WHERE wait_event = 'PgSleep'");
      statement.execute("UPDATE " + table.name() + " SET name = 'other' WHERE id = 1");
      assertPasses(failure.get(LIMIT_MILLIS, TimeUnit.MILLISECONDS), "40P01");
      other.commit();
      table.execute("DROP TRIGGER slow ON {t}");
      sink.write(updates());
    }
    assertUpdated();
  }

  @Test
  void shouldWriteAgainWhenItsTransactionCannotBeSerialized() throws Exception {
    try (SinkTrial sink = upserting("-c default_transaction_isolation=serializable");
        Connection other = TestTable.server().connect();
        Statement statement = other.createStatement()) {
      other.setAutoCommit(false);
      statement.execute("UPDATE " + table.name() + " SET name = 'other' WHERE id = 1");
      CompletableFuture<ConnectException> failure =
          CompletableFuture.supplyAsync(() -> sink.failureOf(updates()));
      awaitOne("SELECT count(*) FROM pg_locks WHERE NOT granted");
      other.commit();
      assertPasses(failure.get(LIMIT_MILLIS, TimeUnit.MILLISECONDS), "40001");
      sink.write(updates());
    }
    assertUpdated();
  }

  /** A disk of 8 MiB in memory; needs the right to mount one. */
  @Test
  void shouldWriteAgainWhenAFullDiskHasRoom() throws Exception {
    Path disk = Files.createTempDirectory("iggy-small-disk-");
    String mount = "mount -t tmpfs -o size=8m,uid=65534,gid=65534,mode=700 tmpfs " + disk;
    Assumptions.assumeTrue(run(mount) == 0, "no full disk: this process may not mount one");
    try (SinkTrial sink = SinkTrial.started(table, "auto_create_table", true)) {
      table.execute("CREATE TABLESPACE {t}_disk LOCATION '" + disk + "'");
      table.execute("ALTER TABLE {t} SET TABLESPACE {t}_disk");
      table.execute(
          "CREATE TABLE {t}_filler TABLESPACE {t}_disk AS"
              + " SELECT repeat('x', 1000) FROM generate_series(1, 5000)");
      // What does not compress; some of it fits.
      List<ConnectRecord> batch = records(0, 60, offset -> Payload.raw(noise(offset)));
      sink.write(batch.subList(0, 2));
      assertPasses(sink.failureOf(batch), "53100");
      assertThat(table.count()).isEqualTo(2);
      table.execute("DROP TABLE {t}_filler");
      sink.write(batch);
      assertThat(table.count()).isEqualTo(60);
    } finally {
      try {
        table.execute("DROP TABLE IF EXISTS {t}, {t}_filler");
        table.execute("DROP TABLESPACE IF EXISTS {t}_disk");
      } finally {
        run("umount " + disk);
        Files.delete(disk);
      }
    }
  }

  private static byte[] noise(long seed) {
    byte[] bytes = new byte[100_000];
    new java.util.Random(seed).nextBytes(bytes);
    return bytes;
  }

  private static int run(String command) throws Exception {
    return new ProcessBuilder("sh", "-c", command)
        .redirectErrorStream(true)
        .redirectOutput(ProcessBuilder.Redirect.DISCARD)
        .start()
        .waitFor();
  }

  @Test
  void shouldSayOnceWhatToDoWhenThePasswordIsChanged() {
    String role = "role_" + table.name();
    table.execute("CREATE ROLE " + role + " LOGIN SUPERUSER PASSWORD 'hidden-before'");
    String url = TestTable.server().url().replace("postgres:secret", role + ":hidden-before");
    try (SinkTrial sink =
        SinkTrial.started(
            table, "connection_string", url, "auto_create_table", true, "connect_timeout", "2s")) {
      sink.write(jsons(0, "1"));
      table.execute("ALTER ROLE " + role + " PASSWORD 'hidden-after'");
      // A session outlives its password.
      sink.write(jsons(1, "1"));
      table.execute(
          "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE usename = '" + role + "'");
      ConnectException failure = sink.failureOf(jsons(2, "1"));
      if (failure.category() == ErrorCategory.TRANSIENT) { // It is told of the end of its session.
        failure = sink.failureOf(jsons(2, "1"));
      }
      assertThat(failure)
          .hasMessageContainingAll("28P01", "set user and password in connection_string")
          .hasMessageNotContaining("hidden");
      assertThat(failure.category()).isEqualTo(ErrorCategory.CONFIGURATION);
      table.execute("ALTER ROLE " + role + " PASSWORD 'hidden-before'");
      sink.write(jsons(2, "1"));
    }
    assertThat(table.count()).isEqualTo(3);
  }

  @Test
  void shouldNameAColumnThatIsDroppedMeanwhile() {
    table.create("id int, name text");
    try (SinkTrial sink = SinkTrial.started(table, "mode", "columns")) {
      sink.write(jsons(0, "{\"id\": 1, \"name\": \"a\"}"));
      table.execute("ALTER TABLE {t} DROP COLUMN name");
      ConnectException failure = sink.failureOf(jsons(1, "{\"id\": 2, \"name\": \"b\"}"));
      assertThat(failure).hasMessageContainingAll("42703", "\"name\"");
      assertThat(failure.category()).isEqualTo(ErrorCategory.CONFIGURATION);
      assertThat(table.count()).isEqualTo(1);
    }
  }
}
