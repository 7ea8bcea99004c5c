// SPDX-License-Identifier: Apache-2.0
package org.apache.iggy.connector.pinot.config;

import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;

/**
 * One key of the stream configuration: its name, rule, default and documentation. Immutable.
 *
 * @param <T> type of the parsed value
 */
public final class ConfigKey<T> {
  private final String name;
  private final String rule;
  private final String example;
  private final String description;
  private final Function<String, T> parser;
  private final String defaultText;
  private final boolean secret;

  private ConfigKey(
      String name,
      String rule,
      String example,
      String description,
      Function<String, T> parser,
      String defaultText,
      boolean secret) {
    this.name = Objects.requireNonNull(name, "name");
    this.rule = rule;
    this.example = example;
    this.description = description;
    this.parser = parser;
    this.defaultText = defaultText;
    this.secret = secret;
  }

  static ConfigKey<String> text(String name, String example, String description) {
    return new ConfigKey<>(
        name, "any text but blank", example, description, ConfigKey::parseText, null, false);
  }

  static ConfigKey<Integer> integer(
      String name, int least, int most, int defaultValue, String description) {
    return new ConfigKey<>(
        name,
        "a whole number from " + least + " to " + most,
        Integer.toString(defaultValue),
        description,
        text -> parseInteger(text, least, most),
        Integer.toString(defaultValue),
        false);
  }

  static ConfigKey<Boolean> flag(String name, boolean defaultValue, String description) {
    return new ConfigKey<>(
        name,
        "true or false",
        Boolean.toString(!defaultValue),
        description,
        ConfigKey::parseFlag,
        Boolean.toString(defaultValue),
        false);
  }

  /** A key whose values have a type of their own; its rule says what the parser takes. */
  static <T> ConfigKey<T> of(
      String name, String rule, String example, String description, Function<String, T> parser) {
    return new ConfigKey<>(name, rule, example, description, parser, null, false);
  }

  /** The same key whose value never appears in a message or a log. */
  ConfigKey<T> secret() {
    return new ConfigKey<>(name, rule, example, description, parser, defaultText, true);
  }

  /** The same key with a default. */
  ConfigKey<T> withDefault(String text) {
    return new ConfigKey<>(name, rule, example, description, parser, text, secret);
  }

  /** Name behind the prefix {@code stream.iggy.}. */
  public String name() {
    return name;
  }

  /** What a value must look like, in words. */
  public String rule() {
    return rule;
  }

  /** A value that is right. */
  public String example() {
    return example;
  }

  /** What the key does. */
  public String description() {
    return description;
  }

  /** The value when the key is absent, as text. */
  public Optional<String> defaultText() {
    return Optional.ofNullable(defaultText);
  }

  /** Whether the value is a secret. */
  public boolean isSecret() {
    return secret;
  }

  /**
   * Parses a value.
   *
   * @throws IllegalArgumentException when it breaks the rule
   */
  T parse(String text) {
    return parser.apply(text.trim());
  }

  /** The value as messages show it. */
  String redact(String text) {
    return secret ? "***" : "'" + text + "'";
  }

  private static String parseText(String text) {
    if (text.isEmpty()) {
      throw new IllegalArgumentException("blank");
    }
    return text;
  }

  private static Integer parseInteger(String text, int least, int most) {
    long value = Long.parseLong(text);
    if (value < least || value > most) {
      throw new IllegalArgumentException("out of range");
    }
    return (int) value;
  }

  private static Boolean parseFlag(String text) {
    if (text.equalsIgnoreCase("true")) {
      return true;
    }
    if (text.equalsIgnoreCase("false")) {
      return false;
    }
    throw new IllegalArgumentException("neither true nor false");
  }
}
