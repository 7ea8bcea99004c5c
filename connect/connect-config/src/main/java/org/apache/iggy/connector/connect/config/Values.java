// SPDX-License-Identifier: Apache-2.0
package org.apache.iggy.connector.connect.config;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Copies and changes of nested values. */
final class Values {
  private Values() {}

  /** A copy that can be changed at any depth. */
  static Map<String, Object> copy(Map<?, ?> table) {
    Map<String, Object> copy = new LinkedHashMap<>();
    table.forEach((key, value) -> copy.put(String.valueOf(key), copyOf(value)));
    return copy;
  }

  private static Object copyOf(Object value) {
    if (value instanceof Map<?, ?> map) {
      return copy(map);
    }
    if (value instanceof List<?> list) {
      List<Object> copy = new ArrayList<>();
      list.forEach(element -> copy.add(copyOf(element)));
      return copy;
    }
    return value;
  }

  /**
   * Sets what lies at a path, and makes the tables and lists on the way there.
   *
   * @param path keys of tables, and indices of lists
   */
  static void set(Map<String, Object> table, List<Object> path, Object value) {
    Object container = table;
    for (int i = 0; i < path.size() - 1; i++) {
      boolean listFollows = path.get(i + 1) instanceof Integer;
      Object next = get(container, path.get(i));
      if (!(listFollows ? next instanceof List : next instanceof Map)) {
        next = listFollows ? new ArrayList<>() : new LinkedHashMap<String, Object>();
        put(container, path.get(i), next);
      }
      container = next;
    }
    put(container, path.get(path.size() - 1), value);
  }

  private static Object get(Object container, Object step) {
    if (container instanceof List<?> list) {
      int index = (Integer) step;
      return index < list.size() ? list.get(index) : null;
    }
    return ((Map<?, ?>) container).get(step);
  }

  @SuppressWarnings("unchecked") // Copies hold nothing but these.
  private static void put(Object container, Object step, Object value) {
    if (container instanceof List<?> list) {
      List<Object> elements = (List<Object>) list;
      int index = (Integer) step;
      while (elements.size() <= index) {
        elements.add(new LinkedHashMap<String, Object>());
      }
      elements.set(index, value);
    } else {
      ((Map<String, Object>) container).put((String) step, value);
    }
  }

  /** A path of keys and indices as text. */
  static String text(List<Object> path) {
    String text = "";
    for (Object step : path) {
      text =
          step instanceof Integer index
              ? ConfigDocument.path(text, index)
              : ConfigDocument.path(text, (String) step);
    }
    return text;
  }
}
