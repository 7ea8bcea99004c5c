// SPDX-License-Identifier: Apache-2.0
package org.apache.iggy.connector.connect.postgres.source;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.apache.iggy.connector.connect.api.SourceConnector;
import org.apache.iggy.connector.connect.postgres.SharedPostgres;
import org.apache.iggy.connector.connect.postgres.embedded.PostgresServer;
import org.apache.iggy.connector.connect.testkit.SourceContract;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;

/** The contract of sources, on a table of numbered rows. */
abstract class PostgresSourceContract extends SourceContract {
  private static final PostgresServer SERVER = SharedPostgres.server();

  @BeforeEach
  void createTable() {
    SERVER.execute("CREATE TABLE numbered (n bigint PRIMARY KEY, text text)");
  }

  @AfterEach
  void drop() throws InterruptedException {
    new SlotCleaner(SERVER).clean();
  }

  /** The value of the key {@code mode}. */
  abstract String mode();

  @Override
  protected SourceConnector newSource() {
    return new PostgresSourceConnector();
  }

  @Override
  protected Map<String, Object> pluginConfig() {
    Map<String, Object> config = new HashMap<>();
    config.put("connection_string", SERVER.url());
    config.put("mode", mode());
    config.put("tables", List.of("numbered"));
    config.put("tracking_column", "n");
    config.put("poll_interval", "10ms");
    config.put("batch_size", 50);
    return config;
  }

  @Override
  protected List<String> secrets() {
    return List.of(PostgresServer.PASSWORD);
  }

  /** In transactions of many sizes, with some in between that are rolled back. */
  @Override
  protected void produce(long first, int count, int sizeBytes) {
    Random random = new Random(first);
    List<String> transactions = new ArrayList<>();
    long end = first + count;
    for (long next = first; next < end; ) {
      long after = random.nextInt(4) == 0 ? end : Math.min(end, next + 1 + random.nextInt(10));
      String insert =
          "INSERT INTO numbered SELECT n, repeat('x', %d) FROM generate_series(%d, %d) n"
              .formatted(sizeBytes, next, after - 1);
      if (random.nextInt(10) == 0) {
        transactions.add("BEGIN; " + insert + "; ROLLBACK");
      }
      transactions.add(insert);
      next = after;
    }
    SERVER.execute(transactions.toArray(String[]::new));
  }

  @Override
  protected void produceDrifted() {
    SERVER.execute(
        "ALTER TABLE numbered ADD more int DEFAULT 5",
        "ALTER TABLE numbered ALTER text TYPE bytea USING text::bytea",
        "ALTER TABLE numbered DROP more",
        "ALTER TABLE numbered ALTER text TYPE text USING encode(text, 'escape')");
  }

  @Override
  protected void takeSystemAway() {
    SERVER.stop();
  }

  @Override
  protected void bringSystemBack() {
    SERVER.start();
  }
}
