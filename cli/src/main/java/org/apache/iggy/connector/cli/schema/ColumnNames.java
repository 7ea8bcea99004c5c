// SPDX-License-Identifier: Apache-2.0
package org.apache.iggy.connector.cli.schema;

import java.util.HashSet;
import java.util.Locale;
import java.util.Set;

/**
 * Gives each field of the events a column name that Pinot accepts and that no other column has.
 *
 * <p>Pinot refuses white space, reads {@code $} at the start as a column of its own, uses {@code
 * __} at the start for message metadata, and by default does not tell upper from lower case in a
 * query.
 */
final class ColumnNames {
  private final Set<String> taken = new HashSet<>();

  /** The column for a field: its own name where that is possible. */
  String claim(String fieldName) {
    String legal = legalName(fieldName);
    String name = legal;
    for (int suffix = 2; !taken.add(name.toLowerCase(Locale.ROOT)); suffix++) {
      name = legal + "_" + suffix;
    }
    return name;
  }

  private static String legalName(String fieldName) {
    String legal = fieldName.replaceAll("[^\\p{L}\\p{N}_]+", "_").replaceAll("^_{2,}", "_");
    return legal.isEmpty() || legal.equals("_") ? "field" : legal;
  }
}
