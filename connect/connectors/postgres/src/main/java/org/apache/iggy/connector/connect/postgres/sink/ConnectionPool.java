// SPDX-License-Identifier: Apache-2.0
package org.apache.iggy.connector.connect.postgres.sink;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Properties;
import javax.sql.DataSource;
import org.postgresql.ds.PGSimpleDataSource;

/** The sink's connections to its database. */
final class ConnectionPool implements AutoCloseable {
  private static final int IDLE_MILLIS = 60_000;

  private final HikariDataSource pool;

  private ConnectionPool(HikariDataSource pool) {
    this.pool = pool;
  }

  /**
   * Connects once, so that a wrong login is told at once and not after a timeout.
   *
   * @param name for logs
   */
  static ConnectionPool open(String name, SinkSettings settings) throws SQLException {
    DataSource database = database(settings);
    database.getConnection().close();
    HikariConfig config = new HikariConfig();
    config.setPoolName(name);
    config.setDataSource(database);
    config.setMaximumPoolSize(settings.maxConnections());
    config.setMinimumIdle(0);
    config.setIdleTimeout(IDLE_MILLIS);
    config.setConnectionTimeout(settings.connectTimeout().toMillis());
    config.setInitializationFailTimeout(-1);
    return new ConnectionPool(new HikariDataSource(config));
  }

  /** The database with deadlines, where the connection string sets none. */
  private static DataSource database(SinkSettings settings) {
    PGSimpleDataSource database = new PGSimpleDataSource();
    database.setUrl(settings.connection().jdbcUrl());
    Properties given = settings.connection().properties();
    if (!given.containsKey("connectTimeout")) {
      database.setConnectTimeout(wholeSeconds(settings.connectTimeout()));
    }
    if (!given.containsKey("loginTimeout")) {
      database.setLoginTimeout(wholeSeconds(settings.connectTimeout()));
    }
    if (!given.containsKey("socketTimeout")) {
      database.setSocketTimeout(wholeSeconds(settings.writeTimeout()));
    }
    if (!given.containsKey("ApplicationName")) {
      database.setApplicationName("iggy-connect");
    }
    database.setTcpKeepAlive(true);
    // Its details repeat the row.
    database.setLogServerErrorDetail(false);
    return database;
  }

  private static int wholeSeconds(Duration duration) {
    return (int) Math.max(1, duration.plusMillis(999).toSeconds());
  }

  /** A connection, to be closed. */
  Connection connection() throws SQLException {
    return pool.getConnection();
  }

  /**
   * Closes a connection for good when it is given back. The pool does not see by itself what fails
   * inside of the driver, as COPY does.
   */
  void evict(Connection connection) {
    pool.evictConnection(connection);
  }

  @Override
  public void close() {
    pool.close();
  }
}
