// SPDX-License-Identifier: Apache-2.0
package org.apache.iggy.connector.pinot.config;

import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * The partitions of a topic that a table consumes: all there are, or those that are listed.
 * Immutable.
 */
public final class PartitionSubset {
  /** The highest id: Pinot numbers the partitions of a table's second topic from 10000 on. */
  static final int HIGHEST_ID = 9_999;

  private static final PartitionSubset ALL = new PartitionSubset(null);

  /** The ids listed; null for all partitions. */
  private final Set<Integer> ids;

  private PartitionSubset(Set<Integer> ids) {
    this.ids = ids;
  }

  /** Every partition that the topic has or will have. */
  public static PartitionSubset all() {
    return ALL;
  }

  /**
   * Ids and ranges of ids, both ends included, such as {@code 0-3,7}.
   *
   * @throws IllegalArgumentException when the text is anything else
   */
  static PartitionSubset parse(String text) {
    Set<Integer> ids = new TreeSet<>();
    for (String part : text.split(",", -1)) {
      int dash = part.indexOf('-');
      int first = id(dash < 0 ? part : part.substring(0, dash));
      int last = dash < 0 ? first : id(part.substring(dash + 1));
      if (last < first) {
        throw new IllegalArgumentException("a range that ends before it starts");
      }
      for (int id = first; id <= last; id++) {
        ids.add(id);
      }
    }
    return new PartitionSubset(ids);
  }

  private static int id(String text) {
    int id = Integer.parseInt(text.trim());
    if (id < 0 || id > HIGHEST_ID) {
      throw new IllegalArgumentException("out of range");
    }
    return id;
  }

  /** Whether the table consumes this partition. */
  public boolean contains(int partitionId) {
    return ids == null || ids.contains(partitionId);
  }

  /** The partitions listed that are not among these, in order; none when all are consumed. */
  public Set<Integer> missingFrom(Set<Integer> existing) {
    Set<Integer> missing = ids == null ? new TreeSet<>() : new TreeSet<>(ids);
    missing.removeAll(existing);
    return missing;
  }

  /** {@code all}, or the ids. */
  @Override
  public String toString() {
    return ids == null
        ? "all"
        : ids.stream().map(id -> Integer.toString(id)).collect(Collectors.joining(","));
  }
}
