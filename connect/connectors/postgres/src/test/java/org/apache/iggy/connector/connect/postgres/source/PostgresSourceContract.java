// SPDX-License-Identifier: Apache-2.0
package org.apache.iggy.connector.connect.postgres.source;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.iggy.connector.connect.api.SourceConnector;
import org.apache.iggy.connector.connect.postgres.embedded.PostgresServer;
import org.apache.iggy.connector.connect.testkit.SourceContract;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;

/** The contract of sources, on a table of numbered rows. */
abstract class PostgresSourceContract extends SourceContract {
  private static PostgresServer server;

  @BeforeAll
  static void launch() {
    server = PostgresServer.launch("wal_level=logical");
  }

  @AfterAll
  static void close() {
    server.close();
  }

  @BeforeEach
  void createTable() {
    server.execute("CREATE TABLE numbered (n bigint PRIMARY KEY, text text)");
  }

  @AfterEach
  void drop() throws InterruptedException {
    new SlotCleaner(server).clean();
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
    config.put("connection_string", server.url());
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

  @Override
  protected void produce(long first, int count, int sizeBytes) {
    server.execute(
        "INSERT INTO numbered SELECT n, repeat('x', %d) FROM generate_series(%d, %d) n"
            .formatted(sizeBytes, first, first + count - 1));
  }

  @Override
  protected void produceDrifted() {
    server.execute(
        "ALTER TABLE numbered ADD more int DEFAULT 5",
        "ALTER TABLE numbered ALTER text TYPE bytea USING text::bytea",
        "ALTER TABLE numbered DROP more",
        "ALTER TABLE numbered ALTER text TYPE text USING encode(text, 'escape')");
  }

  @Override
  protected void takeSystemAway() {
    server.stop();
  }

  @Override
  protected void bringSystemBack() {
    server.start();
  }
}
