// SPDX-License-Identifier: Apache-2.0
package org.apache.iggy.connector.connect.postgres.embedded;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.List;
import org.junit.jupiter.api.Test;

class PostgresServerTest {
  @Test
  void shouldKeepDataAndPortWhenKilledAndStartedAgain() throws SQLException {
    try (PostgresServer server = PostgresServer.launch("wal_level=logical")) {
      server.execute("CREATE TABLE t (a int)", "INSERT INTO t VALUES (1)");
      Connection open = server.connect();
      int port = server.port();

      server.kill();
      assertThat(server.isRunning()).isFalse();
      assertThatThrownBy(() -> open.createStatement().execute("SELECT 1"))
          .isInstanceOf(SQLException.class);
      server.start();

      assertThat(server.port()).isEqualTo(port);
      assertThat(server.query("SELECT a, current_setting('wal_level') FROM t"))
          .containsExactly(List.of(1, "logical"));
      server.restart();
      assertThat(server.count("SELECT count(*) FROM t")).isEqualTo(1);
    }
  }

  @Test
  void shouldAskForThePassword() {
    try (PostgresServer server = PostgresServer.launch()) {
      assertThatThrownBy(
              () -> DriverManager.getConnection(server.jdbcUrl(), PostgresServer.USER, "wrong"))
          .isInstanceOfSatisfying(
              SQLException.class, e -> assertThat(e.getSQLState()).isEqualTo("28P01"));
    }
  }
}
