// SPDX-License-Identifier: Apache-2.0
package org.apache.iggy.connector.connect.testkit.process;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * Writes maps as TOML 1.0: what a test says in Java becomes the file that a runtime reads.
 *
 * <p>Values are texts, booleans, numbers, lists of those, maps, and lists of maps.
 */
final class TomlText {
  private final StringBuilder text = new StringBuilder();

  private TomlText() {}

  /** The document of a map. */
  static String of(Map<String, ?> table) {
    TomlText toml = new TomlText();
    toml.table("", table);
    return toml.text.toString();
  }

  /** Values come first: behind a header they would belong to that table. */
  private void table(String path, Map<String, ?> table) {
    table.forEach(
        (key, value) -> {
          if (!isTable(value) && !isTables(value)) {
            text.append(key(key)).append(" = ").append(value(value)).append('\n');
          }
        });
    table.forEach(
        (key, value) -> {
          String inner = path.isEmpty() ? key(key) : path + "." + key(key);
          if (isTable(value)) {
            text.append("\n[").append(inner).append("]\n");
            table(inner, asTable(value));
          } else if (isTables(value)) {
            for (Object element : (List<?>) value) {
              text.append("\n[[").append(inner).append("]]\n");
              table(inner, asTable(element));
            }
          }
        });
  }

  private static boolean isTable(Object value) {
    return value instanceof Map;
  }

  private static boolean isTables(Object value) {
    return value instanceof List<?> list && !list.isEmpty() && list.get(0) instanceof Map;
  }

  private static Map<String, ?> asTable(Object value) {
    return ((Map<?, ?>) value)
        .entrySet().stream()
            .collect(
                Collectors.toMap(
                    entry -> (String) entry.getKey(),
                    Map.Entry::getValue,
                    (one, other) -> one,
                    java.util.LinkedHashMap::new));
  }

  private static String key(String key) {
    return key.matches("[A-Za-z0-9_-]+") ? key : quoted(key);
  }

  private static String value(Object value) {
    if (value instanceof Boolean || value instanceof Number) {
      return value.toString();
    }
    if (value instanceof Collection<?> all) {
      return all.stream().map(TomlText::value).collect(Collectors.joining(", ", "[", "]"));
    }
    return quoted(value.toString());
  }

  private static String quoted(String value) {
    StringBuilder quoted = new StringBuilder("\"");
    for (int i = 0; i < value.length(); i++) {
      char c = value.charAt(i);
      switch (c) {
        case '"' -> quoted.append("\\\"");
        case '\\' -> quoted.append("\\\\");
        case '\n' -> quoted.append("\\n");
        default -> {
          if (c < ' ') {
            quoted.append(String.format("\\u%04X", (int) c));
          } else {
            quoted.append(c);
          }
        }
      }
    }
    return quoted.append('"').toString();
  }
}
