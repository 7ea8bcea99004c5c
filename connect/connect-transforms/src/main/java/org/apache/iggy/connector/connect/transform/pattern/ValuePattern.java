// SPDX-License-Identifier: Apache-2.0
package org.apache.iggy.connector.connect.transform.pattern;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Predicate;
import org.apache.iggy.connector.connect.api.ConnectException;
import org.apache.iggy.connector.connect.api.ErrorCategory;

/**
 * What a value may be: a text such as {@code "is_null"}, or a table with one key such as {@code {
 * greater_than = 10 }}.
 */
public final class ValuePattern {
  /** How a pattern is explained to users. */
  public static final String FORM =
      "one of \"is_null\", \"is_not_null\", \"is_string\", \"is_number\", \"is_boolean\","
          + " \"is_object\", \"is_array\", or a table with one of equals, contains, regex,"
          + " greater_than, less_than and between = [least, most]";

  private static final Map<String, Predicate<Object>> KINDS =
      new TreeMap<>(
          Map.of(
              "is_null", value -> value == null,
              "is_not_null", value -> value != null,
              "is_string", value -> value instanceof String,
              "is_number", value -> value instanceof Number,
              "is_boolean", value -> value instanceof Boolean,
              "is_object", value -> value instanceof Map,
              "is_array", value -> value instanceof List));

  private ValuePattern() {}

  /**
   * Reads a pattern.
   *
   * @param path where it stands, for errors
   * @throws ConnectException of category CONFIGURATION when it is none
   */
  public static Predicate<Object> of(Object raw, String path) {
    if (raw instanceof String name && KINDS.containsKey(name)) {
      return KINDS.get(name);
    }
    if (raw instanceof Map<?, ?> table && table.size() == 1) {
      Map.Entry<?, ?> condition = table.entrySet().iterator().next();
      return condition(String.valueOf(condition.getKey()), condition.getValue(), path);
    }
    throw wrong(path, "must be " + FORM);
  }

  private static Predicate<Object> condition(String kind, Object operand, String path) {
    String at = path + "." + kind;
    return switch (kind) {
      case "equals" -> value -> Values.equal(value, operand);
      case "contains" -> {
        String part = text(operand, at);
        yield value -> value instanceof String text && text.contains(part);
      }
      case "regex" -> {
        Predicate<String> found = KeyPattern.regex(text(operand, at), at);
        yield value -> value instanceof String text && found.test(text);
      }
      case "greater_than" -> {
        Number least = number(operand, at);
        yield value -> isNumber(value) && Values.compare((Number) value, least) > 0;
      }
      case "less_than" -> {
        Number most = number(operand, at);
        yield value -> isNumber(value) && Values.compare((Number) value, most) < 0;
      }
      case "between" -> between(operand, at);
      default -> throw wrong(path, "must be " + FORM);
    };
  }

  private static Predicate<Object> between(Object operand, String path) {
    if (!(operand instanceof List<?> bounds) || bounds.size() != 2) {
      throw wrong(path, "must be a list of two numbers, both included");
    }
    Number least = number(bounds.get(0), path);
    Number most = number(bounds.get(1), path);
    return value ->
        isNumber(value)
            && Values.compare((Number) value, least) >= 0
            && Values.compare((Number) value, most) <= 0;
  }

  /** Values that are not a number compare with none. */
  private static boolean isNumber(Object value) {
    return value instanceof Number number && !Double.isNaN(number.doubleValue());
  }

  private static String text(Object operand, String path) {
    if (operand instanceof String text) {
      return text;
    }
    throw wrong(path, "must be a text");
  }

  private static Number number(Object operand, String path) {
    if (isNumber(operand)) {
      return (Number) operand;
    }
    throw wrong(path, "must be a number");
  }

  private static ConnectException wrong(String path, String rule) {
    return new ConnectException(ErrorCategory.CONFIGURATION, path + " " + rule);
  }
}
