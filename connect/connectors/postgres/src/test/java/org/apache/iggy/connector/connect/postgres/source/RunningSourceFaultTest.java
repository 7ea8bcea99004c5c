// SPDX-License-Identifier: Apache-2.0
package org.apache.iggy.connector.connect.postgres.source;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.iggy.connector.connect.api.ConnectException;
import org.apache.iggy.connector.connect.api.ErrorCategory;
import org.apache.iggy.connector.connect.postgres.SharedPostgres;
import org.apache.iggy.connector.connect.postgres.embedded.PostgresServer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What others do to tables, slots and roles while a source reads. */
class RunningSourceFaultTest {
  private static final PostgresServer SERVER = SharedPostgres.server();
  private SourceDriver source;

  @BeforeEach
  void createTable() {
    SERVER.execute(
        "CREATE TABLE users (id int PRIMARY KEY, name text)",
        "CREATE ROLE reader LOGIN SUPERUSER PASSWORD 'hidden-before'");
    Map<String, Object> config = new HashMap<>();
    config.put(
        "connection_string", SERVER.url().replace("postgres:secret", "reader:hidden-before"));
    config.put("tables", List.of("users"));
    config.put("poll_interval", "10ms");
    source = new SourceDriver(config);
  }

  @AfterEach
  void drop() throws Exception {
    source.stop();
    new SlotCleaner(SERVER).clean();
    SERVER.execute("DROP OWNED BY reader", "DROP ROLE reader");
  }

  private void startIn(String mode) throws Exception {
    source.with("mode", mode).start();
    SERVER.execute("INSERT INTO users VALUES (1, 'a')");
    assertThat(SourceDriver.column(source.take(1), "id")).containsExactly(1);
  }

  private static void assertStops(ConnectException failure, String... parts) {
    assertThat(failure).hasMessageContainingAll(parts).hasMessageNotContaining("hidden");
    assertThat(failure.category()).isEqualTo(ErrorCategory.CONFIGURATION);
  }

  private static void endSessions() {
    SERVER.execute(
        "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE usename = 'reader'");
  }

  @ParameterizedTest
  @ValueSource(strings = {"polling", "cdc"})
  void shouldSayWhatToDoWhenThePasswordIsChanged(String mode) throws Exception {
    startIn(mode);
    SERVER.execute("ALTER ROLE reader PASSWORD 'hidden-after'");
    endSessions();
    assertStops(
        source.failureThatStays(), "28P01", "set user and password", "in connection_string");
    SERVER.execute(
        "ALTER ROLE reader PASSWORD 'hidden-before'", "INSERT INTO users VALUES (2, 'b')");
    assertThat(SourceDriver.column(source.takePatiently(1), "id")).containsExactly(2);
  }

  @Test
  void shouldNameATableThatIsDroppedWhileItIsPolled() throws Exception {
    startIn("polling");
    SERVER.execute("DROP TABLE users");
    assertStops(source.failureThatStays(), "cannot read users", "42P01");
  }

  @Test
  void shouldNameAColumnThatIsDroppedWhileItIsPolled() throws Exception {
    source.with("tracking_column", "name");
    startIn("polling");
    SERVER.execute("ALTER TABLE users DROP COLUMN name");
    assertStops(source.failureThatStays(), "cannot read users", "42703", "name");
  }

  @Test
  void shouldStopWhenItsSlotIsDroppedMeanwhile() throws Exception {
    startIn("cdc");
    new SlotCleaner(SERVER).dropSlots();
    SERVER.execute("INSERT INTO users VALUES (2, 'b')");
    assertStops(
        source.failureThatStays(),
        "the replication slot iggy_slot is gone",
        "changes may be lost",
        "on_slot_lost");
  }

  @Test
  void shouldStopWhenItsPublicationIsDroppedMeanwhile() throws Exception {
    startIn("cdc");
    SERVER.execute("DROP PUBLICATION iggy_publication", "INSERT INTO users VALUES (2, 'b')");
    assertStops(source.failureThatStays(), "the publication", "on_slot_lost = \"snapshot\"");
  }

  @Test
  void shouldStopWhenItMayNoLongerReplicate() throws Exception {
    startIn("cdc");
    SERVER.execute("ALTER ROLE reader NOSUPERUSER");
    endSessions();
    assertStops(source.failureThatStays(), "ALTER ROLE \"reader\" REPLICATION");
  }
}
