// SPDX-License-Identifier: Apache-2.0
package org.apache.iggy.connector.connect.postgres.sink;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Savepoint;
import java.sql.Statement;
import java.util.List;
import java.util.function.Predicate;
import org.apache.iggy.connector.connect.api.ConnectException;
import org.apache.iggy.connector.connect.api.ConnectRecord;
import org.apache.iggy.connector.connect.api.ErrorCategory;
import org.apache.iggy.connector.connect.postgres.SqlErrors;
import org.postgresql.PGConnection;

/**
 * Brings a batch into the table by way of a temporary one, in one transaction: rows are numbered
 * and copied there, and statements take ranges of them over. A range in which the database finds
 * fault with a row is rolled back and halved until the row stands alone.
 */
final class StagedWrite {
  /** The temporary table, as SQL has it. */
  static final String STAGING = "pg_temp.iggy_connect_rows";

  /** Its column with the number of the row in the batch. */
  static final String ROW = "iggy_connect_row";

  /** Its column that says whether the row is to be deleted. */
  static final String DELETE = "iggy_connect_delete";

  /** The condition with which statements take a range: from the first to before the second. */
  static final String RANGE = ROW + " >= ? AND " + ROW + " < ?";

  /** Looks at what was staged, before the transaction is committed. */
  @FunctionalInterface
  interface Check {
    void run(Connection connection, List<ConnectRecord> records, Rejections rejections)
        throws SQLException;
  }

  private final RowLayout layout;
  private final RowEncoder encoder;
  private final Predicate<ConnectRecord> isDelete;
  private final Check check;
  private final CopyBuffer rows = new CopyBuffer();
  private final CopyBuffer chunk;

  /** The connection on which the temporary table is. */
  private PGConnection stagedOn;

  /**
   * Creates one.
   *
   * @param chunk for what is sent around the rows
   */
  StagedWrite(
      RowLayout layout,
      RowEncoder encoder,
      Predicate<ConnectRecord> isDelete,
      Check check,
      CopyBuffer chunk) {
    this.layout = layout;
    this.encoder = encoder;
    this.isDelete = isDelete;
    this.check = check;
    this.chunk = chunk;
  }

  /**
   * Writes the records and commits.
   *
   * @param moves the statements that take over a range, each with {@link #RANGE} in it once
   */
  void write(
      Connection connection, List<ConnectRecord> records, List<String> moves, Rejections rejections)
      throws SQLException {
    int[] places = encode(records, rejections);
    connection.setAutoCommit(false);
    try {
      prepare(connection);
      new Ranges(connection, places, moves, rejections).write(0, records.size());
      check.run(connection, records, rejections);
      connection.commit();
      stagedOn = connection.unwrap(PGConnection.class);
    } catch (SQLException | RuntimeException e) {
      rollback(connection, e);
      throw e;
    }
    connection.setAutoCommit(true);
  }

  private void rollback(Connection connection, Exception error) {
    stagedOn = null;
    try {
      connection.rollback();
    } catch (SQLException e) {
      error.addSuppressed(e);
    }
  }

  /** Gives where each row starts and the last one ends; those of rejected records are empty. */
  private int[] encode(List<ConnectRecord> records, Rejections rejections) {
    int[] places = new int[records.size() + 1];
    rows.truncate(0);
    for (int i = 0; i < records.size(); i++) {
      places[i] = rows.size();
      try {
        encoder.stagedRow(rows, records.get(i), i, isDelete.test(records.get(i)));
      } catch (RuntimeException e) {
        rows.truncate(places[i]);
        rejections.add(i, e);
      }
    }
    places[records.size()] = rows.size();
    return places;
  }

  private void prepare(Connection connection) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      // What would be checked at the commit could not be traced to its row.
      statement.execute("SET CONSTRAINTS ALL IMMEDIATE");
      if (stagedOn != connection.unwrap(PGConnection.class)) {
        statement.execute("DROP TABLE IF EXISTS " + STAGING);
        statement.execute(
            "CREATE TEMPORARY TABLE %s ON COMMIT DELETE ROWS AS SELECT %s, 0 AS %s, false AS %s FROM %s WITH NO DATA"
                .formatted(STAGING, layout.columnList(), ROW, DELETE, layout.table().name().sql()));
      }
    }
  }

  private static ConnectException rejection(SQLException error) {
    return new ConnectException(
        ErrorCategory.PERMANENT, "PostgreSQL rejects the row: " + SqlErrors.describe(error), error);
  }

  /** Ranges of the rows of one transaction. */
  private final class Ranges {
    private final Connection connection;
    private final int[] places;
    private final List<String> moves;
    private final Rejections rejections;

    Ranges(Connection connection, int[] places, List<String> moves, Rejections rejections) {
      this.connection = connection;
      this.places = places;
      this.moves = moves;
      this.rejections = rejections;
    }

    void write(int from, int to) throws SQLException {
      if (places[from] == places[to]) {
        return;
      }
      Savepoint before = connection.setSavepoint();
      try {
        copy(from, to);
        move(from, to);
        connection.releaseSavepoint(before);
      } catch (SQLException e) {
        if (!SqlErrors.isAboutRow(e)) {
          throw e;
        }
        connection.rollback(before);
        connection.releaseSavepoint(before);
        halve(from, to, e);
      }
    }

    private void halve(int from, int to, SQLException error) throws SQLException {
      if (to - from == 1) {
        rejections.add(from, rejection(error));
        return;
      }
      int middle = (from + to) >>> 1;
      write(from, middle);
      write(middle, to);
    }

    private void copy(int from, int to) throws SQLException {
      String columns = layout.columnList() + ", " + ROW + ", " + DELETE;
      try (CopyStream copy = new CopyStream(connection, STAGING, columns, encoder, chunk)) {
        copy.send(rows.bytes(), places[from], places[to] - places[from]);
        copy.end();
      }
    }

    private void move(int from, int to) throws SQLException {
      for (String move : moves) {
        try (PreparedStatement statement = connection.prepareStatement(move)) {
          statement.setInt(1, from);
          statement.setInt(2, to);
          statement.executeUpdate();
        }
      }
    }
  }
}
