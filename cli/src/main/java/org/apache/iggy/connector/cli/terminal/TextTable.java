// SPDX-License-Identifier: Apache-2.0
package org.apache.iggy.connector.cli.terminal;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Rows of text in columns as wide as their longest cell. Not thread-safe. */
public final class TextTable {
  private static final String GAP = "  ";

  private final List<String[]> rows = new ArrayList<>();
  private final boolean[] right;

  /** A table with these titles; one that starts with {@code >} is of a column of numbers. */
  public TextTable(String... titles) {
    this.right = new boolean[titles.length];
    String[] plain = titles.clone();
    for (int i = 0; i < titles.length; i++) {
      right[i] = titles[i].startsWith(">");
      plain[i] = right[i] ? titles[i].substring(1) : titles[i];
    }
    rows.add(plain);
  }

  /** Adds a row with as many cells as there are titles. */
  public void add(String... cells) {
    if (cells.length != right.length) {
      throw new IllegalArgumentException(Arrays.toString(cells) + " has the wrong length");
    }
    rows.add(cells.clone());
  }

  /** The lines, titles first, without spaces at their ends. */
  public List<String> lines() {
    int[] widths = new int[right.length];
    for (String[] row : rows) {
      for (int i = 0; i < widths.length; i++) {
        widths[i] = Math.max(widths[i], row[i].length());
      }
    }
    return rows.stream().map(row -> line(row, widths)).toList();
  }

  private String line(String[] row, int[] widths) {
    StringBuilder line = new StringBuilder();
    for (int i = 0; i < row.length; i++) {
      String space = " ".repeat(widths[i] - row[i].length());
      line.append(i == 0 ? "" : GAP).append(right[i] ? space + row[i] : row[i] + space);
    }
    return line.toString().stripTrailing();
  }
}
