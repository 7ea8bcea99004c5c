// SPDX-License-Identifier: Apache-2.0
package org.apache.iggy.connector.connect.transform.field;

import java.util.ArrayList;
import java.util.List;

/** Reads {@code $.name}, {@code ['name']}, {@code [3]} and {@code [*]} behind each other. */
final class FieldPathParser {
  private final String text;
  private int at = 1;

  FieldPathParser(String text) {
    this.text = text;
  }

  List<Object> steps(Object every) {
    List<Object> steps = new ArrayList<>();
    while (at < text.length()) {
      if (text.charAt(at) == '.') {
        steps.add(name());
      } else if (text.startsWith("['", at)) {
        steps.add(quoted());
      } else if (text.charAt(at) == '[') {
        steps.add(index(every));
      } else {
        throw wrong();
      }
    }
    return List.copyOf(steps);
  }

  private String name() {
    int start = ++at;
    while (at < text.length() && text.charAt(at) != '.' && text.charAt(at) != '[') {
      at++;
    }
    if (at == start) {
      throw wrong();
    }
    return text.substring(start, at);
  }

  private String quoted() {
    int end = text.indexOf("']", at);
    if (end < 0) {
      throw wrong();
    }
    String name = text.substring(at + 2, end);
    at = end + 2;
    return name;
  }

  private Object index(Object every) {
    int end = text.indexOf(']', at);
    String inside = end < 0 ? "" : text.substring(at + 1, end);
    at = end + 1;
    if (inside.equals("*")) {
      return every;
    }
    if (inside.isEmpty()
        || inside.length() > 9
        || !inside.chars().allMatch(c -> c >= '0' && c <= '9')) {
      throw wrong();
    }
    return Integer.valueOf(inside);
  }

  private static IllegalArgumentException wrong() {
    return new IllegalArgumentException(
        "must be a name, or a path such as $.user.city, $.items[0].price, $.items[*].price or"
            + " $['a.b'].c");
  }
}
