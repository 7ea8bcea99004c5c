// SPDX-License-Identifier: Apache-2.0
package org.apache.iggy.connector.connect.postgres.sink;

import static org.apache.iggy.connector.connect.postgres.sink.SinkTrial.json;
import static org.apache.iggy.connector.connect.postgres.sink.SinkTrial.jsons;
import static org.apache.iggy.connector.connect.postgres.sink.SinkTrial.records;
import static org.assertj.core.api.Assertions.assertThat;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.apache.iggy.connector.connect.api.Codec;
import org.apache.iggy.connector.connect.api.ConnectException;
import org.apache.iggy.connector.connect.api.ConnectRecord;
import org.apache.iggy.connector.connect.api.ErrorCategory;
import org.apache.iggy.connector.connect.api.Payload;
import org.apache.iggy.connector.connect.api.Schema;
import org.apache.iggy.connector.connect.postgres.SqlErrors;
import org.apache.iggy.connector.connect.postgres.embedded.PostgresServer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What stands in the way of the sink, what it says of it, and how it goes on. */
class FailureTest {
  private final TestTable table = new TestTable();

  private SinkTrial sink(Object... keysAndValues) {
    return new SinkTrial(table, keysAndValues);
  }

  private static String url(String login, String database) {
    return "postgresql://%s@127.0.0.1:%d/%s".formatted(login, TestTable.server().port(), database);
  }

  private static void assertIs(ConnectException error, ErrorCategory category, String... parts) {
    assertThat(error).hasMessageContainingAll(parts);
    assertThat(error.category()).as(error.getMessage()).isEqualTo(category);
    assertThat(error.getMessage()).doesNotContain("secret", "hidden");
  }

  @ParameterizedTest
  @CsvSource({
    "postgres:hidden, postgres, CONFIGURATION, set user and password",
    "nobody:hidden, postgres, CONFIGURATION, set user and password",
    "postgres:secret, missing, CONFIGURATION, create the database",
  })
  void shouldSayWhatIsWrongWithTheConnectionString(
      String login, String database, ErrorCategory category, String advice) {
    try (SinkTrial sink = sink("connection_string", url(login, database))) {
      assertIs(sink.failureOfStart(), category, advice);
      assertIs(sink.failureOfVerify(), category, advice);
    }
  }

  @Test
  void shouldTakeAnAddressWhereNobodyListensAsPassing() {
    try (SinkTrial sink = sink("connection_string", "postgres://u:hidden@127.0.0.1:1/db")) {
      assertIs(sink.failureOfStart(), ErrorCategory.TRANSIENT, "127.0.0.1 port 1");
    }
  }

  @Test
  void shouldSayHowToMakeAMissingTable() {
    try (SinkTrial sink = sink()) {
      assertIs(
          sink.failureOfStart(),
          ErrorCategory.CONFIGURATION,
          "auto_create_table",
          "CREATE TABLE",
          "PRIMARY KEY");
      assertIs(sink.failureOfVerify(), ErrorCategory.CONFIGURATION, "auto_create_table");
    }
  }

  @Test
  void shouldSayWhichColumnsAreMissing() {
    table.create("id NUMERIC, payload BYTEA, iggy_offset BIGINT");
    try (SinkTrial sink = sink()) {
      assertIs(
          sink.failureOfStart(),
          ErrorCategory.CONFIGURATION,
          "ADD COLUMN iggy_stream TEXT",
          "ADD COLUMN iggy_checksum BIGINT",
          "include_metadata");
    }
  }

  @Test
  void shouldSayThatASchemaIsMissing() {
    try (SinkTrial sink = sink("target_table", "nowhere.t", "auto_create_table", true)) {
      assertIs(sink.failureOfVerify(), ErrorCategory.CONFIGURATION, "create its schema");
      assertIs(sink.failureOfStart(), ErrorCategory.CONFIGURATION, "create the schema");
    }
  }

  @Test
  void shouldSayWhichPrivilegesAreMissing() {
    String role = "role_" + table.name();
    table.execute("CREATE ROLE " + role + " LOGIN PASSWORD 'hidden'");
    sink("auto_create_table", true).start().close();
    Object[] login = {"connection_string", url(role + ":hidden", "postgres")};
    try (SinkTrial sink = sink(login)) {
      assertIs(sink.failureOfVerify(), ErrorCategory.CONFIGURATION, "GRANT INSERT, SELECT ON");
      sink.start();
      assertIs(
          sink.failureOf(jsons(0, "1")), ErrorCategory.CONFIGURATION, "42501", "grant the user");
    }
    table.execute("GRANT INSERT, SELECT ON {t} TO " + role);
    try (SinkTrial sink = sink(login)) {
      assertThat(sink.failureOfVerify()).isNull();
      sink.start().write(jsons(0, "1")).write(jsons(0, "1"));
    }
    assertThat(table.count()).isEqualTo(1);
  }

  @Test
  void shouldTakeTooManyConnectionsAsPassing() throws SQLException {
    String role = "role_" + table.name();
    table.execute("CREATE ROLE " + role + " LOGIN SUPERUSER PASSWORD 'hidden'");
    table.execute("ALTER ROLE " + role + " NOSUPERUSER CONNECTION LIMIT 0");
    try (SinkTrial sink = sink("connection_string", url(role + ":hidden", "postgres"))) {
      assertIs(sink.failureOfStart(), ErrorCategory.TRANSIENT, "53300", "max_connections");
    }
  }

