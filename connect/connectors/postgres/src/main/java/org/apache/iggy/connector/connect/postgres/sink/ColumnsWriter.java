// SPDX-License-Identifier: Apache-2.0
package org.apache.iggy.connector.connect.postgres.sink;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.apache.iggy.connector.connect.api.Codec;
import org.apache.iggy.connector.connect.api.CodecException;
import org.apache.iggy.connector.connect.api.ConnectException;
import org.apache.iggy.connector.connect.api.ConnectRecord;
import org.apache.iggy.connector.connect.api.ConnectorContext;
import org.apache.iggy.connector.connect.api.ErrorCategory;
import org.apache.iggy.connector.connect.api.SinkBatch;

/**
 * Writes fields into columns. Which columns a batch fills is found out first, the table changed
 * where that is allowed, and the batch given to the writer for these columns.
 */
final class ColumnsWriter implements BatchWriter {
  /** Beyond this many different sets of columns their writers are made anew. */
  private static final int MOST_WRITERS = 64;

  private final SinkSettings settings;
  private final TableDefinition definition;
  private final FieldColumns fields;
  private final TextValue texts;
  private final ConnectorContext context;
  private final CopyBuffer buffer = new CopyBuffer();
  private final Map<List<String>, BatchWriter> writers = new HashMap<>();
  private TargetTable table;

  /**
   * Creates one for a table that is there.
   *
   * @throws ConnectException when it lacks columns or the key
   */
  ColumnsWriter(TargetTable table, SinkSettings settings, Codec json, ConnectorContext context) {
    this.table = table;
    this.settings = settings;
    this.context = context;
    definition = new TableDefinition(settings);
    fields = new FieldColumns(settings);
    texts = new TextValue(json);
    checkColumns();
    if (settings.isUpsert() && !settings.autoCreateTable()) {
      checkKey();
    } else if (!settings.isUpsert()) {
      PayloadTable.warning(
              table,
              RowKey.forAppending(
                  table, RowLayout.metadataOf(table, settings.metadata(), Set.of())))
          .ifPresent(context::warn);
    }
  }

  private boolean mayAddColumns() {
    return settings.unknownFields() == UnknownFields.ADD_COLUMN;
  }

  private void checkColumns() {
    List<String> missing =
        settings.columns().stream()
            .map(MappedColumn::name)
            .filter(name -> !table.columns().containsKey(name))
            .toList();
    if (!missing.isEmpty() && !mayAddColumns()) {
      throw problem(
          "the table %s lacks the columns %s; add them, or set unknown_fields = \"add_column\""
              .formatted(table.name(), String.join(", ", missing)));
    }
  }

  private void checkKey() {
    if (!table.uniqueKeys().contains(Set.copyOf(settings.keyColumns()))) {
      throw problem(
          "the table %s has no unique key of key_columns: CREATE UNIQUE INDEX ON %s (%s)"
              .formatted(
                  table.name(), table.name().sql(), RowLayout.list(settings.keyColumns(), "")));
    }
  }

  private static ConnectException problem(String message) {
    return new ConnectException(ErrorCategory.CONFIGURATION, message);
  }

  @Override
  public void write(Connection connection, SinkBatch batch, Rejections rejections)
      throws SQLException {
    if (mayAddColumns()) {
      addColumns(connection, batch);
    }
    List<MappedColumn> columns = fields.toWrite(table, batch);
    List<String> names = columns.stream().map(MappedColumn::name).toList();
    if (writers.size() >= MOST_WRITERS) {
      writers.clear();
    }
    writers.computeIfAbsent(names, key -> writer(columns)).write(connection, batch, rejections);
  }

  private void addColumns(Connection connection, SinkBatch batch) throws SQLException {
    Map<String, String> missing = fields.missing(table, batch);
    if (!missing.isEmpty()) {
      definition.addColumns(connection, missing);
      table = TargetTable.find(connection, settings.table()).orElse(table);
      writers.clear();
    }
    if (settings.isUpsert()) {
      checkKey();
    }
  }

  private BatchWriter writer(List<MappedColumn> columns) {
    Set<String> declared =
        settings.columns().stream().map(MappedColumn::name).collect(Collectors.toSet());
    RowLayout layout =
        new RowLayout(
            table,
            RowLayout.metadataOf(table, settings.metadata(), declared),
            columns.stream().map(MappedColumn::name).toList());
    RowEncoder encoder = new TextRowEncoder(encoded(layout, columns), texts, this::check);
    if (settings.isUpsert()) {
      RowKey key = RowKey.declared(settings.keyColumns());
      return new UpsertWriter(layout, key, encoder, settings.deletion()::isDelete, buffer);
    }
    RowKey key = RowKey.forAppending(table, layout.metadata());
    return new AppendWriter(layout, key, encoder, buffer, context::warn);
  }

  private List<TextRowEncoder.Field> encoded(RowLayout layout, List<MappedColumn> columns) {
    List<TextRowEncoder.Field> encoded = new ArrayList<>();
    for (MetadataColumn column : layout.metadata()) {
      encoded.add(
          new TextRowEncoder.Field(table.columns().get(column.columnName()), column::valueOf));
    }
    for (MappedColumn column : columns) {
      encoded.add(
          new TextRowEncoder.Field(
              table.columns().get(column.name()), record -> valueOf(column, record)));
    }
    return encoded;
  }

  private Object valueOf(MappedColumn column, ConnectRecord record) {
    Object value = column.valueOf(record);
    if (value == null && settings.keyColumns().contains(column.name())) {
      throw new CodecException("the key column " + column.name() + " has no value");
    }
    return value;
  }

  /** Throws when a record has what the table has no place for. */
  private void check(ConnectRecord record) {
    if (Deletion.isTombstone(record)) {
      if (!settings.isUpsert()) {
        throw new CodecException("the message is empty, and there are no key_columns to delete by");
      }
    } else if (!fields.areDeclared() && settings.unknownFields() == UnknownFields.REJECT) {
      List<String> unknown =
          record.payload().fields().keySet().stream()
              .filter(name -> !fields.isKnown(name, table))
              .toList();
      if (!unknown.isEmpty()) {
        throw new CodecException(
            "the table %s has no columns for the fields %s; add them, or set unknown_fields"
                .formatted(table.name(), String.join(", ", unknown)));
      }
    }
  }
}
