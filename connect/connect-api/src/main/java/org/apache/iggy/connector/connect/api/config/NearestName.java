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

  /** Levenshtein's distance. */
  private static int distance(String from, String to) {
    int[] row = new int[to.length() + 1];
    for (int i = 0; i <= to.length(); i++) {
      row[i] = i;
    }
    for (int i = 1; i <= from.length(); i++) {
      int diagonal = row[0];
      row[0] = i;
      for (int j = 1; j <= to.length(); j++) {
        int change = diagonal + (from.charAt(i - 1) == to.charAt(j - 1) ? 0 : 1);
        diagonal = row[j];
        row[j] = Math.min(change, 1 + Math.min(row[j], row[j - 1]));
      }
    }
    return row[to.length()];
  }
}
