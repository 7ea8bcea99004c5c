// SPDX-License-Identifier: Apache-2.0
package org.apache.iggy.connector.connect.postgres.source;

import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.apache.iggy.connector.connect.api.Codec;
import org.apache.iggy.connector.connect.api.ConnectRecord;
import org.apache.iggy.connector.connect.api.Headers;
import org.apache.iggy.connector.connect.api.MessageId;
import org.apache.iggy.connector.connect.api.Payload;
import org.apache.iggy.connector.connect.postgres.SqlErrors;

/**
 * Makes messages of rows. A row that cannot be read becomes a record that no format can hold, so
 * that the policy for errors decides; what could be read of it, with the field {@code error}, is
 * what the dead letters get.
 */
final class RowRecords {
  private final PollingSettings settings;
  private final Codec json;
  private final ColumnValues values;

  RowRecords(PollingSettings settings, Codec json) {
    this.settings = settings;
    this.json = json;
    this.values = new ColumnValues(json);
  }

  /** What is known of a row beside its columns. */
  record RowIdentity(String table, List<String> order, List<String> key, String version) {}

  /** A row as it was read. */
  private static final class Row {
    final Map<String, Object> data = new LinkedHashMap<>();
    Payload payload;
    String error;
    long textLength;

    void fail(String column, String why) {
      error = (error == null ? "" : error + "; ") + "column " + column + " " + why;
    }
  }

  /** A message and about how many bytes it has. */
  record Sized(ConnectRecord record, long bytes) {}

  /**
   * The message of a row.
   *
   * @param firstColumn the first of the row's own columns, from 1
   */
  Sized read(TextRows rows, int firstColumn, RowIdentity identity, Instant now)
      throws SQLException {
    Row row = new Row();
    for (int column = firstColumn; column <= rows.names().size(); column++) {
      readColumn(rows, column, row);
    }
    Map<String, Object> envelope =
        row.error == null && row.payload != null ? null : envelope(identity, row, now);
    Payload payload = payload(row, envelope);
    byte[] key =
        identity.key().isEmpty()
            ? null
            : String.join("|", identity.key()).getBytes(StandardCharsets.UTF_8);
    long micros = ChronoUnit.MICROS.between(Instant.EPOCH, now);
    MessageId id =
        id(identity, () -> envelope == null ? payload.bytes() : json.encode(envelope.get("data")));
    return new Sized(
        new ConnectRecord(null, id, micros, key, Headers.empty(), payload), row.textLength);
  }

  private Payload payload(Row row, Map<String, Object> envelope) {
    if (row.error != null) {
      return Payload.unreadable(json.encode(envelope), row.error);
    }
    return envelope == null ? row.payload : Payload.ofValue(json, envelope);
  }

  private void readColumn(TextRows rows, int column, Row row) throws SQLException {
    String name = rows.names().get(column - 1);
    String text;
    try {
      text = rows.text(column);
    } catch (SQLException e) {
      if (!SqlErrors.isAboutEncoding(e)) {
        throw e;
      }
      row.fail(name, "cannot be read: " + SqlErrors.describe(e));
      return;
    }
    row.textLength += name.length() + (text == null ? 4 : text.length());
    try {
      if (name.equals(settings.payloadColumn())) {
        row.payload = payload(rows.type(column), text);
      } else {
        row.data.put(settings.style().columnName(name), values.value(rows.type(column), text));
      }
    } catch (IllegalArgumentException e) {
      row.fail(name, e.getMessage());
    }
  }

  private Payload payload(String type, String text) {
    if (text == null) {
      throw new IllegalArgumentException("is NULL, and a message cannot be empty");
    }
    return switch (settings.payloadFormat()) {
      case BYTEA, RAW -> Payload.raw(bytes(type, text));
      case TEXT -> Payload.text(text);
      case JSON_DIRECT, JSONB, JSONB_DIRECT, JSON -> Payload.ofBytes(json, json(type, text));
    };
  }

  private byte[] json(String type, String text) {
    byte[] bytes = bytes(type, text);
    if (!type.equals("json") && !type.equals("jsonb")) {
      values.value("json", new String(bytes, StandardCharsets.UTF_8));
    }
    return bytes;
  }

  private static byte[] bytes(String type, String text) {
    byte[] bytes =
        type.equals("bytea") ? ColumnValues.bytes(text) : text.getBytes(StandardCharsets.UTF_8);
    if (bytes.length == 0) {
      throw new IllegalArgumentException("is empty, and a message cannot be");
    }
    return bytes;
  }

  private Map<String, Object> envelope(RowIdentity identity, Row row, Instant now) {
    String operation = row.error == null ? "SELECT" : "ERROR";
    Map<String, Object> envelope =
        settings.style().envelope(identity.table(), operation, now.toString(), row.data, null);
    if (row.error != null) {
      envelope.put("error", row.error);
    }
    return envelope;
  }

  /**
   * Without a key or version, the content tells rows of one tracking value apart, without the time
   * at which they were read.
   */
  private static MessageId id(RowIdentity identity, Supplier<byte[]> content) {
    RecordIds.Digest digest = RecordIds.digest().add("row").add(identity.table());
    identity.order().forEach(digest::add);
    identity.key().forEach(digest::add);
    digest.add(identity.version());
    if (identity.version() == null || identity.key().isEmpty()) {
      digest.add(content.get());
    }
    return digest.toId();
  }
}
