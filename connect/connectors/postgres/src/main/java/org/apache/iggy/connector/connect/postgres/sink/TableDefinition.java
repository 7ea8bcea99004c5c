// SPDX-License-Identifier: Apache-2.0
package org.apache.iggy.connector.connect.postgres.sink;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.apache.iggy.connector.connect.postgres.TableName;

/** The table that the sink makes where there is none: that of upstream, but for its key. */
final class TableDefinition {
  private static final String CREATED_AT = "created_at";

  private final SinkSettings settings;

  TableDefinition(SinkSettings settings) {
    this.settings = settings;
  }

  /** The statement that makes it. */
  String sql() {
    List<String> parts = new ArrayList<>();
    Set<String> fields = Set.copyOf(settings.columns().stream().map(MappedColumn::name).toList());
    for (MetadataColumn column : settings.metadata()) {
      if (!fields.contains(column.columnName())) {
        parts.add(definition(column));
      }
    }
    if (settings.mode() == SinkMode.PAYLOAD) {
      parts.add(RowLayout.PAYLOAD + " " + settings.payloadFormat().sqlType());
      parts.add(CREATED_AT + " TIMESTAMP WITH TIME ZONE DEFAULT NOW()");
    }
    for (MappedColumn column : settings.columns()) {
      column.type().ifPresent(type -> parts.add(TableName.quote(column.name()) + " " + type));
    }
    parts.addAll(primaryKey());
    return "CREATE TABLE IF NOT EXISTS "
        + settings.table().sql()
        + " ("
        + String.join(", ", parts)
        + ")";
  }

  private static String definition(MetadataColumn column) {
    return column.columnName()
        + " "
        + column.sqlType()
        + (column.isCoordinate() ? " NOT NULL" : "");
  }

  private List<String> primaryKey() {
    if (settings.isUpsert()) {
      // Made with the columns, when their types are known.
      return settings.columns().stream()
                  .filter(c -> settings.keyColumns().contains(c.name()))
                  .allMatch(c -> c.type().isPresent())
              && !settings.columns().isEmpty()
          ? List.of("PRIMARY KEY (" + RowLayout.list(settings.keyColumns(), "") + ")")
          : List.of();
    }
    List<String> names =
        new ArrayList<>(
            MetadataColumn.COORDINATES.stream().map(MetadataColumn::columnName).toList());
    if (settings.metadata().contains(MetadataColumn.CHECKSUM)) {
      names.add(MetadataColumn.CHECKSUM.columnName());
    }
    return List.of("PRIMARY KEY (" + String.join(", ", names) + ")");
  }

  /** Makes the table unless it is there; tasks that do so at once wait for each other. */
  void create(Connection connection) throws SQLException {
    connection.setAutoCommit(false);
    try (PreparedStatement lock =
            connection.prepareStatement("SELECT pg_advisory_xact_lock(hashtextextended(?, 0))");
        Statement create = connection.createStatement()) {
      lock.setString(1, "iggy-connect " + settings.table().sql());
      lock.execute();
      create.execute(sql());
      connection.commit();
    } catch (SQLException e) {
      connection.rollback();
      throw e;
    } finally {
      connection.setAutoCommit(true);
    }
  }
}
