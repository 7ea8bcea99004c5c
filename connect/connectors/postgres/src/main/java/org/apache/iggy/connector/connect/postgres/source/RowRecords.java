// SPDX-License-Identifier: Apache-2.0
package org.apache.iggy.connector.connect.postgres.source;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.sql.ResultSet;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.iggy.connector.connect.api.Codec;
import org.apache.iggy.connector.connect.api.ConnectRecord;
import org.apache.iggy.connector.connect.api.Header;
import org.apache.iggy.connector.connect.api.Headers;
import org.apache.iggy.connector.connect.api.MessageId;
import org.apache.iggy.connector.connect.api.Payload;
import org.apache.iggy.connector.connect.postgres.SqlErrors;

/**
 * Makes messages of the rows of a result. A row that cannot be read becomes a message all the same:
 * operation {@code ERROR}, what could be read of it, and the field {@code error}; the header {@link
 * #ERROR_HEADER} tells such messages from others.
 */
final class RowRecords {
  static final String ERROR_HEADER = "postgres-error";

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
   * The message of the row at which a result stands.
   *
   * @param firstColumn the first of the row's own columns, from 1
   */
  Sized read(ResultSet result, int firstColumn, RowIdentity identity, Instant now)
      throws SQLException {
    Row row = new Row();
    ResultSetMetaData columns = result.getMetaData();
    for (int i = firstColumn; i <= columns.getColumnCount(); i++) {
      readColumn(result, i, columns.getColumnName(i), columns.getColumnTypeName(i), row);
    }
    Headers headers = Headers.empty();
    Payload payload = row.payload;
    if (row.error != null) {
      headers = headers.with(Header.of(ERROR_HEADER, row.error));
      payload = errorPayload(identity, row, now);
    } else if (payload == null) {
      payload = Payload.ofValue(json, envelope(identity, "SELECT", row, now));
    }
    byte[] key =
        identity.key().isEmpty()
            ? null
            : String.join("|", identity.key()).getBytes(StandardCharsets.UTF_8);
    long micros = ChronoUnit.MICROS.between(Instant.EPOCH, now);
    MessageId id = id(identity, payload);
    return new Sized(new ConnectRecord(null, id, micros, key, headers, payload), row.textLength);
  }

  private void readColumn(ResultSet result, int index, String name, String type, Row row)
      throws SQLException {
    String text;
    try {
      text = result.getString(index);
    } catch (SQLException e) {
      if (!isAboutValue(e)) {
        throw e;
      }
      row.fail(name, "cannot be read: " + SqlErrors.describe(e));
      return;
    }
    row.textLength += name.length() + (text == null ? 4 : text.length());
    try {
      if (name.equals(settings.payloadColumn())) {
        row.payload = payload(type, text);
      } else {
        row.data.put(settings.style().columnName(name), values.value(type, text));
      }
    } catch (IllegalArgumentException e) {
      row.fail(name, e.getMessage());
    }
  }

  /** Whether an error is of one value (its encoding) rather than of the connection. */
  private static boolean isAboutValue(SQLException error) {
    return SqlErrors.state(error).startsWith("22")
        || (error.getCause() instanceof IOException cause
            && String.valueOf(cause.getMessage()).contains("UTF-8"));
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

  private Map<String, Object> envelope(
      RowIdentity identity, String operation, Row row, Instant now) {
    return settings.style().envelope(identity.table(), operation, now.toString(), row.data, null);
  }

  private Payload errorPayload(RowIdentity identity, Row row, Instant now) {
    Map<String, Object> envelope = envelope(identity, "ERROR", row, now);
    envelope.put("error", row.error);
    return Payload.ofValue(json, envelope);
  }

  /** Without a key, the content tells rows of one tracking value apart. */
  private MessageId id(RowIdentity identity, Payload payload) {
    RecordIds.Digest digest = RecordIds.digest().add("row").add(identity.table());
    identity.order().forEach(digest::add);
    identity.key().forEach(digest::add);
    digest.add(identity.version());
    if (identity.version() == null || identity.key().isEmpty()) {
      digest.add(payload.isDecoded() ? content(payload) : payload.bytes());
    }
    return digest.toId();
  }

  /** The row without the time at which it was read. */
  private byte[] content(Payload payload) {
    return payload.value() instanceof Map<?, ?> envelope
        ? json.encode(envelope.get("data"))
        : payload.bytes();
  }
}
