// SPDX-License-Identifier: Apache-2.0
package org.apache.iggy.connector.connect.postgres.source;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.sql.Connection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import org.apache.iggy.connector.connect.api.ConnectException;
import org.apache.iggy.connector.connect.api.ErrorCategory;
import org.apache.iggy.connector.connect.postgres.SharedPostgres;
import org.apache.iggy.connector.connect.postgres.embedded.PostgresServer;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.postgresql.Driver;
import org.postgresql.PGConnection;
import org.postgresql.replication.PGReplicationStream;

/** What is wrong with a database that change data capture is pointed at, and what errors say. */
class CdcSetupTest {
  private static final PostgresServer SERVER = SharedPostgres.server();
  private SourceDriver source;

  @BeforeEach
  void createTables() {
    SERVER.execute("CREATE TABLE users (id int PRIMARY KEY)", "CREATE TABLE others (id int)");
    source = new SourceDriver(config(SERVER));
  }

  @AfterEach
  void drop() throws Exception {
    source.stop();
    new SlotCleaner(SERVER).clean();
  }

  private static Map<String, Object> config(PostgresServer server) {
    Map<String, Object> config = new HashMap<>();
    config.put("connection_string", server.url());
    config.put("mode", "cdc");
    config.put("tables", List.of("users"));
    return config;
  }

  private static void assertProblem(
      ThrowingCallable call, ErrorCategory category, String... parts) {
    assertThatThrownBy(call)
        .isInstanceOfSatisfying(
            ConnectException.class, e -> assertThat(e.category()).isEqualTo(category))
        .hasMessageContainingAll(parts)
        .hasMessageNotContaining("secret");
  }

  @Test
  void shouldNameTheWalLevel() {
    try (PostgresServer plain = PostgresServer.launch()) {
      plain.execute("CREATE TABLE users (id int PRIMARY KEY)");
      assertProblem(
          () -> new SourceDriver(config(plain)).start(),
          ErrorCategory.CONFIGURATION,
          "wal_level",
          "ALTER SYSTEM SET wal_level = 'logical'");
    }
  }

  @Test
  void shouldNameTheMissingRight() {
    SERVER.execute("CREATE ROLE plain LOGIN PASSWORD 'secret'", "GRANT SELECT ON users TO plain");
    assertProblem(
        () ->
            source
                .with("connection_string", SERVER.url().replace("postgres:secret", "plain:secret"))
                .start(),
        ErrorCategory.CONFIGURATION,
        "ALTER ROLE \"plain\" REPLICATION");
    SERVER.execute("DROP OWNED BY plain", "DROP ROLE plain");
  }

  @Test
  void shouldSayWhoMakesThePublication() {
    SERVER.execute(
        "CREATE ROLE reader LOGIN REPLICATION PASSWORD 'secret'",
        "GRANT SELECT ON users TO reader");
    SourceDriver reader =
        new SourceDriver(config(SERVER))
            .with("connection_string", SERVER.url().replace("postgres:secret", "reader:secret"));
    assertProblem(
        reader::start,
        ErrorCategory.CONFIGURATION,
        "let the tables' owner run: CREATE PUBLICATION \"iggy_publication\" FOR TABLE");
    SERVER.execute("CREATE PUBLICATION iggy_publication FOR TABLE users");
    assertThat(startAndTake(reader)).containsExactly(1);
    SERVER.execute("DROP OWNED BY reader", "DROP ROLE reader");
  }

  private static List<Object> startAndTake(SourceDriver reader) {
    try {
      reader.start();
      SERVER.execute("INSERT INTO users VALUES (1)");
      List<Object> ids = SourceDriver.column(reader.take(1), "id");
      reader.stop();
      return ids;
    } catch (Exception e) {
      throw new AssertionError(e);
    }
  }

  @Test
  void shouldRefuseASlotOfAnotherPlugin() {
    SERVER.execute("SELECT pg_create_logical_replication_slot('iggy_slot', 'test_decoding')");
    assertProblem(
        source::start,
        ErrorCategory.CONFIGURATION,
        "iggy_slot is of the plugin test_decoding",
        "pgoutput");
    assertThat(SERVER.count("SELECT count(*) FROM pg_replication_slots")).isEqualTo(1);
  }

  @Test
  void shouldRefuseAPhysicalSlot() {
    SERVER.execute("SELECT pg_create_physical_replication_slot('iggy_slot')");
    assertProblem(source::start, ErrorCategory.CONFIGURATION, "physical replication");
  }

  @Test
  void shouldWaitForASlotInUse() throws Exception {
    source.start();
    SourceDriver second = new SourceDriver(source.config(), source.state());
    assertProblem(second::start, ErrorCategory.TRANSIENT, "is in use by another connector");
    second.stop();
    source.stop();
    second.startPatiently();
    second.stop();
  }

