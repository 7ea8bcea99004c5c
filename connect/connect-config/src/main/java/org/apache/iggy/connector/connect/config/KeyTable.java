// SPDX-License-Identifier: Apache-2.0
package org.apache.iggy.connector.connect.config;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import org.apache.iggy.connector.connect.api.config.Config;
import org.apache.iggy.connector.connect.api.config.ConfigKey;
import org.apache.iggy.connector.connect.api.config.ConfigSpec;
import org.apache.iggy.connector.connect.api.config.HumanDuration;

/** What a spec says of its keys, those of tables in it too, for documentation. */
public final class KeyTable {
  private final List<Row> rows = new ArrayList<>();

  /**
   * A key.
   *
   * @param path its name with the tables around it, such as {@code retry.max_attempts}
   * @param type what its type is called
   * @param fallback {@code required}, or the default as files write it; empty when there is none
   * @param description what it is for, with its rule, an example and other names
   */
  public record Row(String path, String type, String fallback, String description) {}

  /** The keys of a spec. */
  public KeyTable(ConfigSpec spec) {
    append(spec, "");
  }

  /** The keys in the order of the spec. */
  public List<Row> rows() {
    return List.copyOf(rows);
  }

  /** A table in Markdown. */
  public String markdown() {
    StringBuilder table =
        new StringBuilder("\n| Key | Type | Default | What it does |\n|---|---|---|---|\n");
    for (Row row : rows) {
      boolean isValue = !row.fallback().isEmpty() && !row.fallback().equals("required");
      table.append("| `").append(row.path()).append("` | ").append(cell(row.type()));
      table.append(" | ").append(isValue ? "`" + cell(row.fallback()) + "`" : row.fallback());
      table.append(" | ").append(cell(row.description())).append(" |\n");
    }
    return table.append('\n').toString();
  }

  private void append(ConfigSpec spec, String prefix) {
    for (ConfigKey<?> key : spec.keys()) {
      String path = prefix + key.name();
      rows.add(new Row(path, key.typeName(), fallback(key), description(key)));
      if (key.tableSpec() != null) {
        append(key.tableSpec(), path + (key.isRepeated() ? "[]." : "."));
      }
    }
  }

  private static String fallback(ConfigKey<?> key) {
    if (key.isRequired()) {
      return "required";
    }
    boolean isShown = key.defaultValue() != null && !key.isSecret();
    return isShown ? written(key.defaultValue()) : "";
  }

  /** A table's default are those of its keys, which have rows of their own. */
  private static String written(Object value) {
    if (value instanceof Config || value instanceof Map) {
      return "";
    }
    if (value instanceof Duration duration) {
      return HumanDuration.format(duration);
    }
    if (value instanceof Enum<?> constant) {
      return constant.name().toLowerCase(Locale.ROOT);
    }
    if (value instanceof List<?> list) {
      return list.stream().map(KeyTable::written).collect(Collectors.joining(", ", "[", "]"));
    }
    return value instanceof String text ? "\"" + text + "\"" : String.valueOf(value);
  }

  private static String description(ConfigKey<?> key) {
    StringBuilder text = new StringBuilder(key.documentation());
    if (key.rule() != null) {
      text.append(" It ").append(key.rule()).append('.');
    }
    if (key.example() != null) {
      text.append(" Such as `").append(key.example()).append("`.");
    }
    if (!key.aliases().isEmpty()) {
      text.append(" Also written `").append(String.join("`, `", key.aliases())).append("`.");
    }
    return text.append(key.isSecret() ? " Secret." : "").toString();
  }

  private static String cell(String text) {
    return text.replace("|", "\\|").replace('\n', ' ');
  }
}
