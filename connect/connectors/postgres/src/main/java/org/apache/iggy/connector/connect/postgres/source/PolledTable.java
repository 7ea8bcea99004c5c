// SPDX-License-Identifier: Apache-2.0
package org.apache.iggy.connector.connect.postgres.source;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;

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
  private final PageReader reader;
  private final CustomPoll customPoll;
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
    this.reader = new PageReader(table, settings, query, records);
    this.customPoll = new CustomPoll(table, settings, query, reader);
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

  private void readCustom(Connection connection, TablePage page) throws SQLException {
    List<String> before = cursor.position();
    List<String> reached = customPoll.read(connection, page, before);
    if (!Objects.equals(reached, before)) {
      cursor = new TableCursor(reached, null, null, List.of());
    }
  }

  private void readInOrder(Connection connection, TablePage page) throws SQLException {
    if (round == null) {
      begin(connection);
    }
    while (!caughtUp && !page.isFull()) {
      readLate(connection, page);
    }
    if (caughtUp && !page.isFull()) {
      readOn(connection, page);
    }
  }

  private void readOn(Connection connection, TablePage page) throws SQLException {
    int before = page.records().size();
    List<String> position = cursor.position();
    run(connection, query.after(position, page.room()), orEmpty(position), page);
    if (page.records().size() > before) {
      if (!query.isTotalOrder()) {
        reader.keepTiesTogether(page);
      }
      cursor =
          cursor.movedTo(
              page.lastPosition(), round.text(), System.currentTimeMillis(), windowMillis);
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
      statement.execute("SAVEPOINT " + TextRows.SAVEPOINT);
    }
  }

  /** Rows that turned up behind the position since it was reached. */
  private void readLate(Connection connection, TablePage page) throws SQLException {
    if (windowMillis > 0
        && table.isTable()
        && cursor.hasLateRange()
        && !readLateRange(connection, page)) {
      return;
    }
    caughtUp = true;
    if (cursor.position() != null) {
      cursor = cursor.caughtUp(round, System.currentTimeMillis(), windowMillis);
      if (!cursor.hasLateRange()) {
        delivered.clear();
      }
    }
  }

  /**
   * Reads rows between floor and position, but for those that were handed on before.
   *
   * @return false when there may be more of them
   */
  private boolean readLateRange(Connection connection, TablePage page) throws SQLException {
    List<String> from = lateReached == null ? cursor.floor() : lateReached;
    List<String> parameters = new ArrayList<>();
    parameters.add(Long.toString(round.xmax()));
    parameters.add(cursor.snapshot());
    parameters.addAll(cursor.position());
    parameters.addAll(orEmpty(from));
    int limit = page.room();
    int seen = 0;
    String sql = query.late(cursor.position(), from, limit);
    try (TextRows rows = reader.open(connection, sql, parameters, page)) {
      while (!page.isFull() && rows.next()) {
        seen++;
        lateReached = reader.position(rows);
        if (!delivered.contains(lateReached)) {
          add(rows, page, lateReached);
        }
      }
    }
    return seen < limit && !page.isFull();
  }

  private void run(Connection connection, String sql, List<String> parameters, TablePage page)
      throws SQLException {
    try (TextRows rows = reader.open(connection, sql, parameters, page)) {
      while (!page.isFull() && rows.next()) {
        add(rows, page, reader.position(rows));
      }
    }
  }

  private void add(TextRows rows, TablePage page, List<String> position) throws SQLException {
    reader.add(rows, page, position);
    if (!settings.isQueue() && windowMillis > 0) {
      remember(position);
    }
  }

  private void remember(List<String> position) {
    if (delivered.add(position) && delivered.size() > MAX_REMEMBERED) {
      delivered.remove(delivered.iterator().next());
    }
  }

  private static List<String> orEmpty(List<String> values) {
    return values == null ? List.of() : values;
  }
}
