// SPDX-License-Identifier: Apache-2.0
package org.apache.iggy.connector.connect.postgres.source;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.apache.iggy.connector.connect.api.Codec;
import org.apache.iggy.connector.connect.api.ConnectRecord;
import org.apache.iggy.connector.connect.api.Headers;
import org.apache.iggy.connector.connect.api.MessageId;
import org.apache.iggy.connector.connect.api.Payload;
import org.apache.kafka.connect.data.Field;
import org.apache.kafka.connect.data.Struct;
import org.apache.kafka.connect.source.SourceRecord;

/**
 * Makes messages of Debezium's records. The message of a change is the same each time it is read
 * from the log; its id is the change's place there.
 */
final class ChangeRecords {
  private static final Map<String, String> OPERATIONS =
      Map.of("c", "INSERT", "u", "UPDATE", "d", "DELETE", "t", "TRUNCATE");

  private final Codec json;
  private final ConnectValues values;
  private final CdcSettings settings;
  private final String origin;
  private final Map<String, SourceTable> tables = new HashMap<>();
  private final Map<String, Long> rowsWithoutKey = new HashMap<>();

  /**
   * Creates it.
   *
   * @param origin what tells this database from all others, for the ids
   */
  ChangeRecords(
      Codec json,
      ConnectValues values,
      CdcSettings settings,
      List<SourceTable> tables,
      String origin) {
    this.json = json;
    this.values = values;
    this.settings = settings;
    this.origin = origin;
    tables.forEach(table -> this.tables.put(table.name().toString(), table));
  }

  /** The message of a row that the table had at first. */
  ConnectRecord row(SourceRecord record, Struct value) {
    SourceTable table = tableOf(value);
    Map<String, Object> data = values.row(value.getStruct("after"), settings.style());
    byte[] key = key(record);
    RecordIds.Digest id =
        RecordIds.digest().add(origin).add("snapshot").add(table.name().toString());
    if (key == null) {
      // Rows may be alike where nothing tells them apart.
      id.add(Long.toString(rowsWithoutKey.merge(table.configured(), 1L, Long::sum)));
    }
    return message(table, "SELECT", value, data, null)
        .withKey(key)
        .withId(id.add(json.encode(data)).toId());
  }

  /**
   * The message of a change; empty when it is not to be sent.
   *
   * @param oldKey the record that deletes the old key, when the key changes; else null
   */
  Optional<ConnectRecord> change(
      SourceRecord record, Struct value, SourceRecord oldKey, long lsn, int ordinal) {
    String operation = oldKey == null ? OPERATIONS.get(value.getString("op")) : "UPDATE";
    if (!settings.operations().contains(operation)) {
      return Optional.empty();
    }
    SourceTable table = tableOf(value);
    Map<String, Object> before = before(table, oldKey == null ? value : (Struct) oldKey.value());
    Struct after = value.schema().field("after") == null ? null : value.getStruct("after");
    Map<String, Object> data = after == null ? before : values.row(after, settings.style());
    if (before != null && after != null) {
      fillUntouched(data, before, after);
    }
    return Optional.of(
        message(table, operation, value, data, before)
            .withKey(key(record))
            .withId(changeId(lsn, ordinal)));
  }

  /** Large values that an update did not touch are not in the log, but may be in the old row. */
  private void fillUntouched(Map<String, Object> data, Map<String, Object> before, Struct after) {
    for (Field field : after.schema().fields()) {
      String column = settings.style().columnName(field.name());
      if (!data.containsKey(column) && before.containsKey(column)) {
        data.put(column, before.get(column));
      }
    }
  }

  private MessageId changeId(long lsn, int ordinal) {
    long place = Integer.toUnsignedLong(origin.hashCode()) << 32 | Integer.toUnsignedLong(ordinal);
    return new MessageId(lsn, place);
  }

  private ConnectRecord message(
      SourceTable table,
      String operation,
      Struct value,
      Map<String, Object> data,
      Map<String, Object> before) {
    long micros = value.getStruct("source").getInt64("ts_us");
    String time = Instant.EPOCH.plus(micros, ChronoUnit.MICROS).toString();
    Map<String, Object> envelope =
        settings
            .style()
            .envelope(table.configured(), operation, time, data == null ? Map.of() : data, before);
    return new ConnectRecord(
        null, MessageId.NONE, micros, null, Headers.empty(), Payload.ofValue(json, envelope));
  }

  /** Of a row before its change the log has the key only, unless the table says otherwise. */
  private Map<String, Object> before(SourceTable table, Struct value) {
    Struct before = value.schema().field("before") == null ? null : value.getStruct("before");
    if (before == null) {
      return null;
    }
    Map<String, Object> row = values.row(before, settings.style());
    if (!table.isFullIdentity()) {
      Map<String, Object> known = new LinkedHashMap<>(row);
      known.values().removeIf(Objects::isNull);
      return known;
    }
    return row;
  }

  private SourceTable tableOf(Struct value) {
    Struct source = value.getStruct("source");
    String name = source.getString("schema") + "." + source.getString("table");
    SourceTable table = tables.get(name);
    if (table == null) {
      throw new IllegalStateException("Debezium gave a change of " + name + ", not configured");
    }
    return table;
  }

  /** The values of the primary key, separated by bars. */
  private byte[] key(SourceRecord record) {
    if (!(record.key() instanceof Struct key)) {
      return null;
    }
    StringBuilder text = new StringBuilder();
    for (Field field : key.schema().fields()) {
      text.append(text.isEmpty() ? "" : "|").append(values.value(field.schema(), key.get(field)));
    }
    return text.toString().getBytes(StandardCharsets.UTF_8);
  }
}
