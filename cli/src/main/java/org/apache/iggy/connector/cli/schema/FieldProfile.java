// SPDX-License-Identifier: Apache-2.0
package org.apache.iggy.connector.cli.schema;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;

/** What a sample of events shows of one top-level field. Not thread-safe. */
final class FieldProfile {
  /** What a value may be; of an array, its elements count. */
  enum Kind {
    BOOLEAN,
    INTEGER,
    /** An integer outside the range of a long. */
    BIG_INTEGER,
    DECIMAL,
    TEXT,
    OBJECT,
    /** An array in an array. */
    NESTED_ARRAY
  }

  /** As many as tell a field with many values from one with few. */
  private static final int MAX_DISTINCT_VALUES = 20_000;

  private static final ObjectMapper JSON = new ObjectMapper();

  private final String name;
  private final Set<Kind> kinds = EnumSet.noneOf(Kind.class);
  private final Set<Object> distinctValues = new HashSet<>();
  private long presentCount;
  private long arrayCount;
  private int longestArray;
  private long minInteger = Long.MAX_VALUE;
  private long maxInteger = Long.MIN_VALUE;
  private int longestText;
  private boolean allTextIsIso = true;
  private boolean allTextIsJson = true;

  FieldProfile(String name) {
    this.name = name;
  }

  /** Takes the value of one event into account; null and the empty array say nothing. */
  void observe(JsonNode value) {
    if (value.isNull()) {
      return;
    }
    if (!value.isArray()) {
      presentCount++;
      observeElement(value);
      return;
    }
    arrayCount++;
    longestArray = Math.max(longestArray, value.size());
    if (!value.isEmpty()) {
      presentCount++;
      value.forEach(this::observeElement);
    }
  }

  private void observeElement(JsonNode value) {
    if (value.isNull()) {
      return;
    }
    if (value.isValueNode() && distinctValues.size() < MAX_DISTINCT_VALUES) {
      distinctValues.add(value);
    }
    Kind kind = kindOf(value);
    kinds.add(kind);
    if (kind == Kind.INTEGER) {
      minInteger = Math.min(minInteger, value.longValue());
      maxInteger = Math.max(maxInteger, value.longValue());
    } else if (kind == Kind.TEXT) {
      observeText(value.textValue());
    }
  }

  private void observeText(String text) {
    longestText = Math.max(longestText, text.length());
    allTextIsIso = allTextIsIso && TimeFormat.isIso(text);
    allTextIsJson = allTextIsJson && isJsonContainer(text);
  }

  private static Kind kindOf(JsonNode value) {
    return switch (value.getNodeType()) {
      case BOOLEAN -> Kind.BOOLEAN;
      case NUMBER -> numberKindOf(value);
      case OBJECT -> Kind.OBJECT;
      case ARRAY -> Kind.NESTED_ARRAY;
      default -> Kind.TEXT;
    };
  }

  private static Kind numberKindOf(JsonNode value) {
    if (!value.isIntegralNumber()) {
      return Kind.DECIMAL;
    }
    return value.canConvertToLong() ? Kind.INTEGER : Kind.BIG_INTEGER;
  }

  private static boolean isJsonContainer(String text) {
    if (!text.startsWith("{") && !text.startsWith("[")) {
      return false;
    }
    try {
      return JSON.readTree(text).isContainerNode();
    } catch (JsonProcessingException e) {
      return false;
    }
  }

  String name() {
    return name;
  }

  /** The kinds of the values and elements that are not null. */
  Set<Kind> kinds() {
    return kinds;
  }

  /** Events in which the field has a value, neither null nor an empty array. */
  long presentCount() {
    return presentCount;
  }

  /** How many different scalars were seen, up to a bound. */
  int distinctCount() {
    return distinctValues.size();
  }

  boolean hasArrays() {
    return arrayCount > 0;
  }

  int longestArray() {
    return longestArray;
  }

  /** In characters; 0 without a text. */
  int longestText() {
    return longestText;
  }

  boolean isOnly(Kind kind) {
    return kinds.size() == 1 && kinds.contains(kind);
  }

  /** Whether all values are texts that hold a JSON object or array. */
  boolean isJsonText() {
    return isOnly(Kind.TEXT) && allTextIsJson;
  }

  boolean fitsInt() {
    return minInteger >= Integer.MIN_VALUE && maxInteger <= Integer.MAX_VALUE;
  }

  /** Whether all integers are 0 or 1, as flags are. */
  boolean isFlag() {
    return isOnly(Kind.INTEGER) && minInteger >= 0 && maxInteger <= 1;
  }

  /** How the field writes a time, if all its values can be times. */
  Optional<TimeFormat> timeFormat() {
    if (hasArrays()) {
      return Optional.empty();
    }
    if (isOnly(Kind.INTEGER)) {
      return TimeFormat.ofEpochRange(minInteger, maxInteger);
    }
    return isOnly(Kind.TEXT) && allTextIsIso ? Optional.of(TimeFormat.ISO) : Optional.empty();
  }
}
