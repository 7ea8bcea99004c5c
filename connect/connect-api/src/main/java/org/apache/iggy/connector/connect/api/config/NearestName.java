// SPDX-License-Identifier: Apache-2.0
package org.apache.iggy.connector.connect.api.config;

import java.util.Collection;
import java.util.Comparator;
import java.util.Locale;
import java.util.Optional;

/** Finds what somebody may have meant by a name that is not known. */
public final class NearestName {
  private NearestName() {}

  /** The known name that is most alike, if one is alike enough to be worth asking. */
  public static Optional<String> of(String unknown, Collection<String> known) {
    String sought = unknown.toLowerCase(Locale.ROOT);
    int most = Math.max(1, sought.length() / 3);
    return known.stream()
        .filter(name -> distance(sought, name.toLowerCase(Locale.ROOT)) <= most)
        .min(
            Comparator.comparingInt(
                (String name) -> distance(sought, name.toLowerCase(Locale.ROOT))));
  }

  /**
   * How many characters to add, remove, replace, or swap with their neighbour (the optimal string
   * alignment of Damerau and Levenshtein).
   */
  private static int distance(String from, String to) {
    int[][] rows = new int[from.length() + 1][to.length() + 1];
    for (int i = 0; i <= from.length(); i++) {
      for (int j = 0; j <= to.length(); j++) {
        rows[i][j] = Math.min(i, j) == 0 ? Math.max(i, j) : cheapest(rows, from, to, i, j);
      }
    }
    return rows[from.length()][to.length()];
  }

  private static int cheapest(int[][] rows, String from, String to, int i, int j) {
    char last = from.charAt(i - 1);
    int replaced = rows[i - 1][j - 1] + (last == to.charAt(j - 1) ? 0 : 1);
    int least = Math.min(replaced, 1 + Math.min(rows[i][j - 1], rows[i - 1][j]));
    boolean isSwap =
        i > 1 && j > 1 && last == to.charAt(j - 2) && from.charAt(i - 2) == to.charAt(j - 1);
    return isSwap ? Math.min(least, rows[i - 2][j - 2] + 1) : least;
  }
}
