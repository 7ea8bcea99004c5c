// SPDX-License-Identifier: Apache-2.0
package org.apache.iggy.connector.pinot.config;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** Reads the plugin's keys from a table's stream properties and gathers every problem. */
final class StreamProperties {
  private final String prefix;
  private final Map<String, String> properties;
  private final List<String> problems = new ArrayList<>();

  StreamProperties(String streamType, Map<String, String> properties) {
    this.prefix = "stream." + streamType + ".";
    this.properties = properties;
  }

  /** The key as users write it. */
  String fullName(ConfigKey<?> key) {
    return prefix + key.name();
  }

  boolean contains(ConfigKey<?> key) {
    return properties.containsKey(fullName(key));
  }

  /** Notes a problem if the key is there and its value breaks the rule. */
  void check(ConfigKey<?> key) {
    String text = properties.get(fullName(key));
    if (text != null && parse(key, text).isEmpty()) {
      problem(
          key,
          "is " + key.redact(text) + " but must be " + key.rule() + ", such as " + key.example());
    }
  }

  /** The value or the default; empty when there is neither, or when {@link #check} objects. */
  <T> Optional<T> optional(ConfigKey<T> key) {
    String text = properties.get(fullName(key));
    return text == null ? key.defaultText().map(key::parse) : parse(key, text);
  }

  private static <T> Optional<T> parse(ConfigKey<T> key, String text) {
    try {
      return Optional.of(key.parse(text));
    } catch (IllegalArgumentException e) {
      return Optional.empty();
    }
  }

  /** The value or the default; a missing one is a problem. */
  <T> Optional<T> required(ConfigKey<T> key) {
    Optional<T> value = optional(key);
    if (value.isEmpty() && !contains(key)) {
      problem(key, "is missing; it must be " + key.rule() + ", such as " + key.example());
    }
    return value;
  }

  /** The values of these keys: equal for tables that agree in all of them. */
  Object identityOf(List<ConfigKey<?>> keys) {
    return keys.stream()
        .map(key -> Optional.ofNullable(properties.get(fullName(key))))
        .collect(Collectors.toList());
  }

  void problem(ConfigKey<?> key, String what) {
    problems.add(fullName(key) + " " + what);
  }

  List<String> problems() {
    return problems;
  }

  /** Keys with the prefix that nobody knows, each with a hint at the nearest known one. */
  List<String> warnings() {
    return UnknownKeys.describe(prefix, properties.keySet());
  }
}
