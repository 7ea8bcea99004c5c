// SPDX-License-Identifier: Apache-2.0
package org.apache.iggy.connector.connect.postgres.source;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.iggy.connector.connect.api.ConnectException;
import org.apache.iggy.connector.connect.api.ErrorCategory;
import org.apache.iggy.connector.connect.postgres.TableName;

/**
 * A table as the database's catalog describes it.
 *
 * @param configured its name in the configuration, which messages carry
 * @param name its schema and name
 * @param isTable whether rows have versions ({@code xmin}): tables and partitioned tables, not
 *     views
 * @param isFullIdentity whether the log has the whole of rows before their change
 * @param columns its columns with their types as SQL writes them
 * @param primaryKey the columns of its primary key; empty when it has none
 */
record SourceTable(
    String configured,
    TableName name,
    boolean isTable,
    boolean isFullIdentity,
    Map<String, String> columns,
    List<String> primaryKey) {

  private static final String FIND =
      "SELECT c.oid, n.nspname, c.relname, c.relkind, c.relreplident"
          + " FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace"
          + " WHERE c.relname = ? AND c.relkind IN ('r', 'p', 'v', 'm', 'f')"
          + " AND CASE WHEN ?::text IS NULL THEN pg_table_is_visible(c.oid)"
          + " ELSE n.nspname = ? END";

  private static final String COLUMNS =
      "SELECT a.attname, format_type(a.atttypid, a.atttypmod),"
          + " array_position(i.indkey::int2[], a.attnum) FROM pg_attribute a"
          + " LEFT JOIN pg_index i ON i.indrelid = a.attrelid AND i.indisprimary"
          + " WHERE a.attrelid = ? AND a.attnum > 0 AND NOT a.attisdropped ORDER BY a.attnum";

  /**
   * Looks a table up.
   *
   * @throws ConnectException of category CONFIGURATION when it is not there
   */
  static SourceTable find(Connection connection, String configured) throws SQLException {
    TableName wanted = parse(configured);
    try (PreparedStatement statement = connection.prepareStatement(FIND)) {
      statement.setString(1, wanted.table());
      statement.setString(2, wanted.schema());
      statement.setString(3, wanted.schema());
      try (ResultSet result = statement.executeQuery()) {
        if (!result.next()) {
          throw new ConnectException(
              ErrorCategory.CONFIGURATION,
              "tables names "
                  + configured
                  + ", which the database has not, or not on the user's search path: create it, or"
                  + " write it with its schema and in the case it has");
        }
        TableName found = new TableName(result.getString(2), result.getString(3));
        String kind = result.getString(4);
        boolean isTable = kind.equals("r") || kind.equals("p");
        boolean full = result.getString(5).equals("f");
        return describe(connection, result.getLong(1), configured, found, isTable, full);
      }
    }
  }

  private static TableName parse(String configured) {
    try {
      return TableName.parse(configured);
    } catch (IllegalArgumentException e) {
      throw new ConnectException(
          ErrorCategory.CONFIGURATION, "tables has " + configured + ", which " + e.getMessage(), e);
    }
  }

  private static SourceTable describe(
      Connection connection,
      long oid,
      String configured,
      TableName name,
      boolean isTable,
      boolean full)
      throws SQLException {
    Map<String, String> columns = new LinkedHashMap<>();
    Map<Integer, String> key = new TreeMap<>();
    try (PreparedStatement statement = connection.prepareStatement(COLUMNS)) {
      statement.setLong(1, oid);
      try (ResultSet result = statement.executeQuery()) {
        while (result.next()) {
          columns.put(result.getString(1), result.getString(2));
          int place = result.getInt(3);
          if (!result.wasNull()) {
            key.put(place, result.getString(1));
          }
        }
      }
    }
    return new SourceTable(configured, name, isTable, full, columns, new ArrayList<>(key.values()));
  }

  /** Looks tables up. */
  static List<SourceTable> findAll(Connection connection, List<String> configured)
      throws SQLException {
    List<SourceTable> tables = new ArrayList<>();
    for (String table : configured) {
      tables.add(find(connection, table));
    }
    return tables;
  }
}