  @Test
  void shouldWaitForASlotThatSomethingElseReads() throws Exception {
    source.with("snapshot_mode", "never").start();
    source.stop();
    try (Connection other =
        new Driver()
            .connect(
                SERVER.jdbcUrl()
                    + "?replication=database&preferQueryMode=simple"
                    + "&assumeMinServerVersion=14",
                login())) {
      PGReplicationStream stream =
          other
              .unwrap(PGConnection.class)
              .getReplicationAPI()
              .replicationStream()
              .logical()
              .withSlotName("iggy_slot")
              .withSlotOption("proto_version", 1)
              .withSlotOption("publication_names", "iggy_publication")
              .start();
      assertProblem(source::start, ErrorCategory.TRANSIENT, "in use by the server's process");
      stream.close();
    }
  }

  private static Properties login() {
    Properties login = new Properties();
    login.setProperty("user", PostgresServer.USER);
    login.setProperty("password", PostgresServer.PASSWORD);
    return login;
  }

  @Test
  void shouldNameATableThatThePublicationLacks() {
    SERVER.execute("CREATE PUBLICATION iggy_publication FOR TABLE others");
    assertProblem(
        source::start,
        ErrorCategory.CONFIGURATION,
        "ALTER PUBLICATION \"iggy_publication\" ADD TABLE \"public\".\"users\"");
  }

  @Test
  void shouldNameAnOperationThatIsNotPublished() {
    SERVER.execute(
        "CREATE PUBLICATION iggy_publication FOR TABLE users WITH (publish = 'insert, update')");
    assertProblem(
        source::start, ErrorCategory.CONFIGURATION, "does not publish DELETE", "publish = ");
  }

  @Test
  void shouldUseAPublicationOfAllTables() throws Exception {
    SERVER.execute("CREATE PUBLICATION iggy_publication FOR ALL TABLES");
    source.start();
    SERVER.execute("INSERT INTO others VALUES (5)", "INSERT INTO users VALUES (1)");
    assertThat(SourceDriver.column(source.take(1), "id")).containsExactly(1);
  }

  @Test
  void shouldStopWhenTheSlotIsGone() throws Exception {
    source.start();
    SERVER.execute("INSERT INTO users VALUES (1)");
    source.take(1);
    source.stop();
    new SlotCleaner(SERVER).dropSlots();
    assertProblem(
        source::start,
        ErrorCategory.CONFIGURATION,
        "the replication slot iggy_slot is gone",
        "changes may be lost");
    source.with("on_slot_lost", "snapshot").start();
    assertThat(SourceDriver.operations(source.take(1))).containsExactly("SELECT");
    assertThat(source.warnings()).hasSize(1);
  }

  @Test
  void shouldStopWhenThePublicationIsGone() throws Exception {
    source.start();
    SERVER.execute("INSERT INTO users VALUES (1)");
    source.take(1);
    source.stop();
    SERVER.execute("DROP PUBLICATION iggy_publication", "INSERT INTO users VALUES (2)");
    for (int start = 0; start < 2; start++) {
      assertProblem(
          source::start,
          ErrorCategory.CONFIGURATION,
          "the publication iggy_publication is gone",
          "changes may be lost");
    }
    source.with("on_slot_lost", "snapshot").start();
    assertThat(SourceDriver.column(source.take(2), "id")).containsExactly(1, 2);
    assertThat(source.warnings()).hasSize(1);
  }

  @Test
  void shouldStopWhenSomebodyMovedTheSlot() throws Exception {
    source.start();
    SERVER.execute("INSERT INTO users VALUES (1)");
    source.take(1);
    source.stop();
    SERVER.execute("INSERT INTO users VALUES (2)");
    SERVER.execute("SELECT pg_replication_slot_advance('iggy_slot', pg_current_wal_lsn())");
    assertProblem(source::start, ErrorCategory.CONFIGURATION, "past the position");
  }

  @Test
  void shouldRefuseViewsAndAnotherModesState() throws Exception {
    SERVER.execute("CREATE VIEW seen AS SELECT * FROM users");
    assertProblem(
        () -> new SourceDriver(config(SERVER)).with("tables", List.of("seen")).start(),
        ErrorCategory.CONFIGURATION,
        "cannot follow views");
    SERVER.execute("DROP VIEW seen");
    byte[] polling = PollingState.NEW.toBytes();
    assertProblem(
        () -> new SourceDriver(config(SERVER), polling).start(),
        ErrorCategory.CONFIGURATION,
        "is of mode polling");
  }

  @Test
  void shouldChangeNothingWhenItVerifies() throws Exception {
    PostgresSourceConnector connector = new PostgresSourceConnector();
    connector.configure(connector.spec().read(config(SERVER)).orThrow());
    connector.verify();
    assertThat(SERVER.count("SELECT count(*) FROM pg_publication")).isZero();
    assertThat(SERVER.count("SELECT count(*) FROM pg_replication_slots")).isZero();
  }
}
