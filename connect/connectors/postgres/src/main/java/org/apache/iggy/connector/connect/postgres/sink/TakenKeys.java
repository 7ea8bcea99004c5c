// SPDX-License-Identifier: Apache-2.0
package org.apache.iggy.connector.connect.postgres.sink;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.apache.iggy.connector.connect.api.ConnectRecord;
import org.apache.iggy.connector.connect.postgres.TableName;

/**
 * Tells messages that were written before from others that meet a row of theirs: a message that
 * comes twice is left out, any other is reported, and rejected where the key has no room for it.
 */
final class TakenKeys implements StagedWrite.Check {
  private final RowLayout layout;
  private final RowKey key;
  private final Consumer<String> warnings;

  TakenKeys(RowLayout layout, RowKey key, Consumer<String> warnings) {
    this.layout = layout;
    this.key = key;
    this.warnings = warnings;
  }

  @Override
  public void run(Connection connection, List<ConnectRecord> records, Rejections rejections)
      throws SQLException {
    switch (key.kind()) {
      case COORDINATES_AND_CHECKSUM -> {
        List<Integer> reused = others(connection, coordinates(), List.of("iggy_checksum"));
        report(records, reused, "both are kept, apart by their checksums");
      }
      case COORDINATES -> {
        List<Integer> reused = others(connection, key.columns(), identity());
        report(records, reused, "the table's key has room for one, so that the later is rejected");
        reused.forEach(row -> rejections.add(row, "another message of its offset is in the table"));
      }
      case MESSAGE_ID ->
          others(connection, key.columns(), identity())
              .forEach(
                  row ->
                      rejections.add(
                          row,
                          "another message has its id, which is the table's key: make stream,"
                              + " topic, partition and offset the key"));
      case DECLARED, NONE -> {}
    }
  }

  private static List<String> coordinates() {
    return MetadataColumn.COORDINATES.stream().map(MetadataColumn::columnName).toList();
  }

  /** What is the same when a message comes twice; transforms may have changed the payload. */
  private List<String> identity() {
    List<String> names =
        layout.metadata().stream()
            .map(MetadataColumn::columnName)
            .filter(name -> !key.columns().contains(name))
            .collect(Collectors.toCollection(ArrayList::new));
    return names.isEmpty() ? layout.others() : names;
  }

  /** The staged rows that meet one of the table by some columns and differ in others. */
  private List<Integer> others(Connection connection, List<String> same, List<String> different)
      throws SQLException {
    String meets =
        same.stream()
            .map(TableName::quote)
            .map(name -> "t." + name + " = s." + name)
            .collect(Collectors.joining(" AND "));
    // As text, since not every type can be compared.
    String differs =
        different.stream()
            .map(TableName::quote)
            .map(name -> "t." + name + "::text IS DISTINCT FROM s." + name + "::text")
            .collect(Collectors.joining(" OR "));
    String sql =
        "SELECT DISTINCT s.%s FROM %s s JOIN %s t ON %s WHERE %s ORDER BY 1"
            .formatted(
                StagedWrite.ROW, StagedWrite.STAGING, layout.table().name().sql(), meets, differs);
    List<Integer> rows = new ArrayList<>();
    try (Statement query = connection.createStatement()) {
      ResultSet row = query.executeQuery(sql);
      while (row.next()) {
        rows.add(row.getInt(1));
      }
    }
    return rows;
  }

  private void report(List<ConnectRecord> records, List<Integer> reused, String kept) {
    if (!reused.isEmpty()) {
      warnings.accept(
          "the server gave offsets twice: %d messages from %s to %s are others than those in %s; %s"
              .formatted(
                  reused.size(),
                  records.get(reused.get(0)).origin(),
                  records.get(reused.get(reused.size() - 1)).origin(),
                  layout.table().name(),
                  kept));
    }
  }
}