  @Test
  void shouldWriteEachRecordOnceWhenTheServerIsKilledAgainAndAgain() {
    try (SinkTrial sink = sink("auto_create_table", true).start()) {
      for (int round = 0; round < 5; round++) {
        List<ConnectRecord> records =
            records(round * 500L, (round + 1) * 500L, i -> json("{\"n\":" + i + "}"));
        sink.write(records.subList(0, 250));
        TestTable.server().kill();
        assertIs(sink.failureOf(records), ErrorCategory.TRANSIENT, "cannot write");
        TestTable.server().start();
        sink.write(records);
      }
    }
    assertThat(table.query("SELECT count(*), count(DISTINCT iggy_offset) FROM {t}"))
        .containsExactly(List.of(2_500L, 2_500L));
  }

  @Test
  @Timeout(120)
  void shouldGiveUpOnAServerThatStandsStill() {
    try (PostgresServer server = PostgresServer.launch();
        SinkTrial sink =
            sink(
                    "connection_string",
                    server.url(),
                    "auto_create_table",
                    true,
                    "write_timeout",
                    "8s")
                .start()) {
      Payload freezing = Payload.ofValue(new FreezingCodec(server), new byte[1 << 20]);
      List<ConnectRecord> large =
          records(1, 41, i -> i == 2 ? freezing : Payload.raw(new byte[1 << 20]));
      sink.write(jsons(0, "1"));
      long start = System.nanoTime();
      assertIs(sink.failureOf(large), ErrorCategory.TRANSIENT, "cannot write");
      assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(30));
      server.thaw();
      sink.write(large);
      assertThat(server.count("SELECT count(*) FROM " + table.name())).isEqualTo(41);
    }
  }

  /** Has the server stand still in the midst of a COPY, when nothing is read from it. */
  private record FreezingCodec(PostgresServer server) implements Codec {
    @Override
    public Schema schema() {
      return Schema.RAW;
    }

    @Override
    public Object decode(byte[] payload) {
      return payload;
    }

    @Override
    public byte[] encode(Object value) {
      server.freeze();
      return (byte[]) value;
    }
  }

  @Test
  void shouldGiveUpWaitingForALock() throws SQLException {
    try (SinkTrial sink = sink("auto_create_table", true, "write_timeout", "3s").start();
        Connection other = TestTable.server().connect();
        Statement statement = other.createStatement()) {
      other.setAutoCommit(false);
      statement.execute("LOCK TABLE " + table.name());
      assertIs(sink.failureOf(jsons(0, "1")), ErrorCategory.TRANSIENT, "cannot write");
      other.rollback();
      sink.write(jsons(0, "1"));
    }
    assertThat(table.count()).isEqualTo(1);
  }

  @Test
  void shouldTakeATableThatIsDroppedMeanwhileAsAnErrorOfConfiguration() {
    try (SinkTrial sink = sink("auto_create_table", true).start()) {
      sink.write(jsons(0, "1"));
      table.execute("DROP TABLE {t}");
      assertIs(sink.failureOf(jsons(1, "1")), ErrorCategory.CONFIGURATION, "42P01");
    }
  }

  @Test
  void shouldNotShowWhatMessagesHold() {
    try (SinkTrial sink = sink("auto_create_table", true, "payload_format", "json").start()) {
      ConnectRecord record = jsons(0, "{\"card\": hidden}").get(0);
      assertThat(sink.rejectedOf(List.of(record)).get(0)).doesNotContain("hidden");
    }
  }

  @Test
  void shouldNameKeysThatDoNotGoTogether() {
    try (SinkTrial sink =
        sink(
            "key_columns",
            List.of("id"),
            "columns",
            List.of(Map.of("name", "a", "path", "a..b")))) {
      assertIs(
          sink.failureOfStart(),
          ErrorCategory.CONFIGURATION,
          "mode = \"columns\"",
          "key_columns must be among columns",
          "path of column a must be a path");
    }
  }

  @ParameterizedTest
  @CsvSource({
    "08006, TRANSIENT",
    "53100, TRANSIENT",
    "53200, TRANSIENT",
    "57P01, TRANSIENT",
    "57P03, TRANSIENT",
    "40P01, TRANSIENT",
    "40001, TRANSIENT",
    "25006, TRANSIENT",
    "58030, TRANSIENT",
    ", TRANSIENT",
    "57P04, CONFIGURATION",
    "42P01, CONFIGURATION",
    "42703, CONFIGURATION",
    "28P01, CONFIGURATION",
    "3D000, CONFIGURATION",
    "22P02, PERMANENT",
    "23502, PERMANENT",
    "P0001, PERMANENT",
    "54000, PERMANENT"
  })
  void shouldSortErrorsByTheirCode(String state, ErrorCategory category) {
    SQLException inner = new SQLException("inner", state);
    SQLException pool = new SQLException("pool", "08001", inner);
    assertThat(SqlErrors.category(state == null ? inner : pool)).isEqualTo(category);
  }
}
