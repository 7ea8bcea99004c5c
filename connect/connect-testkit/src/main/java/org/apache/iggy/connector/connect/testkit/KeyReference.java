// SPDX-License-Identifier: Apache-2.0
package org.apache.iggy.connector.connect.testkit;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import org.apache.iggy.connector.connect.api.config.ConfigKey;
import org.apache.iggy.connector.connect.api.config.ConfigSpec;
import org.apache.iggy.connector.connect.api.config.HumanDuration;

/**
 * Keeps the table of keys in a page of documentation what the spec says.
 *
 * <p>The table stands between two lines of comment in the page, which this class writes and checks.
 * {@code -Dreference.write=true} writes it anew.
 */
public final class KeyReference {
  private static final String END = "<!-- end of keys -->\n";

  private KeyReference() {}

  /**
   * Checks a table of a page.
   *
   * @param name what the comment before the table calls it, such as {@code random source}
   * @throws AssertionError when the page has another table, or none
   */
  public static void check(Path page, String name, ConfigSpec spec) {
    try {
      String present = Files.readString(page);
      String start = "<!-- keys of " + name + ": written from the code -->\n";
      int from = present.indexOf(start);
      int to = present.indexOf(END, Math.max(0, from));
      if (from < 0 || to < 0) {
        throw new AssertionError(page + " needs these lines around its table:\n" + start + END);
      }
      String expected =
          present.substring(0, from + start.length()) + table(spec) + present.substring(to);
      if (Boolean.getBoolean("reference.write")) {
        Files.writeString(page, expected);
      } else if (!present.equals(expected)) {
        throw new AssertionError(
            page
                + " does not say what the spec says; run the test with -Dreference.write=true."
                + " The table should be:\n"
                + table(spec));
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The table in Markdown. */
  public static String table(ConfigSpec spec) {
    StringBuilder table =
        new StringBuilder("\n| Key | Type | Default | What it does |\n|---|---|---|---|\n");
    append(spec, "", table);
    return table.append('\n').toString();
  }

  private static void append(ConfigSpec spec, String prefix, StringBuilder table) {
    for (ConfigKey<?> key : spec.keys()) {
      table.append("| `").append(prefix).append(key.name()).append("` | ");
      table.append(cell(key.typeName())).append(" | ").append(fallback(key)).append(" | ");
      table.append(cell(description(key))).append(" |\n");
      if (key.tableSpec() != null) {
        append(key.tableSpec(), prefix + key.name() + (key.isRepeated() ? "[]." : "."), table);
      }
    }
  }

  private static String fallback(ConfigKey<?> key) {
    if (key.isRequired()) {
      return "required";
    }
    return key.defaultValue() == null || key.isSecret()
        ? ""
        : "`" + cell(written(key.defaultValue())) + "`";
  }

  private static String written(Object value) {
    if (value instanceof Duration duration) {
      return HumanDuration.format(duration);
    }
    if (value instanceof Enum<?> constant) {
      return constant.name().toLowerCase(Locale.ROOT);
    }
    if (value instanceof List<?> list) {
      return list.stream().map(KeyReference::written).collect(Collectors.joining(", ", "[", "]"));
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
