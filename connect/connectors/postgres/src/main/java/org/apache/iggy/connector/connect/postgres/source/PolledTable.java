// SPDX-License-Identifier: Apache-2.0
package org.apache.iggy.connector.connect.postgres.source;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.apache.iggy.connector.connect.api.ConnectException;
import org.apache.iggy.connector.connect.api.ErrorCategory;

/**
 * A table that is polled, and how far.
 *
 * <p>Pages of a backlog are read in one transaction, a round, which sees one snapshot: at its start
 * the rows are read that have turned up behind the position, then page after page those before it.
 */
final class PolledTable {
  /** Positions of rows handed on, so that one that is changed in place is not taken for late. */
  private static final int MAX_REMEMBERED = 100_000;

  private final SourceTable table;
  private final PollingSettings settings;
  private final TableQuery query;
  private final RowRecords records;
  private final Set<List<String>> delivered = new LinkedHashSet<>();
  private final long windowMillis;
  private TableCursor cursor;
  private TableCursor.Snapshot round;
  private boolean caughtUp;
  private List<String> lateReached;

  PolledTable(SourceTable table, PollingSettings settings, RowRecords records, TableCursor cursor) {
    this.table = table;
    this.settings = settings;
    this.query = new TableQuery(table, settings);
    this.records = records;
    this.cursor = cursor;
    this.windowMillis = settings.lateCommitWindow().toMillis();
  }

  String name() {
    return table.configured();
  }

  TableCursor cursor() {
    return cursor;
  }

  TableQuery query() {
    return query;
  }

  /** Forgets the round, whose transaction has ended. */
  void endRound() {
    round = null;
    caughtUp = false;
    lateReached = null;
  }

  boolean isInRound() {
    return round != null;
  }

  /**
   * Reads the next rows and moves the cursor behind them.
   *
   * @return the page; a full one when there may be more
   */
  TablePage read(Connection connection) throws SQLException {
    TablePage page = new TablePage(settings.batchSize(), settings.maxBatchBytes());
    if (settings.customQuery() != null) {
      readCustom(connection, page);
    } else if (settings.isQueue()) {
      run(connection, query.after(null, settings.batchSize()), List.of(), page);
    } else {
      readInOrder(connection, page);
    }
    return page;
  }

  private void readInOrder(Connection connection, TablePage page) throws SQLException {
    if (round == null) {
      begin(connection);
    }
    while (!caughtUp && !page.isFull()) {
      readLate(connection, page);
    }
    if (caughtUp && !page.isFull()) {
      int before = page.records().size();
      List<String> position = cursor.position();
      run(connection, query.after(position, page.room()), orEmpty(position), page);
      if (page.records().size() > before) {
        requireOrder(page);
        cursor =
            cursor.movedTo(
                page.lastPosition(), round.text(), System.currentTimeMillis(), windowMillis);
      }
    }
  }

  private void begin(Connection connection) throws SQLException {
    connection.setAutoCommit(false);
    try (Statement statement = connection.createStatement()) {
      statement.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ, READ ONLY");
      try (ResultSet result = statement.executeQuery("SELECT txid_current_snapshot()")) {
        result.next();
        round = TableCursor.Snapshot.parse(result.getString(1));
      }
    }
  }

  /** Rows that turned up behind the position since it was reached. */
  private void readLate(Connection connection, TablePage page) throws SQLException {
    if (windowMillis > 0 && table.isTable() && cursor.hasLateRange()) {
      List<String> from = lateReached == null ? cursor.floor() : lateReached;
      List<String> parameters = new ArrayList<>();
      parameters.add(Long.toString(round.xmax()));
      parameters.add(cursor.snapshot());
      parameters.addAll(cursor.position());
      parameters.addAll(orEmpty(from));
      String sql = query.late(cursor.position(), from, page.room());
      LatePage late = new LatePage(page);
      late.read(connection, sql, parameters);
      if (late.wasCut) {
        return;
      }
    }
    caughtUp = true;
    if (cursor.position() != null) {
      cursor = cursor.caughtUp(round, System.currentTimeMillis(), windowMillis);
      if (!cursor.hasLateRange()) {
        delivered.clear();
      }
    }
  }

  /** A part of a page that leaves out what was handed on before. */
  private final class LatePage {
    private final TablePage page;
    private boolean wasCut;

    LatePage(TablePage page) {
      this.page = page;
    }

    void read(Connection connection, String sql, List<String> parameters) throws SQLException {
      int limit = page.room();
      int seen = 0;
      try (PreparedStatement statement = connection.prepareStatement(sql)) {
        bind(statement, parameters);
        try (ResultSet result = statement.executeQuery()) {
          while (result.next()) {
            seen++;
            List<String> position = position(result);
            lateReached = position;
            if (!delivered.contains(position)) {
              add(result, page, position);
            }
            if (page.isFull()) {
              wasCut = true;
              return;
            }
          }
        }
      }
      wasCut = seen >= limit;
    }
  }

