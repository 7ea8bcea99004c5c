// SPDX-License-Identifier: Apache-2.0
package org.apache.iggy.connector.cli.console;

import java.util.List;

/**
 * The rows of a query and what it cost.
 *
 * @param columnNames names in the order of the SELECT list
 * @param columnTypes Pinot's type of each
 * @param rows values in the order of the columns; a value may be null
 * @param elapsedMillis wall-clock time of the query
 * @param rowsScanned rows that matched the filter and were read
 * @param totalRows rows in the table
 * @param segmentsQueried segments that took part
 */
public record QueryAnswer(
    List<String> columnNames,
    List<String> columnTypes,
    List<List<Object>> rows,
    long elapsedMillis,
    long rowsScanned,
    long totalRows,
    long segmentsQueried) {}
