// SPDX-License-Identifier: Apache-2.0
package org.apache.iggy.connector.connect.postgres.source;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import org.apache.iggy.connector.connect.postgres.embedded.PostgresServer;
import org.apache.iggy.connector.connect.testkit.Await;
import org.apache.iggy.connector.connect.testkit.load.NumberedPayload;
import org.apache.iggy.connector.connect.testkit.load.TestServer;
import org.apache.iggy.connector.connect.testkit.load.TestTopic;
import org.apache.iggy.connector.connect.testkit.process.CrashRun;
import org.apache.iggy.connector.connect.testkit.process.KillSchedule;
import org.apache.iggy.connector.connect.testkit.process.RuntimeFolder;
import org.apache.iggy.connector.connect.testkit.process.RuntimeProcess;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * The runtime with a PostgreSQL source, killed while rows are written in transactions of many
 * sizes. {@code -Dcrash.kills=200} kills it more often, {@code -Dcrash.seed} at the moments of a
 * run before.
 */
class PostgresSourceCrashTest {
  private static final long KILLS_LIMIT_MILLIS = TimeUnit.MINUTES.toMillis(100);
  private static final int KILLS = Integer.getInteger("crash.kills", 2);

  @TempDir Path folder;

  @ParameterizedTest
  @ValueSource(strings = {"cdc", "polling"})
  @Timeout(3_600)
  void shouldLoseNothingWhenTheRuntimeIsKilled(String mode) throws Exception {
    long seed = Long.getLong("crash.seed", System.nanoTime());
    try (PostgresServer postgres = PostgresServer.launch("wal_level=logical");
        TestServer iggy = TestServer.start(Files.createDirectory(folder.resolve("server")));
        TestTopic topic = TestTopic.create(iggy.address(), "rows", 1)) {
      postgres.execute("CREATE TABLE numbered (n bigserial PRIMARY KEY, text text)");
      RuntimeFolder runtimeFolder =
          RuntimeFolder.create(Files.createDirectory(folder.resolve("runtime")), iggy.address());
      runtimeFolder.source(
          "rows",
          "postgres",
          Map.of("stream", "rows", "topic", "rows", "schema", "json"),
          config(postgres, mode),
          Map.of());
      try (RowLoad load = new RowLoad(postgres, seed);
          RuntimeProcess runtime =
              RuntimeProcess.on(runtimeFolder, "runtime", folder.resolve("out"))) {
        CrashRun.Report report =
            CrashRun.of(runtime, KillSchedule.seeded(seed, 2_000, 500), topic::size)
                .kill(KILLS, KILLS_LIMIT_MILLIS);
        load.stop();
        long last = postgres.count("SELECT coalesce(max(n), 0) FROM numbered");
        runtime.start();
        Seen seen = new Seen();
        Await.until(120_000, () -> seen.read(topic).contains(last), runtime::tail);
        runtime.stop();
        long rows = postgres.count("SELECT count(*) FROM numbered");
        Await.until(60_000, () -> seen.read(topic).distinct() >= rows, () -> "rows are lost");
        System.out.printf("%s, seed %d: %s, %d rows, %s%n", mode, seed, report, rows, seen);
        assertThat(seen.distinct()).isEqualTo(rows);
        assertThat(seen.differing).as("repetitions with another id").isZero();
      }
    }
  }

  private static Map<String, Object> config(PostgresServer postgres, String mode) {
    Map<String, Object> config = new HashMap<>();
    config.put("connection_string", postgres.url());
    config.put("mode", mode);
    config.put("tables", List.of("numbered"));
    config.put("tracking_column", "n");
    config.put("poll_interval", "10ms");
    config.put("batch_size", 100);
    return config;
  }

  /** Writes rows, one to some hundred a transaction; some transactions are rolled back. */
  private static final class RowLoad implements AutoCloseable {
    private final PostgresServer postgres;
    private final Random random;
    private final Thread thread = new Thread(this::run, "row-load");
    private volatile boolean isStopping;
    private volatile Exception failure;

    RowLoad(PostgresServer postgres, long seed) {
      this.postgres = postgres;
      this.random = new Random(seed);
      thread.start();
    }

    private void run() {
      try (Connection connection = postgres.connect();
          Statement statement = connection.createStatement()) {
        connection.setAutoCommit(false);
        while (!isStopping) {
          int rows = random.nextInt(10) == 0 ? 300 : 1 + random.nextInt(10);
          statement.execute(
              "INSERT INTO numbered (text) SELECT repeat('x', 100) FROM generate_series(1, "
                  + rows
                  + ")");
          if (random.nextInt(10) == 0) {
            connection.rollback();
          } else {
            connection.commit();
          }
          Thread.sleep(20); // A pace that leaves the runtime something to do.
        }
      } catch (SQLException e) {
        failure = e;
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      }
    }

    void stop() throws InterruptedException {
      isStopping = true;
      thread.join();
      assertThat(failure).isNull();
    }

    @Override
    public void close() {
      isStopping = true;
    }
  }

  /** What is in the topic: the id of each row's message. */
  private static final class Seen {
    private final Map<Long, String> ids = new TreeMap<>();
    private long messages;
    private long differing;

    Seen read(TestTopic topic) {
      ids.clear();
      messages = 0;
      differing = 0;
      topic.read(
          0,
          cursor -> {
            long number = NumberedPayload.numberIn(cursor.payload()).orElseThrow();
            String id = cursor.idHigh() + ":" + cursor.idLow();
            messages++;
            String before = ids.putIfAbsent(number, id);
            differing += before == null || before.equals(id) ? 0 : 1;
          });
      return this;
    }

    boolean contains(long number) {
      return ids.containsKey(number);
    }

    long distinct() {
      return ids.size();
    }

    @Override
    public String toString() {
      return messages
          + " messages, "
          + (messages - ids.size())
          + " of them repetitions, "
          + differing
          + " with another id";
    }
  }
}