  /** Where nothing tells rows of one value apart, those at the end of a full page wait. */
  private void requireOrder(TablePage page) {
    if (!query.isTotalOrder() && page.isFull() && !page.dropLastTies()) {
      throw tooManyTies();
    }
  }

  private ConnectException tooManyTies() {
    return new ConnectException(
        ErrorCategory.CONFIGURATION,
        "more than batch_size = "
            + settings.batchSize()
            + " rows of "
            + table.configured()
            + " have one value of "
            + settings.trackingColumn()
            + " and nothing tells them apart: set primary_key_column, or raise batch_size");
  }

  private void run(Connection connection, String sql, List<String> parameters, TablePage page)
      throws SQLException {
    try (PreparedStatement statement = connection.prepareStatement(sql)) {
      bind(statement, parameters);
      try (ResultSet result = statement.executeQuery()) {
        while (!page.isFull() && result.next()) {
          add(result, page, position(result));
        }
      }
    }
  }

  private static void bind(PreparedStatement statement, List<String> parameters)
      throws SQLException {
    for (int i = 0; i < parameters.size(); i++) {
      statement.setString(i + 1, parameters.get(i));
    }
  }

  private List<String> position(ResultSet result) throws SQLException {
    List<String> position = new ArrayList<>();
    for (int i = 0; i < query.orderColumns().size(); i++) {
      position.add(result.getString(i + 2));
    }
    return position;
  }

  private void add(ResultSet result, TablePage page, List<String> position) throws SQLException {
    String version = result.getString(1);
    List<String> key = new ArrayList<>();
    for (String column : query.keyColumns()) {
      key.add(position.get(query.orderColumns().indexOf(column)));
    }
    RowRecords.RowIdentity identity =
        new RowRecords.RowIdentity(table.configured(), position, key, version);
    page.add(
        records.read(result, query.orderColumns().size() + 2, identity, Instant.now()),
        position,
        new TablePage.ReadRow(key, version));
    if (!settings.isQueue() && windowMillis > 0) {
      remember(position);
    }
  }

  private void remember(List<String> position) {
    if (delivered.add(position) && delivered.size() > MAX_REMEMBERED) {
      delivered.remove(delivered.iterator().next());
    }
  }

  private void readCustom(Connection connection, TablePage page) throws SQLException {
    String offset = cursor.position() == null ? settings.initialOffset() : cursor.position().get(0);
    String sql =
        settings.customQuery().sql(table.configured(), offset, settings.batchSize(), Instant.now());
    try (Statement statement = connection.createStatement()) {
      statement.setMaxRows(settings.batchSize());
      try (ResultSet result = statement.executeQuery(sql)) {
        List<Integer> columns = customColumns(result.getMetaData());
        while (!page.isFull() && result.next()) {
          addCustom(result, columns, page);
        }
      }
    }
    if (page.records().isEmpty() || !settings.customQuery().usesOffset()) {
      return;
    }
    if (page.isFull() && !page.dropLastTies()) {
      throw tooManyTies();
    }
    cursor = new TableCursor(page.lastPosition(), null, null, List.of());
  }

  /** Where the tracking column and the key stand; 0 for what the query does not return. */
  private List<Integer> customColumns(ResultSetMetaData columns) throws SQLException {
    List<Integer> places = new ArrayList<>();
    for (String wanted : query.orderColumns()) {
      int place = 0;
      for (int i = 1; i <= columns.getColumnCount(); i++) {
        place = columns.getColumnName(i).equals(wanted) ? i : place;
      }
      boolean isNeeded =
          wanted.equals(settings.trackingColumn())
              ? settings.customQuery().usesOffset()
              : settings.isQueue();
      if (place == 0 && isNeeded) {
        throw new ConnectException(
            ErrorCategory.CONFIGURATION,
            "custom_query does not return the column "
                + wanted
                + ": add it, or set tracking_column and primary_key_column to columns it returns");
      }
      places.add(place);
    }
    return places;
  }

  private void addCustom(ResultSet result, List<Integer> columns, TablePage page)
      throws SQLException {
    List<String> position = new ArrayList<>();
    for (int column : columns) {
      position.add(column == 0 ? null : result.getString(column));
    }
    List<String> key = new ArrayList<>();
    for (String column : query.keyColumns()) {
      key.add(position.get(query.orderColumns().indexOf(column)));
    }
    List<String> known = key.contains(null) ? List.of() : key;
    RowRecords.RowIdentity identity =
        new RowRecords.RowIdentity(table.configured(), position, known, null);
    page.add(
        records.read(result, 1, identity, Instant.now()),
        position,
        new TablePage.ReadRow(key, null));
  }

  private static List<String> orEmpty(List<String> values) {
    return values == null ? List.of() : values;
  }
}
