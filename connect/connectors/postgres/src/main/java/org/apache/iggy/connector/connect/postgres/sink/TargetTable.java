// SPDX-License-Identifier: Apache-2.0
package org.apache.iggy.connector.connect.postgres.sink;

import java.sql.Array;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.apache.iggy.connector.connect.postgres.TableName;

/**
 * What the database's catalog says of a table.
 *
 * @param columns in their order, by name, without those that are computed
 * @param uniqueKeys the columns of each primary key and unique index that {@code ON CONFLICT} may
 *     refer to
 */
record TargetTable(TableName name, Map<String, Column> columns, List<Set<String>> uniqueKeys) {
  /**
   * A column.
   *
   * @param type the number of its type, or of the type under its domain
   * @param typeName as SQL has it
   * @param isArray whether it holds lists
   * @param hasDefault whether the database fills it when it is left out
   */
  record Column(String name, int type, String typeName, boolean isArray, boolean hasDefault) {}

  private static final String COLUMNS =
      """
      SELECT a.attname, COALESCE(NULLIF(t.typbasetype, 0), t.oid)::bigint AS type,
             format_type(a.atttypid, a.atttypmod) AS type_name, t.typcategory = 'A' AS is_array,
             a.atthasdef OR a.attidentity <> '' AS has_default
      FROM pg_attribute a JOIN pg_type t ON t.oid = a.atttypid
      WHERE a.attrelid = to_regclass(?) AND a.attnum > 0 AND NOT a.attisdropped
        AND a.attgenerated = ''
      ORDER BY a.attnum
      """;

  private static final String UNIQUE_KEYS =
      """
      SELECT array_agg(a.attname::text)
      FROM pg_index i
      CROSS JOIN LATERAL unnest(i.indkey) WITH ORDINALITY AS k (attnum, place)
      JOIN pg_attribute a ON a.attrelid = i.indrelid AND a.attnum = k.attnum
      WHERE i.indrelid = to_regclass(?) AND i.indisunique AND i.indisvalid AND i.indimmediate
        AND i.indpred IS NULL AND i.indexprs IS NULL AND k.place <= i.indnkeyatts
      GROUP BY i.indexrelid, i.indisprimary
      ORDER BY i.indisprimary DESC, i.indexrelid
      """;

  /** Looks a table up; empty when there is none of this name. */
  static Optional<TargetTable> find(Connection connection, TableName name) throws SQLException {
    Map<String, Column> columns = new LinkedHashMap<>();
    try (PreparedStatement query = connection.prepareStatement(COLUMNS)) {
      query.setString(1, name.sql());
      ResultSet row = query.executeQuery();
      while (row.next()) {
        String column = row.getString(1);
        columns.put(
            column,
            new Column(
                column,
                (int) row.getLong(2),
                row.getString(3),
                row.getBoolean(4),
                row.getBoolean(5)));
      }
    }
    return columns.isEmpty()
        ? Optional.empty()
        : Optional.of(new TargetTable(name, columns, uniqueKeys(connection, name)));
  }

  private static List<Set<String>> uniqueKeys(Connection connection, TableName name)
      throws SQLException {
    List<Set<String>> keys = new ArrayList<>();
    try (PreparedStatement query = connection.prepareStatement(UNIQUE_KEYS)) {
      query.setString(1, name.sql());
      ResultSet row = query.executeQuery();
      while (row.next()) {
        Array names = row.getArray(1);
        keys.add(Set.of((String[]) names.getArray()));
      }
    }
    return List.copyOf(keys);
  }

  boolean has(MetadataColumn column) {
    return columns.containsKey(column.columnName());
  }
}
