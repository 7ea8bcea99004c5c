// SPDX-License-Identifier: Apache-2.0
package org.apache.iggy.connector.pinot.embedded;

import java.util.List;

/**
 * The rows of one query and what it cost.
 *
 * @param columnNames names in the order of the SELECT list
 * @param columnTypes Pinot's type of each column, such as {@code LONG} or {@code STRING_ARRAY}
 * @param rows one list a row, values in the order of the columns; a value may be null
 * @param elapsedMillis wall-clock time from the SQL text to these rows
 * @param docsScanned rows that matched the filter and were read
 * @param totalDocs rows in all segments of the table at the time of the query
 * @param segmentsQueried segments, committed and consuming, that took part
 * @param consumingSegmentsQueried how many of them were consuming
 * @param freshnessTimeMillis ingestion time (Unix milliseconds) up to which the consuming segments
 *     are complete; 0 when Pinot does not know it
 */
public record QueryResult(
    List<String> columnNames,
    List<String> columnTypes,
    List<List<Object>> rows,
    long elapsedMillis,
    long docsScanned,
    long totalDocs,
    long segmentsQueried,
    long consumingSegmentsQueried,
    long freshnessTimeMillis) {

  /** The value in a row (from 0) and column (from 0) as a long; it must be a number. */
  public long longAt(int row, int column) {
    return ((Number) rows.get(row).get(column)).longValue();
  }
}
