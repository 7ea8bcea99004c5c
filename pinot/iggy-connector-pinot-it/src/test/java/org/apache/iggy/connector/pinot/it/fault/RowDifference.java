// SPDX-License-Identifier: Apache-2.0
package org.apache.iggy.connector.pinot.it.fault;

import java.util.Collection;
import java.util.List;
import java.util.TreeMap;

/** How the rows of a table differ from the events of its topic: which are missing or repeated. */
final class RowDifference {
  private RowDifference() {}

  /** Says it in words, with ranges of ids. */
  static String describe(Collection<Long> topic, List<Long> table) {
    TreeMap<Long, Integer> difference = new TreeMap<>();
    topic.forEach(id -> difference.merge(id, -1, Integer::sum));
    table.forEach(id -> difference.merge(id, 1, Integer::sum));
    StringBuilder text = new StringBuilder();
    long first = -1;
    long last = -1;
    int kind = 0;
    for (var entry : difference.entrySet()) {
      boolean goesOn = entry.getValue() == kind && entry.getKey() == last + 1;
      if (!goesOn) {
        append(text, kind, first, last);
        first = entry.getKey();
        kind = entry.getValue();
      }
      last = entry.getKey();
    }
    append(text, kind, first, last);
    return text.length() == 0 ? "the rows are those of the topic" : text.toString();
  }

  private static void append(StringBuilder text, int kind, long first, long last) {
    if (kind != 0) {
      String what = kind < 0 ? "missing" : kind + " too often";
      text.append(what).append(": ").append(first).append(" to ").append(last).append("; ");
    }
  }
}
