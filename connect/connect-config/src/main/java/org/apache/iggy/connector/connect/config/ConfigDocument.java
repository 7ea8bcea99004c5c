// SPDX-License-Identifier: Apache-2.0
package org.apache.iggy.connector.connect.config;

import java.util.LinkedHashMap;
import java.util.Map;

/**
 * A configuration as it was read: nested values, and where each of them stands.
 *
 * <p>Values are {@link String}, {@link Boolean}, {@link Long}, {@link Double}, dates of {@code
 * java.time}, {@link java.util.List} and {@link Map}. Paths are written as {@code
 * streams[0].topic}.
 *
 * @param source the file or URL
 * @param values the values, in the order in which they are written; not to be changed
 * @param locations where the value of a path stands
 */
record ConfigDocument(String source, Map<String, Object> values, Map<String, Location> locations) {
  /** A document whose values have no places of their own. */
  static ConfigDocument of(String source, Map<String, Object> values) {
    return new ConfigDocument(source, values, Map.of());
  }

  /** Where the value of a path stands, or the nearest table around it. */
  Location locate(String path) {
    String known = path;
    while (!known.isEmpty() && !locations.containsKey(known)) {
      known = parent(known);
    }
    return locations.getOrDefault(known, new Location(source, 0));
  }

  private static String parent(String path) {
    return path.substring(0, Math.max(0, Math.max(path.lastIndexOf('.'), path.lastIndexOf('['))));
  }

  /** The path of a key in a table. */
  static String path(String table, String key) {
    return table.isEmpty() ? key : table + "." + key;
  }

  /** The path of an element of a list. */
  static String path(String list, int index) {
    return list + "[" + index + "]";
  }

  /** This document with other values, some of which stand elsewhere. */
  ConfigDocument with(Map<String, Object> changed, Map<String, Location> more) {
    Map<String, Location> all = new LinkedHashMap<>(locations);
    all.putAll(more);
    return new ConfigDocument(source, changed, all);
  }
}
