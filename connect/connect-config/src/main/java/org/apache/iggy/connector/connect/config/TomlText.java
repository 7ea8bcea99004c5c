// SPDX-License-Identifier: Apache-2.0
package org.apache.iggy.connector.connect.config;

import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.tomlj.Toml;

/** Writes nested values as TOML, in their order: single values first, then tables. */
public final class TomlText {
  private static final Pattern BARE_KEY = Pattern.compile("[A-Za-z0-9_-]+");

  private final StringBuilder text = new StringBuilder();

  private TomlText() {}

  /** The text of a table; keys whose value is null are left out, as TOML has none. */
  public static String of(Map<String, ?> table) {
    TomlText toml = new TomlText();
    toml.table("", table);
    return toml.text.toString();
  }

  private void table(String path, Map<?, ?> table) {
    table.forEach(
        (key, value) -> {
          if (value != null && !isTable(value) && !isTables(value)) {
            text.append(key(key)).append(" = ");
            inline(value);
            text.append('\n');
          }
        });
    table.forEach(
        (key, value) -> {
          String inner = path.isEmpty() ? key(key) : path + "." + key(key);
          if (value instanceof Map<?, ?> map) {
            header("[" + inner + "]");
            table(inner, map);
          } else if (isTables(value)) {
            ((List<?>) value).forEach(element -> element(inner, (Map<?, ?>) element));
          }
        });
  }

  private void element(String path, Map<?, ?> table) {
    header("[[" + path + "]]");
    table(path, table);
  }

  private void header(String header) {
    text.append(text.isEmpty() ? "" : "\n").append(header).append('\n');
  }

  private void inline(Object value) {
    if (value instanceof List<?> list) {
      text.append('[');
      for (int i = 0; i < list.size(); i++) {
        text.append(i == 0 ? "" : ", ");
        inline(list.get(i));
      }
      text.append(']');
    } else if (value instanceof Map<?, ?> map) {
      text.append('{');
      String separator = " ";
      for (Map.Entry<?, ?> entry : map.entrySet()) {
        if (entry.getValue() != null) {
          text.append(separator).append(key(entry.getKey())).append(" = ");
          inline(entry.getValue());
          separator = ", ";
        }
      }
      text.append(" }");
    } else if (value instanceof CharSequence characters) {
      quoted(characters.toString());
    } else {
      text.append(value == null ? "\"\"" : value.toString());
    }
  }

  private void quoted(String value) {
    text.append('"').append(Toml.tomlEscape(value)).append('"');
  }

  private static String key(Object key) {
    String name = String.valueOf(key);
    return BARE_KEY.matcher(name).matches() ? name : "\"" + Toml.tomlEscape(name) + "\"";
  }

  private static boolean isTable(Object value) {
    return value instanceof Map;
  }

  private static boolean isTables(Object value) {
    return value instanceof List<?> list
        && !list.isEmpty()
        && list.stream().allMatch(TomlText::isTable);
  }
}
