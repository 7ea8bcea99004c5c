// SPDX-License-Identifier: Apache-2.0
package org.apache.iggy.connector.connect.transform.field;

import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.iggy.connector.connect.api.ConnectException;
import org.apache.iggy.connector.connect.api.ErrorCategory;
import org.apache.iggy.connector.connect.api.config.Config;
import org.apache.iggy.connector.connect.api.config.ConfigKey;
import org.apache.iggy.connector.connect.api.config.ConfigSpec;
import org.apache.iggy.connector.connect.api.config.ConfigType;

/** What a field is set to: {@code value.static} or {@code value.computed}. Thread-safe. */
@FunctionalInterface
public interface FieldValue {
  /** The key of a value that is in the configuration. */
  ConfigKey<Object> STATIC =
      ConfigKey.of(
              "static",
              ConfigType.ANY,
              "The value itself: text, a number, true or false, a date, a list or a table.")
          .example("\"hello\"");

  /** The key of a value that is made for each message. */
  ConfigKey<ComputedValue> COMPUTED =
      ConfigKey.of(
              "computed",
              ConfigType.oneOf(ComputedValue.class),
              "What to compute for each message: date_time is text (RFC 3339), timestamps are"
                  + " numbers since 1970, UUIDs are text.")
          .example("\"timestamp_millis\"");

  /** The keys of the {@code value} table. */
  ConfigSpec SPEC = ConfigSpec.of(STATIC, COMPUTED).closed();

  /** The value for the next message; not to be changed. */
  Object next();

  /**
   * Reads a {@code value} table.
   *
   * @param path where the table stands, for errors
   * @throws ConnectException of category CONFIGURATION unless it has exactly one of its keys
   */
  static FieldValue of(Config value, String path) {
    if (value.isGiven(STATIC) == value.isGiven(COMPUTED)) {
      throw new ConnectException(
          ErrorCategory.CONFIGURATION, path + " must have either static or computed");
    }
    if (value.isGiven(COMPUTED)) {
      return value.get(COMPUTED)::compute;
    }
    Object constant = plain(value.get(STATIC));
    return () -> constant;
  }

  /** What came out of a file, as codecs would give it: whole numbers are longs, times instants. */
  static Object plain(Object raw) {
    if (raw instanceof Integer || raw instanceof Short || raw instanceof Byte) {
      return ((Number) raw).longValue();
    }
    if (raw instanceof OffsetDateTime time) {
      return time.toInstant();
    }
    if (raw instanceof List<?> list) {
      List<Object> copy = new ArrayList<>();
      list.forEach(element -> copy.add(plain(element)));
      return Collections.unmodifiableList(copy);
    }
    if (raw instanceof Map<?, ?> table) {
      Map<String, Object> copy = new LinkedHashMap<>();
      table.forEach((name, value) -> copy.put(String.valueOf(name), plain(value)));
      return Collections.unmodifiableMap(copy);
    }
    return raw;
  }
}
