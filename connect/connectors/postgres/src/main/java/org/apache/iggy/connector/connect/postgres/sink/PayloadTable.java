// SPDX-License-Identifier: Apache-2.0
package org.apache.iggy.connector.connect.postgres.sink;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.apache.iggy.connector.connect.api.Codec;
import org.apache.iggy.connector.connect.api.ConnectException;
import org.apache.iggy.connector.connect.api.ConnectorContext;
import org.apache.iggy.connector.connect.api.ErrorCategory;

/** A table whose rows are messages with their payload in one column, which somebody has made. */
final class PayloadTable {
  private PayloadTable() {}

  /**
   * What writes to the table.
   *
   * @throws ConnectException when it lacks columns that are asked for
   */
  static BatchWriter writer(
      TargetTable table, SinkSettings settings, Codec json, ConnectorContext context) {
    RowLayout layout = layout(table, settings);
    RowKey key = RowKey.forAppending(table, layout.metadata());
    warning(table, key).ifPresent(context::warn);
    return new AppendWriter(
        layout, key, BinaryRowEncoder.of(layout, json), new CopyBuffer(), context::warn);
  }

  private static RowLayout layout(TargetTable table, SinkSettings settings) {
    List<String> missing = new ArrayList<>();
    for (MetadataColumn column : settings.metadata()) {
      if (!table.has(column) && !isDispensable(column, settings)) {
        missing.add(column.columnName() + " " + column.sqlType());
      }
    }
    if (!table.columns().containsKey(RowLayout.PAYLOAD)) {
      missing.add(RowLayout.PAYLOAD + " " + settings.payloadFormat().sqlType());
    }
    if (!missing.isEmpty()) {
      throw new ConnectException(
          ErrorCategory.CONFIGURATION,
          "the table %s lacks columns: ALTER TABLE %s ADD COLUMN %s; or set include_metadata,"
                  .formatted(
                      table.name(), table.name().sql(), String.join(", ADD COLUMN ", missing))
              + " include_checksum or include_origin_timestamp to false, or mode to \"columns\"");
    }
    return new RowLayout(
        table,
        RowLayout.metadataOf(table, settings.metadata(), Set.of()),
        List.of(RowLayout.PAYLOAD));
  }

  /** A table that upstream made without metadata has no coordinates. */
  private static boolean isDispensable(MetadataColumn column, SinkSettings settings) {
    return column.isCoordinate() && !settings.metadata().contains(MetadataColumn.TIMESTAMP);
  }

  /** What users should know of the key of a table that grows by a row a message. */
  static Optional<String> warning(TargetTable table, RowKey key) {
    String advice =
        "; CREATE UNIQUE INDEX ON "
            + table.name().sql()
            + " (iggy_partition_id, iggy_offset, iggy_topic, iggy_stream, iggy_checksum)";
    return Optional.ofNullable(
        switch (key.kind()) {
          case MESSAGE_ID ->
              "the key of "
                  + table.name()
                  + " is the message id, which is not unique: a message whose id another one has"
                  + " is rejected. Drop that key"
                  + advice;
          case NONE ->
              table.name()
                  + " has no unique key of stream, topic, partition and offset: what comes again"
                  + " after a crash or rebalance is written twice. Make one"
                  + advice;
          case COORDINATES_AND_CHECKSUM, COORDINATES, DECLARED -> null;
        });
  }
}
