// SPDX-License-Identifier: Apache-2.0
package org.apache.iggy.connector.connect.api.config;

import java.math.BigDecimal;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;

/**
 * The type of a key: how what a file or the environment says becomes a value.
 *
 * <p>Raw values are {@link String}, {@link Boolean}, {@link Number}, {@link List} and {@link Map}.
 * A text is taken for any type that it can be read as, since the environment has nothing but texts.
 * Immutable.
 *
 * @param <T> what values are
 */
public final class ConfigType<T> {
  /** Text; numbers and truth values are taken as they are written. */
  public static final ConfigType<String> STRING = new ConfigType<>("string", ConfigType::text);

  /** {@code true} or {@code false}. */
  public static final ConfigType<Boolean> BOOLEAN = new ConfigType<>("boolean", ConfigType::truth);

  /** A whole number of 64 bits. */
  public static final ConfigType<Long> INTEGER = new ConfigType<>("integer", ConfigType::whole);

  /** A number. */
  public static final ConfigType<Double> DECIMAL = new ConfigType<>("decimal", ConfigType::decimal);

  /**
   * A span of time such as {@code 5ms}, {@code 1m 30s} or {@code 2days}; {@code 0}, {@code
   * unlimited}, {@code disabled} and {@code none} are zero.
   */
  public static final ConfigType<Duration> DURATION =
      new ConfigType<>("duration", raw -> HumanDuration.parse(text(raw)));

  /** A number of bytes such as {@code 1048576}, {@code 64 KiB} or {@code 10MB}. */
  public static final ConfigType<Long> BYTES =
      new ConfigType<>("bytes", raw -> HumanBytes.parse(text(raw)));

  /** Whatever the file has. */
  public static final ConfigType<Object> ANY = new ConfigType<>("any", raw -> raw);

  /** A table of texts. */
  public static final ConfigType<Map<String, String>> STRINGS_BY_NAME =
      new ConfigType<>("table of strings", ConfigType::texts);

  private final String name;
  private final Function<Object, T> parser;

  private ConfigType(String name, Function<Object, T> parser) {
    this.name = name;
    this.parser = parser;
  }

  /** One of the constants of an enum, written in lower case. */
  public static <E extends Enum<E>> ConfigType<E> oneOf(Class<E> constants) {
    List<String> names = new ArrayList<>();
    for (E constant : constants.getEnumConstants()) {
      names.add(constant.name().toLowerCase(Locale.ROOT));
    }
    return new ConfigType<>(
        String.join(" | ", names),
        raw -> {
          int index = names.indexOf(text(raw).toLowerCase(Locale.ROOT));
          if (index < 0) {
            throw new IllegalArgumentException("must be one of " + String.join(", ", names));
          }
          return constants.getEnumConstants()[index];
        });
  }

  /**
   * A list; a text is taken as its elements between commas, with or without brackets around them:
   * {@code a, b} or {@code ["a", "b, c"]}.
   */
  public static <T> ConfigType<List<T>> listOf(ConfigType<T> elements) {
    return new ConfigType<>(
        "list of " + elements.name,
        raw -> {
          List<T> list = new ArrayList<>();
          for (Object element : elementsOf(raw)) {
            list.add(elements.parse(element));
          }
          return List.copyOf(list);
        });
  }

  /** What the type is called in documentation. */
  public String name() {
    return name;
  }

  /**
   * Reads a raw value.
   *
   * @throws IllegalArgumentException whose message is the rule, such as {@code must be true or
   *     false}; without the value, which may be secret
   */
  public T parse(Object raw) {
    return parser.apply(raw);
  }

  @Override
  public String toString() {
    return name;
  }

  private static List<?> elementsOf(Object raw) {
    if (raw instanceof List<?> list) {
      return list;
    }
    String text = text(raw).strip();
    if (text.startsWith("[") && text.endsWith("]")) {
      text = text.substring(1, text.length() - 1).strip();
    }
    return text.isEmpty() ? List.of() : split(text);
  }

  private static List<String> split(String text) {
    List<String> elements = new ArrayList<>();
    StringBuilder element = new StringBuilder();
    boolean quoted = false;
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c == '"') {
        quoted = !quoted;
      } else if (c == ',' && !quoted) {
        elements.add(element.toString().strip());
        element.setLength(0);
      } else {
        element.append(c);
      }
    }
    elements.add(element.toString().strip());
    return elements;
  }

  private static String text(Object raw) {
    if (raw instanceof Map || raw instanceof List) {
      throw new IllegalArgumentException("must be a single value, not a table or a list");
    }
    return String.valueOf(raw);
  }

  private static Boolean truth(Object raw) {
    return switch (text(raw).strip().toLowerCase(Locale.ROOT)) {
      case "true" -> true;
      case "false" -> false;
      default -> throw new IllegalArgumentException("must be true or false");
    };
  }

  private static Long whole(Object raw) {
    try {
      return new BigDecimal(text(raw).strip()).longValueExact();
    } catch (ArithmeticException | NumberFormatException e) {
      throw new IllegalArgumentException("must be a whole number", e);
    }
  }

  private static Double decimal(Object raw) {
    try {
      return Double.valueOf(text(raw).strip());
    } catch (NumberFormatException e) {
      throw new IllegalArgumentException("must be a number", e);
    }
  }

  private static Map<String, String> texts(Object raw) {
    if (!(raw instanceof Map<?, ?> map)) {
      throw new IllegalArgumentException("must be a table of strings");
    }
    Map<String, String> texts = new LinkedHashMap<>();
    map.forEach((name, value) -> texts.put(String.valueOf(name), text(value)));
    return Collections.unmodifiableMap(texts);
  }
}
