// SPDX-License-Identifier: Apache-2.0
package org.apache.iggy.connector.connect.postgres.source;

import io.debezium.data.VariableScaleDecimal;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeParseException;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.iggy.connector.connect.api.Codec;
import org.apache.iggy.connector.connect.api.CodecException;
import org.apache.kafka.connect.data.Field;
import org.apache.kafka.connect.data.Schema;
import org.apache.kafka.connect.data.Struct;

/**
 * Turns values as Debezium has them (<a
 * href="https://debezium.io/documentation/reference/stable/connectors/postgresql.html#postgresql-data-types">data
 * types</a>) into those of messages, the same that polling gives for the same column.
 */
final class ConnectValues {
  /** What stands for a value that an update did not touch and the log does not hold. */
  static final Object ABSENT = new Object();

  private final Codec json;
  private final String absentText;
  private final byte[] absentBytes;

  /**
   * Creates it.
   *
   * @param json reads columns of JSON
   * @param absent what Debezium puts in place of values that the log does not hold
   */
  ConnectValues(Codec json, String absent) {
    this.json = json;
    this.absentText = absent;
    this.absentBytes = absent.getBytes(StandardCharsets.UTF_8);
  }

  /** The fields of a row, without those that the log does not hold. */
  Map<String, Object> row(Struct row, EnvelopeStyle style) {
    Map<String, Object> values = new LinkedHashMap<>();
    for (Field field : row.schema().fields()) {
      Object value = value(field.schema(), row.getWithoutDefault(field.name()));
      if (value != ABSENT) {
        values.put(style.columnName(field.name()), value);
      }
    }
    return values;
  }

  /** A value; {@link #ABSENT} when the log does not hold it. */
  Object value(Schema schema, Object value) {
    if (value == null) {
      return null;
    }
    if (isAbsent(value)) {
      return ABSENT;
    }
    String name = schema.name() == null ? "" : schema.name();
    return switch (name) {
      case "io.debezium.time.Date" -> LocalDate.ofEpochDay((Integer) value).toString();
      case "io.debezium.time.Timestamp" -> localTime((Long) value, ChronoUnit.MILLIS);
      case "io.debezium.time.MicroTimestamp" -> localTime((Long) value, ChronoUnit.MICROS);
      case "io.debezium.time.MicroTime" ->
          Timestamps.time(LocalTime.ofNanoOfDay((Long) value % 86_400_000_000L * 1_000));
      case "io.debezium.time.ZonedTimestamp" -> zonedTime((String) value);
      case "io.debezium.data.Json" -> json((String) value);
      case "io.debezium.data.VariableScaleDecimal" ->
          VariableScaleDecimal.toLogical((Struct) value)
              .getDecimalValue()
              .<Object>map(number -> number)
              .orElse("NaN");
      default -> plain(schema, value);
    };
  }

  private boolean isAbsent(Object value) {
    if (value instanceof List<?> list && list.size() == 1) {
      return isAbsent(list.get(0));
    }
    if (value instanceof Map<?, ?> map && map.size() == 1) {
      return isAbsent(map.keySet().iterator().next());
    }
    return absentText.equals(value)
        || (value instanceof ByteBuffer buffer && Arrays.equals(bytes(buffer), absentBytes))
        || (value instanceof byte[] bytes && Arrays.equals(bytes, absentBytes));
  }

  private Object plain(Schema schema, Object value) {
    if (value instanceof List<?> list) {
      List<Object> elements = new ArrayList<>(list.size());
      list.forEach(element -> elements.add(value(schema.valueSchema(), element)));
      return elements;
    }
    if (value instanceof Map<?, ?> map) {
      Map<String, Object> entries = new LinkedHashMap<>();
      map.forEach((key, entry) -> entries.put(String.valueOf(key), entry));
      return entries;
    }
    if (value instanceof Struct struct) {
      Map<String, Object> fields = new LinkedHashMap<>();
      struct
          .schema()
          .fields()
          .forEach(field -> fields.put(field.name(), value(field.schema(), struct.get(field))));
      return fields;
    }
    if (value instanceof ByteBuffer buffer) {
      return bytes(buffer);
    }
    if (value instanceof Short number) {
      return number.intValue();
    }
    return Timestamps.finite(value);
  }

  private static byte[] bytes(ByteBuffer buffer) {
    byte[] bytes = new byte[buffer.remaining()];
    buffer.duplicate().get(bytes);
    return bytes;
  }

  private static String localTime(long sinceEpoch, ChronoUnit unit) {
    return Timestamps.local(
        LocalDateTime.ofInstant(Instant.EPOCH.plus(sinceEpoch, unit), ZoneOffset.UTC));
  }

  private static String zonedTime(String text) {
    try {
      return Timestamps.utc(OffsetDateTime.parse(text));
    } catch (DateTimeParseException e) {
      return text; // infinity
    }
  }

  private Object json(String text) {
    try {
      return json.decode(text.getBytes(StandardCharsets.UTF_8));
    } catch (CodecException e) {
      return text;
    }
  }
}
