// SPDX-License-Identifier: Apache-2.0
package org.apache.iggy.connector.connect.postgres.sink;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.apache.iggy.connector.connect.api.ConnectRecord;
import org.apache.iggy.connector.connect.api.Header;

/**
 * Where a value of a record is: {@code address.city}, {@code items.0.price}, {@code $key}, or
 * several of these between bars, of which the first counts that gives a value.
 *
 * @param alternatives what gives the value, or null
 */
record FieldPath(List<Function<ConnectRecord, Object>> alternatives) {
  private static final String HEADER = "$header.";

  /**
   * Reads one.
   *
   * @throws IllegalArgumentException when it is none
   */
  static FieldPath parse(String text) {
    List<Function<ConnectRecord, Object>> alternatives = new ArrayList<>();
    for (String part : text.split("\\|", -1)) {
      alternatives.add(alternative(part.strip()));
    }
    return new FieldPath(List.copyOf(alternatives));
  }

  /** The path of a top-level field, whatever characters are in its name. */
  static FieldPath field(String name) {
    return new FieldPath(List.of(record -> walk(record, List.of(name))));
  }

  private static Function<ConnectRecord, Object> alternative(String path) {
    if (path.startsWith(HEADER)) {
      String name = path.substring(HEADER.length());
      return record -> record.headers().get(name).map(Header::value).orElse(null);
    }
    return switch (path) {
      case "$key" -> record -> text(record.key());
      case "$id" -> record -> record.id().toBigInteger();
      case "$payload" -> record -> record.payload().value();
      case "$timestamp" -> record -> time(record.origin().timestampMicros());
      case "$origin_timestamp" -> record -> time(record.originTimestampMicros());
      default -> fieldOf(path);
    };
  }

  private static Function<ConnectRecord, Object> fieldOf(String path) {
    List<String> names = List.of(path.split("\\.", -1));
    if (names.contains("") || path.startsWith("$")) {
      throw new IllegalArgumentException(
          "must be a path such as address.city, or one of $key, $header.NAME, $id, $timestamp,"
              + " $origin_timestamp and $payload");
    }
    return record -> walk(record, names);
  }

  private static String text(byte[] key) {
    return key == null ? null : new String(key, StandardCharsets.UTF_8);
  }

  private static Instant time(long micros) {
    return Instant.EPOCH.plus(micros, ChronoUnit.MICROS);
  }

  /** This path, and another for when it gives nothing. */
  FieldPath or(FieldPath other) {
    List<Function<ConnectRecord, Object>> all = new ArrayList<>(alternatives);
    all.addAll(other.alternatives);
    return new FieldPath(List.copyOf(all));
  }

  /**
   * The value of a record; null when it has none.
   *
   * @throws org.apache.iggy.connector.connect.api.CodecException when it has no fields
   */
  Object valueOf(ConnectRecord record) {
    for (Function<ConnectRecord, Object> alternative : alternatives) {
      Object value = alternative.apply(record);
      if (value != null) {
        return value;
      }
    }
    return null;
  }

  private static Object walk(ConnectRecord record, List<String> names) {
    Object value = Deletion.isTombstone(record) ? null : record.payload().fields();
    for (String name : names) {
      if (value instanceof Map<?, ?> map) {
        value = map.get(name);
      } else if (value instanceof List<?> list) {
        value = element(list, name);
      } else {
        return null;
      }
    }
    return value;
  }

  private static Object element(List<?> list, String name) {
    if (!name.chars().allMatch(c -> c >= '0' && c <= '9') || name.length() > 9) {
      return null;
    }
    int index = Integer.parseInt(name);
    return index < list.size() ? list.get(index) : null;
  }
}
