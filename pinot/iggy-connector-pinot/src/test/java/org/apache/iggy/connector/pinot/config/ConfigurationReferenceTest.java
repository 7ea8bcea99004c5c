// SPDX-License-Identifier: Apache-2.0
package org.apache.iggy.connector.pinot.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/**
 * Keeps docs/pinot/configuration.md what the code says: it is written from the keys' descriptors,
 * with {@code mvn -pl pinot/iggy-connector-pinot -am test -Dtest=ConfigurationReferenceTest
 * -Dsurefire.failIfNoSpecifiedTests=false -Dreference.write=true}.
 */
class ConfigurationReferenceTest {
  private static final Path PAGE = Path.of("../../docs/pinot/configuration.md");
  private static final String START = "<!-- keys: written by ConfigurationReferenceTest -->\n";

  @Test
  void shouldListEveryKeyAsTheCodeHasIt() throws IOException {
    String page = Files.readString(PAGE);
    int start = page.indexOf(START) + START.length();
    String expected = page.substring(0, start) + table();
    if (Boolean.getBoolean("reference.write")) {
      Files.writeString(PAGE, expected);
    }
    assertThat(Files.readString(PAGE)).isEqualTo(expected);
  }

  @Test
  void shouldNameOnlyKeysThatExistInTheExample() throws IOException {
    Set<String> keys = new TreeSet<>();
    String page = Files.readString(PAGE);
    int from = page.indexOf("```json");
    String example = page.substring(from, page.indexOf("```", from + 3));
    Matcher used = Pattern.compile("\"(stream\\.iggy\\.[a-z.]+)\"").matcher(example);
    while (used.find()) {
      keys.add(used.group(1));
    }
    assertThat(UnknownKeys.describe("stream.iggy.", keys)).isEmpty();
    assertThat(keys).hasSizeGreaterThan(10);
  }

  private static String table() {
    StringBuilder table =
        new StringBuilder("\n| Key | Default | Rule | What it does |\n|---|---|---|---|\n");
    for (ConfigKey<?> key : IggyStreamConfigKeys.all()) {
      String fallback =
          key.isSecret() ? "" : key.defaultText().map(text -> "`" + text + "`").orElse("");
      table
          .append("| `stream.iggy.")
          .append(key.name())
          .append("` | ")
          .append(fallback)
          .append(" | ")
          .append(key.rule())
          .append(", such as `")
          .append(key.example())
          .append("` | ")
          .append(key.description())
          .append(" |\n");
    }
    return table.toString();
  }
}
