// SPDX-License-Identifier: Apache-2.0
package org.apache.iggy.connector.connect.postgres.sink;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.apache.iggy.connector.connect.api.ConnectRecord;
import org.apache.iggy.connector.connect.api.Coordinates;
import org.apache.iggy.connector.connect.api.SinkBatch;
import org.apache.iggy.connector.connect.postgres.SqlErrors;

/**
 * Adds a row per message.
 *
 * <p>A batch is one {@code COPY} straight into the table. One that may have been written before, or
 * in which the database finds fault with a row, goes by {@link StagedWrite}, where rows whose key
 * is taken are left out and looked at by {@link TakenKeys}. Which batches that are is known from
 * the highest offset of the partition in the table, asked for once; where it cannot be known, or
 * somebody else writes at the same time, the key makes the {@code COPY} fail.
 */
final class AppendWriter implements BatchWriter {
  private final RowLayout layout;
  private final RowKey key;
  private final RowEncoder encoder;
  private final CopyBuffer buffer;
  private final StagedWrite staged;
  private final List<String> moves;
  private final Map<Partition, Long> highest = new HashMap<>();

  private record Partition(String stream, String topic, int partition) {}

  AppendWriter(
      RowLayout layout,
      RowKey key,
      RowEncoder encoder,
      CopyBuffer buffer,
      Consumer<String> warnings) {
    this.layout = layout;
    this.key = key;
    this.encoder = encoder;
    this.buffer = buffer;
    moves = List.of(insert());
    staged =
        new StagedWrite(
            layout, encoder, record -> false, new TakenKeys(layout, key, warnings), buffer);
  }

  private String insert() {
    String columns = layout.columnList();
    String onConflict =
        key.kind() == RowKey.Kind.NONE
            ? ""
            : " ON CONFLICT (" + RowLayout.list(key.columns(), "") + ") DO NOTHING";
    return "INSERT INTO %s (%s) SELECT %s FROM %s WHERE %s ORDER BY %s%s"
        .formatted(
            layout.table().name().sql(),
            columns,
            columns,
            StagedWrite.STAGING,
            StagedWrite.RANGE,
            StagedWrite.ROW,
            onConflict);
  }

  @Override
  public void write(Connection connection, SinkBatch batch, Rejections rejections)
      throws SQLException {
    Coordinates first = batch.get(0).origin();
    Partition partition = new Partition(batch.stream(), batch.topic(), batch.partition());
    if (!isNew(connection, partition, first) || !copy(connection, batch, rejections)) {
      rejections.clear();
      staged.write(connection, batch.records(), moves, rejections);
    }
    long last = batch.get(batch.size() - 1).origin().offset();
    highest.merge(partition, last, Math::max);
  }

  /** Whether the table has nothing of this offset or a later one. */
  private boolean isNew(Connection connection, Partition partition, Coordinates first)
      throws SQLException {
    if (!knowsOffsets()) {
      return true;
    }
    Long known = highest.get(partition);
    if (known == null) {
      known = highestIn(connection, partition);
      highest.put(partition, known);
    }
    return first.offset() > known;
  }

  /** A key that has the offset is an index by which the highest can be found. */
  private boolean knowsOffsets() {
    return (key.kind() == RowKey.Kind.COORDINATES
            || key.kind() == RowKey.Kind.COORDINATES_AND_CHECKSUM)
        && layout.metadata().containsAll(MetadataColumn.COORDINATES);
  }

  private long highestIn(Connection connection, Partition partition) throws SQLException {
    String sql =
        "SELECT iggy_offset FROM %s WHERE iggy_partition_id = ? AND iggy_topic = ? AND iggy_stream = ? ORDER BY iggy_offset DESC LIMIT 1"
            .formatted(layout.table().name().sql());
    try (PreparedStatement query = connection.prepareStatement(sql)) {
      query.setInt(1, partition.partition());
      query.setString(2, partition.topic());
      query.setString(3, partition.stream());
      ResultSet row = query.executeQuery();
      return row.next() ? row.getLong(1) : -1;
    }
  }

  /** Gives false when the database finds fault with a row: nothing is written then. */
  private boolean copy(Connection connection, SinkBatch batch, Rejections rejections)
      throws SQLException {
    try (CopyStream copy =
        new CopyStream(
            connection, layout.table().name().sql(), layout.columnList(), encoder, buffer)) {
      List<ConnectRecord> records = batch.records();
      for (int i = 0; i < records.size(); i++) {
        put(copy, records.get(i), i, rejections);
      }
      copy.end();
      return true;
    } catch (SQLException e) {
      if (!SqlErrors.isAboutRow(e)) {
        throw e;
      }
      return false;
    }
  }

  private void put(CopyStream copy, ConnectRecord record, int index, Rejections rejections)
      throws SQLException {
    int start = copy.buffer().size();
    try {
      encoder.row(copy.buffer(), record);
    } catch (RuntimeException e) {
      copy.buffer().truncate(start);
      rejections.add(index, e);
    }
    copy.rowEnded();
  }
}
