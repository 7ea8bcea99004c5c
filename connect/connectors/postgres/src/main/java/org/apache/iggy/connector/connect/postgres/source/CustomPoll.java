// SPDX-License-Identifier: Apache-2.0
package org.apache.iggy.connector.connect.postgres.source;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.apache.iggy.connector.connect.api.ConnectException;
import org.apache.iggy.connector.connect.api.ErrorCategory;

/** Reads pages by a user's own query, of which only its columns and its order are known. */
final class CustomPoll {
  private final SourceTable table;
  private final PollingSettings settings;
  private final TableQuery query;
  private final PageReader reader;

  CustomPoll(SourceTable table, PollingSettings settings, TableQuery query, PageReader reader) {
    this.table = table;
    this.settings = settings;
    this.query = query;
    this.reader = reader;
  }

  /**
   * Reads the next rows.
   *
   * @param position of the last row of the page before; null before the first
   * @return the position behind the page
   */
  List<String> read(Connection connection, TablePage page, List<String> position)
      throws SQLException {
    String offset = position == null ? settings.initialOffset() : position.get(0);
    String sql =
        settings.customQuery().sql(table.configured(), offset, settings.batchSize(), Instant.now());
    try (TextRows rows = TextRows.open(connection, sql, List.of(), settings.batchSize())) {
      List<Integer> columns = columns(rows.names());
      while (!page.isFull() && rows.next()) {
        reader.add(rows, 1, null, page, reader.position(rows, columns));
      }
    }
    if (page.records().isEmpty() || !settings.customQuery().usesOffset()) {
      return position;
    }
    reader.keepTiesTogether(page);
    return page.lastPosition();
  }

  /** Where the columns of the order stand; 0 for what the query does not return. */
  private List<Integer> columns(List<String> names) {
    List<Integer> columns = new ArrayList<>();
    for (String wanted : query.orderColumns()) {
      int column = names.lastIndexOf(wanted) + 1;
      boolean isNeeded =
          wanted.equals(settings.trackingColumn())
              ? settings.customQuery().usesOffset()
              : settings.isQueue();
      if (column == 0 && isNeeded) {
        throw new ConnectException(
            ErrorCategory.CONFIGURATION,
            "custom_query does not return the column "
                + wanted
                + ": add it, or set tracking_column and primary_key_column to columns it returns");
      }
      columns.add(column);
    }
    return columns;
  }
}
