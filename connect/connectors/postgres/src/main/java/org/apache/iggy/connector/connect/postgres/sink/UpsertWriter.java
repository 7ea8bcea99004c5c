// SPDX-License-Identifier: Apache-2.0
package org.apache.iggy.connector.connect.postgres.sink;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.apache.iggy.connector.connect.api.CodecException;
import org.apache.iggy.connector.connect.api.ConnectRecord;
import org.apache.iggy.connector.connect.api.SinkBatch;
import org.apache.iggy.connector.connect.postgres.TableName;

/**
 * Changes, makes and deletes the rows of the messages' keys. Of several messages of one key in a
 * batch the last counts, by the database's notion of what is equal.
 *
 * <p>Writing a batch again changes nothing. A batch that is written late, by a runtime that lost
 * its partition meanwhile, does not overwrite what later messages of the partition said, where the
 * table has the columns of metadata.
 */
final class UpsertWriter implements BatchWriter {
  private static final List<MetadataColumn> WHEN =
      List.of(
          MetadataColumn.STREAM,
          MetadataColumn.TOPIC,
          MetadataColumn.PARTITION,
          MetadataColumn.OFFSET,
          MetadataColumn.TIMESTAMP);

  private final RowLayout layout;
  private final List<String> keys;
  private final Predicate<ConnectRecord> isDelete;
  private final StagedWrite staged;
  private final String delete;
  private final String upsert;

  UpsertWriter(
      RowLayout layout,
      RowKey key,
      RowEncoder encoder,
      Predicate<ConnectRecord> isDelete,
      CopyBuffer buffer) {
    this.layout = layout;
    keys = key.columns();
    this.isDelete = isDelete;
    staged =
        new StagedWrite(layout, encoder, isDelete, (connection, records, rejected) -> {}, buffer);
    delete = delete();
    upsert = upsert();
  }

  private String lastOfEachKey() {
    String quoted = RowLayout.list(keys, "");
    return "SELECT DISTINCT ON (%s) * FROM %s WHERE %s ORDER BY %s, %s DESC"
        .formatted(quoted, StagedWrite.STAGING, StagedWrite.RANGE, quoted, StagedWrite.ROW);
  }

  private String delete() {
    String sameKey =
        keys.stream()
            .map(TableName::quote)
            .map(name -> "t." + name + " = s." + name)
            .collect(Collectors.joining(" AND "));
    return "DELETE FROM %s t USING (%s) s WHERE s.%s AND %s%s"
        .formatted(
            layout.table().name().sql(),
            lastOfEachKey(),
            StagedWrite.DELETE,
            sameKey,
            unlessLater(" AND ", "s"));
  }

  private String upsert() {
    String columns = layout.columnList();
    String changes =
        layout.names().stream()
            .filter(name -> !keys.contains(name))
            .map(TableName::quote)
            .map(name -> name + " = EXCLUDED." + name)
            .collect(Collectors.joining(", "));
    String action =
        changes.isEmpty()
            ? "NOTHING"
            : "UPDATE SET " + changes + unlessLater(" WHERE ", "EXCLUDED");
    return "INSERT INTO %s AS t (%s) SELECT %s FROM (%s) s WHERE NOT s.%s ON CONFLICT (%s) DO %s"
        .formatted(
            layout.table().name().sql(),
            columns,
            columns,
            lastOfEachKey(),
            StagedWrite.DELETE,
            RowLayout.list(keys, ""),
            action);
  }

  /**
   * The condition that a row is not from a later message of the partition: offset and time, since
   * offsets begin anew in a topic that was made anew, and clocks may be set back.
   */
  private String unlessLater(String conjunction, String source) {
    if (!layout.metadata().containsAll(WHEN)) {
      return "";
    }
    return conjunction
        + """
        (t.iggy_stream = {s}.iggy_stream AND t.iggy_topic = {s}.iggy_topic
         AND t.iggy_partition_id = {s}.iggy_partition_id AND t.iggy_offset > {s}.iggy_offset
         AND t.iggy_timestamp > {s}.iggy_timestamp) IS NOT TRUE"""
            .replace("{s}", source);
  }

  @Override
  public void write(Connection connection, SinkBatch batch, Rejections rejections)
      throws SQLException {
    List<String> moves = hasDeletes(batch) ? List.of(delete, upsert) : List.of(upsert);
    staged.write(connection, batch.records(), moves, rejections);
  }

  private boolean hasDeletes(SinkBatch batch) {
    return batch.records().stream()
        .anyMatch(
            record -> {
              try {
                return isDelete.test(record);
              } catch (CodecException e) {
                // It is rejected when its row is made.
                return false;
              }
            });
  }
}
