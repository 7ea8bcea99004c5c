// SPDX-License-Identifier: Apache-2.0
package org.apache.iggy.connector.connect.postgres;

import java.util.ArrayList;
import java.util.List;

/**
 * The name of a table, with its schema or without: {@code events}, {@code sales.events}, {@code
 * "Odd.Schema"."Odd ""Table"}. Upper and lower case are kept, with quotes and without.
 *
 * @param schema null for the first schema of the search path that has the table
 * @param table the table's name in its schema
 */
public record TableName(String schema, String table) {
  /** What a name must be, to go on behind the name of a key. */
  public static final String RULE =
      "must be a table's name such as events or sales.events; a name with a dot in it stands in"
          + " double quotes";

  /**
   * Reads a name as it stands in configurations.
   *
   * @throws IllegalArgumentException when it is none
   */
  public static TableName parse(String text) {
    List<String> parts = parts(text.strip());
    if (parts.size() > 2 || parts.stream().anyMatch(part -> !isName(part))) {
      throw new IllegalArgumentException(RULE);
    }
    return parts.size() == 1
        ? new TableName(null, parts.get(0))
        : new TableName(parts.get(0), parts.get(1));
  }

  private static boolean isName(String part) {
    return !part.isEmpty() && part.indexOf('\0') < 0;
  }

  private static List<String> parts(String text) {
    List<String> parts = new ArrayList<>();
    StringBuilder part = new StringBuilder();
    boolean quoted = false;
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c == '"' && quoted && i + 1 < text.length() && text.charAt(i + 1) == '"') {
        part.append('"');
        i++;
      } else if (c == '"' && (quoted || part.isEmpty())) {
        quoted = !quoted;
      } else if (c == '.' && !quoted) {
        parts.add(part.toString());
        part.setLength(0);
      } else {
        part.append(c);
      }
    }
    parts.add(quoted ? "" : part.toString());
    return parts;
  }

  /** The name as SQL has it, quoted. */
  public String sql() {
    return schema == null ? quote(table) : quote(schema) + "." + quote(table);
  }

  /** A name as SQL has it: in double quotes. */
  public static String quote(String name) {
    return '"' + name.replace("\"", "\"\"") + '"';
  }

  @Override
  public String toString() {
    return schema == null ? table : schema + "." + table;
  }
}
