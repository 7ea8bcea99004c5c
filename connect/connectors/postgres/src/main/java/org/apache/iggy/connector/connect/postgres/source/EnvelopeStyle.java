// SPDX-License-Identifier: Apache-2.0
package org.apache.iggy.connector.connect.postgres.source;

import java.util.LinkedHashMap;
import java.util.Map;
import org.apache.iggy.connector.connect.api.config.Config;

/**
 * The form of messages: {@code {table_name, operation_type, timestamp, data, old_data}}, as the
 * Rust runtime's source has it.
 *
 * @param snakeCase whether column names are turned into snake case
 * @param plainData whether columns stand in {@code data} rather than in {@code data.data}
 */
record EnvelopeStyle(boolean snakeCase, boolean plainData) {
  static EnvelopeStyle of(Config config) {
    return new EnvelopeStyle(
        config.get(PostgresSourceKeys.SNAKE_CASE_COLUMNS),
        config.get(PostgresSourceKeys.INCLUDE_METADATA));
  }

  /** A column's name as messages have it. */
  String columnName(String name) {
    return snakeCase ? toSnakeCase(name) : name;
  }

  /**
   * A message.
   *
   * @param timestamp in RFC 3339
   * @param oldData null when there is none
   */
  Map<String, Object> envelope(
      String table,
      String operation,
      String timestamp,
      Map<String, Object> data,
      Map<String, Object> oldData) {
    Map<String, Object> message = new LinkedHashMap<>(8);
    message.put("table_name", table);
    message.put("operation_type", operation);
    message.put("timestamp", timestamp);
    message.put("data", plainData ? data : Map.of("data", data));
    message.put("old_data", oldData);
    return message;
  }

  /**
   * One underscore before each run of capitals but the first: {@code userID} is {@code user_id}.
   */
  static String toSnakeCase(String name) {
    StringBuilder snake = new StringBuilder(name.length() + 4);
    boolean inCapitals = false;
    for (int i = 0; i < name.length(); i++) {
      char c = name.charAt(i);
      boolean capital = Character.isUpperCase(c);
      if (capital && i > 0 && !inCapitals) {
        snake.append('_');
      }
      snake.append(Character.toLowerCase(c));
      inCapitals = capital;
    }
    return snake.toString();
  }
}
