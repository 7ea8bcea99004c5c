// SPDX-License-Identifier: Apache-2.0
package org.apache.iggy.connector.connect.postgres.sink;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.apache.iggy.connector.connect.api.CodecException;
import org.apache.iggy.connector.connect.api.ConnectRecord;
import org.apache.iggy.connector.connect.api.SinkBatch;

/** Which columns the fields of a batch go into: the declared ones, or one for each field. */
final class FieldColumns {
  private final SinkSettings settings;
  private final Set<String> reserved;

  FieldColumns(SinkSettings settings) {
    this.settings = settings;
    reserved =
        settings.metadata().stream()
            .map(MetadataColumn::columnName)
            .collect(Collectors.toUnmodifiableSet());
  }

  /** Whether columns are declared, so that other fields do not matter. */
  boolean areDeclared() {
    return !settings.columns().isEmpty();
  }

  /** Columns that the table lacks, with a type that fits their first value. */
  Map<String, String> missing(TargetTable table, SinkBatch batch) {
    Map<String, String> missing = new LinkedHashMap<>();
    for (ConnectRecord record : batch) {
      try {
        if (areDeclared()) {
          settings.columns().forEach(column -> find(column, record, table, missing));
        } else if (!Deletion.isTombstone(record)) {
          record.payload().fields().keySet().stream()
              .filter(name -> !isKnown(name, table))
              .forEach(name -> find(MappedColumn.ofField(name), record, table, missing));
        }
      } catch (CodecException e) {
        // It is rejected when its row is made.
      }
    }
    return missing;
  }

  private static void find(
      MappedColumn column, ConnectRecord record, TargetTable table, Map<String, String> missing) {
    if (!table.columns().containsKey(column.name())) {
      Object value = column.valueOf(record);
      if (value != null) {
        missing.putIfAbsent(column.name(), column.type().orElseGet(() -> SqlTypes.of(value)));
      }
    }
  }

  /** Whether a field has a column, or lies where metadata is written. */
  boolean isKnown(String field, TargetTable table) {
    return table.columns().containsKey(field) || reserved.contains(field);
  }

  /** The columns to write for a batch; a field that is not there becomes NULL. */
  List<MappedColumn> toWrite(TargetTable table, SinkBatch batch) {
    if (areDeclared()) {
      return settings.columns().stream()
          .filter(column -> table.columns().containsKey(column.name()))
          .toList();
    }
    List<MappedColumn> columns = new ArrayList<>();
    for (TargetTable.Column column : table.columns().values()) {
      if (!reserved.contains(column.name())
          && (!column.hasDefault() || occurs(column.name(), batch))) {
        columns.add(mapped(column.name()));
      }
    }
    return columns;
  }

  /** A column that the database fills is left to it, unless somebody has a value. */
  private static boolean occurs(String field, SinkBatch batch) {
    return batch.records().stream()
        .anyMatch(
            record -> {
              try {
                return FieldPath.field(field).valueOf(record) != null;
              } catch (CodecException e) {
                return false;
              }
            });
  }

  /** A message without fields, which deletes, has its key beside the payload. */
  private MappedColumn mapped(String name) {
    MappedColumn column = MappedColumn.ofField(name);
    return settings.keyColumns().equals(List.of(name))
        ? column.withPath(column.path().or(FieldPath.parse("$key")))
        : column;
  }
}
