// SPDX-License-Identifier: Apache-2.0
package org.apache.iggy.connector.benchmarks.connect;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import org.apache.iggy.connector.benchmarks.comparison.Round;
import org.postgresql.PGConnection;
import org.postgresql.copy.CopyManager;

/**
 * The limit of a sink: rows that another run has written, as PostgreSQL itself gives them in
 * binary, copied into a table of the same columns and keys. Nothing is read from Iggy and nothing
 * encoded.
 */
final class BareCopy implements AutoCloseable {
  private static final int ROWS = 100_000;

  private final Connection connection;
  private final byte[] rows;
  private final long count;

  /** Takes the first rows of a table; the connection is closed with it. */
  BareCopy(Connection connection, String table) throws SQLException, IOException {
    this.connection = connection;
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    String first = "COPY (SELECT * FROM " + table + " LIMIT " + ROWS + ") TO STDOUT BINARY";
    this.count = copyManager().copyOut(first, out);
    this.rows = out.toByteArray();
    execute("DROP TABLE IF EXISTS bare_copy");
    execute("CREATE TABLE bare_copy (LIKE " + table + " INCLUDING ALL)");
  }

  /** Copies for so long; emptying the table in between is not counted. */
  Round run(long nanos) throws SQLException, IOException {
    long messages = 0;
    long wallNanos = 0;
    long cpuNanos = Round.processCpuNanos();
    while (wallNanos < nanos) {
      execute("TRUNCATE bare_copy");
      long start = System.nanoTime();
      messages += copyManager().copyIn("COPY bare_copy FROM STDIN BINARY", input());
      wallNanos += System.nanoTime() - start;
    }
    return new Round(messages, wallNanos, Round.processCpuNanos() - cpuNanos);
  }

  /** How many rows a copy has. */
  long rows() {
    return count;
  }

  private ByteArrayInputStream input() {
    return new ByteArrayInputStream(rows);
  }

  private CopyManager copyManager() throws SQLException {
    return connection.unwrap(PGConnection.class).getCopyAPI();
  }

  private void execute(String sql) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }

  @Override
  public void close() throws SQLException {
    connection.close();
  }
}
