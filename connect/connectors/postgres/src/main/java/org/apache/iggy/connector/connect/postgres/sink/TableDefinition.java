// SPDX-License-Identifier: Apache-2.0
package org.apache.iggy.connector.connect.postgres.sink;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
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
      return keyIsDeclared() ? List.of(declaredKey()) : List.of();
    }
    List<String> names =
        new ArrayList<>(
            MetadataColumn.COORDINATES.stream().map(MetadataColumn::columnName).toList());
    if (settings.metadata().contains(MetadataColumn.CHECKSUM)) {
      names.add(MetadataColumn.CHECKSUM.columnName());
    }
    return List.of("PRIMARY KEY (" + String.join(", ", names) + ")");
  }

  private boolean keyIsDeclared() {
    Set<String> typed =
        settings.columns().stream()
            .filter(column -> column.type().isPresent())
            .map(MappedColumn::name)
            .collect(Collectors.toSet());
    return typed.containsAll(settings.keyColumns());
  }

  private String declaredKey() {
    return "PRIMARY KEY (" + RowLayout.list(settings.keyColumns(), "") + ")";
  }

  /** Makes the table unless it is there. */
  void create(Connection connection) throws SQLException {
    execute(connection, statement -> statement.execute(sql()));
  }

  /**
   * Adds columns unless they are there, and the key when it can be made only now.
   *
   * @param types by the names of the columns
   */
  void addColumns(Connection connection, Map<String, String> types) throws SQLException {
    String table = settings.table().sql();
    String additions =
        types.entrySet().stream()
            .map(
                add ->
                    "ADD COLUMN IF NOT EXISTS "
                        + TableName.quote(add.getKey())
                        + " "
                        + add.getValue())
            .collect(Collectors.joining(", "));
    execute(
        connection,
        statement -> {
          statement.execute("ALTER TABLE " + table + " " + additions);
          if (lacksKey(connection)) {
            statement.execute("ALTER TABLE " + table + " ADD " + declaredKey());
          }
        });
  }

  private boolean lacksKey(Connection connection) throws SQLException {
    if (!settings.isUpsert() || !settings.autoCreateTable()) {
      return false;
    }
    TargetTable table = TargetTable.find(connection, settings.table()).orElseThrow();
    return table.uniqueKeys().isEmpty()
        && table.columns().keySet().containsAll(settings.keyColumns());
  }

  /** Statements of a transaction. */
  @FunctionalInterface
  private interface Statements {
    void run(Statement statement) throws SQLException;
  }

  /** Runs them; tasks that change the table at once wait for each other. */
  private void execute(Connection connection, Statements statements) throws SQLException {
    connection.setAutoCommit(false);
    try (PreparedStatement lock =
            connection.prepareStatement("SELECT pg_advisory_xact_lock(hashtextextended(?, 0))");
        Statement statement = connection.createStatement()) {
      lock.setString(1, "iggy-connect " + settings.table().sql());
      lock.execute();
      statements.run(statement);
      connection.commit();
    } catch (SQLException e) {
      connection.rollback();
      throw e;
    }
    connection.setAutoCommit(true);
  }
}
