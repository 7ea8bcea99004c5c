// SPDX-License-Identifier: Apache-2.0
package org.apache.iggy.connector.connect.postgres.source;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.apache.iggy.connector.connect.api.ConnectException;
import org.apache.iggy.connector.connect.api.ErrorCategory;
import org.apache.iggy.connector.connect.postgres.SqlErrors;

/** Reads rows of a table's queries into pages. */
final class PageReader {
  /** In the queries of {@link TableQuery}, behind the row's version. */
  private final List<Integer> orderColumns;

  private final SourceTable table;
  private final PollingSettings settings;
  private final TableQuery query;
  private final RowRecords records;

  PageReader(SourceTable table, PollingSettings settings, TableQuery query, RowRecords records) {
    this.table = table;
    this.settings = settings;
    this.query = query;
    this.records = records;
    this.orderColumns = IntStream.range(2, query.orderColumns().size() + 2).boxed().toList();
  }

  /** Runs one of the table's queries for what the page has room for. */
  TextRows open(Connection connection, String sql, List<String> parameters, TablePage page)
      throws SQLException {
    return TextRows.open(connection, sql, parameters, page.room());
  }

  /** The position of a row of one of the table's queries. */
  List<String> position(TextRows rows) throws SQLException {
    return position(rows, orderColumns);
  }

  /**
   * The position of a row.
   *
   * @param columns where the columns of the order stand; 0 for one that is not there
   */
  List<String> position(TextRows rows, List<Integer> columns) throws SQLException {
    List<String> position = new ArrayList<>();
    for (int i = 0; i < columns.size(); i++) {
      position.add(columns.get(i) == 0 ? null : ordered(rows, columns.get(i), i));
    }
    return position;
  }

  private String ordered(TextRows rows, int column, int place) throws SQLException {
    try {
      return rows.text(column);
    } catch (SQLException e) {
      if (!SqlErrors.isAboutEncoding(e)) {
        throw e;
      }
      throw new ConnectException(
          ErrorCategory.CONFIGURATION,
          "a row of "
              + table.configured()
              + " has no place: its "
              + query.orderColumns().get(place)
              + " cannot be read, "
              + SqlErrors.describe(e)
              + "; correct the row, or set tracking_column and primary_key_column to others",
          e);
    }
  }

  /** Adds a row of one of the table's queries. */
  void add(TextRows rows, TablePage page, List<String> position) throws SQLException {
    add(rows, orderColumns.size() + 2, rows.text(1), page, position);
  }

  /**
   * Adds a row.
   *
   * @param firstColumn the first of its own columns
   * @param version null when rows have none
   */
  void add(TextRows rows, int firstColumn, String version, TablePage page, List<String> position)
      throws SQLException {
    List<String> key = new ArrayList<>();
    for (String column : query.keyColumns()) {
      key.add(position.get(query.orderColumns().indexOf(column)));
    }
    List<String> known = key.contains(null) ? List.of() : key;
    RowRecords.RowIdentity identity =
        new RowRecords.RowIdentity(table.configured(), position, known, version);
    page.add(
        records.read(rows, firstColumn, identity, Instant.now()),
        position,
        new TablePage.ReadRow(key, version));
  }

  /** Where nothing tells rows of one value apart, those at the end of a full page wait. */
  void keepTiesTogether(TablePage page) {
    if (page.isFull() && !page.dropLastTies()) {
      throw new ConnectException(
          ErrorCategory.CONFIGURATION,
          "more than batch_size = "
              + settings.batchSize()
              + " rows of "
              + table.configured()
              + " have one value of "
              + settings.trackingColumn()
              + " and nothing tells them apart: set primary_key_column, or raise batch_size");
    }
  }
}
