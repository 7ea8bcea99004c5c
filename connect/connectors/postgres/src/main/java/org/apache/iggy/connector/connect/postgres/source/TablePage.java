// SPDX-License-Identifier: Apache-2.0
package org.apache.iggy.connector.connect.postgres.source;

import java.util.ArrayList;
import java.util.List;
import org.apache.iggy.connector.connect.api.ConnectRecord;

/** Rows that are read, in their order, until there are enough. */
final class TablePage {
  private final int maxRows;
  private final long maxBytes;
  private final List<ConnectRecord> records = new ArrayList<>();
  private final List<List<String>> positions = new ArrayList<>();
  private final List<ReadRow> rows = new ArrayList<>();
  private long bytes;
  private boolean hasMore;

  TablePage(int maxRows, long maxBytes) {
    this.maxRows = maxRows;
    this.maxBytes = maxBytes;
  }

  /**
   * A row that is to be deleted or marked.
   *
   * @param version null when rows have none
   */
  record ReadRow(List<String> key, String version) {}

  void add(RowRecords.Sized sized, List<String> position, ReadRow row) {
    records.add(sized.record());
    positions.add(position);
    rows.add(row);
    bytes += sized.bytes();
  }

  /** Whether there is no room for another row. */
  boolean isFull() {
    return records.size() >= maxRows || bytes >= maxBytes;
  }

  /** Whether there may be more rows behind it. */
  boolean hasMore() {
    return hasMore || isFull();
  }

  int room() {
    return maxRows - records.size();
  }

  List<ConnectRecord> records() {
    return records;
  }

  List<ReadRow> rows() {
    return rows;
  }

  /** The position of the last row; null when there is none. */
  List<String> lastPosition() {
    return positions.isEmpty() ? null : positions.get(positions.size() - 1);
  }

  /**
   * Takes out the last rows that have one tracking value: there may be more of them behind the
   * page, which a query for greater values would leave out.
   *
   * @return false when all rows of the page have that value
   */
  boolean dropLastTies() {
    String last = lastPosition().get(0);
    int kept = positions.size();
    while (kept > 0 && last.equals(positions.get(kept - 1).get(0))) {
      kept--;
    }
    if (kept == 0) {
      return false;
    }
    hasMore = true;
    records.subList(kept, records.size()).clear();
    positions.subList(kept, positions.size()).clear();
    rows.subList(kept, rows.size()).clear();
    return true;
  }
}
