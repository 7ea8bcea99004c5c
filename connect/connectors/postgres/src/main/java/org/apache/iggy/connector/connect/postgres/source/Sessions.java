// SPDX-License-Identifier: Apache-2.0
package org.apache.iggy.connector.connect.postgres.source;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Properties;
import org.apache.iggy.connector.connect.postgres.ConnectionString;
import org.apache.iggy.connector.connect.postgres.SqlErrors;
import org.postgresql.Driver;

/** Opens sessions in which every value has one textual form. */
final class Sessions {
  private Sessions() {}

  /** Connects, without {@code DriverManager}, which sees no drivers of isolated class loaders. */
  static Connection open(ConnectionString database) {
    Properties properties = new Properties();
    properties.setProperty("ApplicationName", "iggy-connect");
    properties.setProperty("connectTimeout", "10");
    properties.setProperty("tcpKeepAlive", "true");
    // Values come as text, exact and of any type.
    properties.setProperty("binaryTransfer", "false");
    properties.setProperty("binaryTransferEnable", "");
    try {
      Connection connection = new Driver().connect(database.jdbcUrl(), properties);
      try (Statement statement = connection.createStatement()) {
        statement.execute(
            "SET TIME ZONE 'UTC'; SET DateStyle TO ISO, YMD; SET IntervalStyle TO postgres;"
                + " SET bytea_output TO hex; SET extra_float_digits TO 1");
      }
      return connection;
    } catch (SQLException e) {
      throw SqlErrors.toConnectException("cannot connect to " + database, e);
    }
  }
}
