// SPDX-License-Identifier: Apache-2.0
package org.apache.iggy.connector.connect.transform.pattern;

import com.google.re2j.Pattern;
import com.google.re2j.PatternSyntaxException;
import java.util.Optional;
import java.util.function.Predicate;
import org.apache.iggy.connector.connect.api.ConnectException;
import org.apache.iggy.connector.connect.api.ErrorCategory;
import org.apache.iggy.connector.connect.api.config.Config;
import org.apache.iggy.connector.connect.api.config.ConfigKey;
import org.apache.iggy.connector.connect.api.config.ConfigSpec;
import org.apache.iggy.connector.connect.api.config.ConfigType;

/** What a name may look like: a table with one of five keys. */
public final class KeyPattern {
  private static final ConfigKey<String> EXACT =
      ConfigKey.of("exact", ConfigType.STRING, "The name is this.").example("\"id\"");
  private static final ConfigKey<String> STARTS_WITH =
      ConfigKey.of("starts_with", ConfigType.STRING, "The name starts with this.")
          .example("\"user_\"");
  private static final ConfigKey<String> ENDS_WITH =
      ConfigKey.of("ends_with", ConfigType.STRING, "The name ends with this.").example("\"_at\"");
  private static final ConfigKey<String> CONTAINS =
      ConfigKey.of("contains", ConfigType.STRING, "This is in the name.").example("\"secret\"");
  private static final ConfigKey<String> REGEX =
      ConfigKey.of(
              "regex",
              ConfigType.STRING,
              "A regular expression (RE2) that is found in the name; anchor it with ^ and $.")
          .example("\"^[a-z_]+$\"");

  /** The keys of the table. */
  public static final ConfigSpec SPEC =
      ConfigSpec.of(EXACT, STARTS_WITH, ENDS_WITH, CONTAINS, REGEX).closed();

  private KeyPattern() {}

  /**
   * Reads the table.
   *
   * @param path where it stands, for errors
   * @throws ConnectException of category CONFIGURATION unless it has exactly one key
   */
  public static Predicate<String> of(Config table, String path) {
    if (SPEC.keys().stream().filter(table::isGiven).count() != 1) {
      throw new ConnectException(
          ErrorCategory.CONFIGURATION,
          path + " must have exactly one of exact, starts_with, ends_with, contains and regex");
    }
    Optional<Predicate<String>> plain =
        table
            .find(EXACT)
            .<Predicate<String>>map(wanted -> wanted::equals)
            .or(() -> table.find(STARTS_WITH).map(start -> name -> name.startsWith(start)))
            .or(() -> table.find(ENDS_WITH).map(end -> name -> name.endsWith(end)))
            .or(() -> table.find(CONTAINS).map(part -> name -> name.contains(part)));
    return plain.orElseGet(() -> regex(table.get(REGEX), path + ".regex"));
  }

  /**
   * A test of whether an expression is found in a text. RE2 takes time in proportion to the text
   * whatever the expression is.
   *
   * @param path where the expression stands, for errors
   * @throws ConnectException of category CONFIGURATION when it is none
   */
  static Predicate<String> regex(String expression, String path) {
    try {
      Pattern pattern = Pattern.compile(expression);
      return text -> pattern.matcher(text).find();
    } catch (PatternSyntaxException e) {
      throw new ConnectException(
          ErrorCategory.CONFIGURATION,
          path + " must be a regular expression in RE2's syntax: " + e.getDescription(),
          e);
    }
  }
}
