// SPDX-License-Identifier: Apache-2.0
package org.apache.iggy.connector.connect.postgres.sink;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.apache.iggy.connector.connect.api.ConnectRecord;

/**
 * The columns of what Iggy knows of a message, under the names and in the types that the table of
 * upstream's connector has.
 */
enum MetadataColumn {
  ID("id", "DECIMAL(39, 0)", record -> record.id().toBigInteger()),
  OFFSET("iggy_offset", "BIGINT", record -> record.origin().offset()),
  TIMESTAMP(
      "iggy_timestamp",
      "TIMESTAMP WITH TIME ZONE",
      record -> instant(record.origin().timestampMicros())),
  STREAM("iggy_stream", "TEXT", record -> record.origin().stream()),
  TOPIC("iggy_topic", "TEXT", record -> record.origin().topic()),
  PARTITION("iggy_partition_id", "INTEGER", record -> record.origin().partition()),
  CHECKSUM("iggy_checksum", "BIGINT", record -> record.origin().checksum()),
  ORIGIN_TIMESTAMP(
      "iggy_origin_timestamp",
      "TIMESTAMP WITH TIME ZONE",
      record -> instant(record.originTimestampMicros()));

  /** Where a message lies, in the order of an index that is walked through from left to right. */
  static final List<MetadataColumn> COORDINATES = List.of(PARTITION, OFFSET, TOPIC, STREAM);

  private final String columnName;
  private final String sqlType;
  private final Function<ConnectRecord, Object> value;

  MetadataColumn(String columnName, String sqlType, Function<ConnectRecord, Object> value) {
    this.columnName = columnName;
    this.sqlType = sqlType;
    this.value = value;
  }

  String columnName() {
    return columnName;
  }

  String sqlType() {
    return sqlType;
  }

  boolean isCoordinate() {
    return COORDINATES.contains(this);
  }

  /** The value of a record, in one of the types of codecs. */
  Object valueOf(ConnectRecord record) {
    return value.apply(record);
  }

  /**
   * Whether a time, which any producer may set to any unsigned number, is one that PostgreSQL can
   * hold: up to the year 294276.
   */
  static boolean isTimestamp(long micros) {
    return micros >= 0;
  }

  private static Instant instant(long micros) {
    return isTimestamp(micros) ? Instant.EPOCH.plus(micros, ChronoUnit.MICROS) : null;
  }

  static Optional<MetadataColumn> named(String columnName) {
    for (MetadataColumn column : values()) {
      if (column.columnName.equals(columnName)) {
        return Optional.of(column);
      }
    }
    return Optional.empty();
  }
}
