// SPDX-License-Identifier: Apache-2.0
package org.apache.iggy.connector.connect.transform.pattern;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** Compares values by what they say rather than by their Java types: 1 equals 1.0. */
final class Values {
  private Values() {}

  static boolean equal(Object one, Object other) {
    if (one instanceof Number first && other instanceof Number second) {
      boolean comparable = !isNaN(first) && !isNaN(second);
      return comparable ? compare(first, second) == 0 : one.equals(other);
    }
    if (one instanceof List<?> first && other instanceof List<?> second) {
      return equalLists(first, second);
    }
    if (one instanceof Map<?, ?> first && other instanceof Map<?, ?> second) {
      return first.size() == second.size()
          && first.entrySet().stream()
              .allMatch(
                  field ->
                      second.containsKey(field.getKey())
                          && equal(field.getValue(), second.get(field.getKey())));
    }
    if (one instanceof String || other instanceof String) {
      return one != null && other != null && one.toString().equals(other.toString());
    }
    return Objects.deepEquals(one, other);
  }

  private static boolean equalLists(List<?> one, List<?> other) {
    if (one.size() != other.size()) {
      return false;
    }
    Iterator<?> others = other.iterator();
    for (Object element : one) {
      if (!equal(element, others.next())) {
        return false;
      }
    }
    return true;
  }

  /** Compares numbers that are not NaN, exactly. */
  static int compare(Number one, Number other) {
    if (isLong(one) && isLong(other)) {
      return Long.compare(one.longValue(), other.longValue());
    }
    return compareExactly(one, other);
  }

  private static int compareExactly(Number one, Number other) {
    if (isInfinite(one) || isInfinite(other)) {
      return Double.compare(
          isInfinite(one) ? one.doubleValue() : 0, isInfinite(other) ? other.doubleValue() : 0);
    }
    return exact(one).compareTo(exact(other));
  }

  private static boolean isNaN(Number number) {
    return Double.isNaN(number.doubleValue());
  }

  private static boolean isInfinite(Number number) {
    return (number instanceof Double || number instanceof Float)
        && Double.isInfinite(number.doubleValue());
  }

  private static boolean isLong(Number number) {
    return number instanceof Long || number instanceof Integer;
  }

  private static BigDecimal exact(Number number) {
    if (number instanceof BigDecimal decimal) {
      return decimal;
    }
    if (number instanceof BigInteger whole) {
      return new BigDecimal(whole);
    }
    // The shortest text: a float of 0.1 means 0.1.
    return isLong(number)
        ? BigDecimal.valueOf(number.longValue())
        : new BigDecimal(number.toString());
  }
}
