// SPDX-License-Identifier: Apache-2.0
package org.apache.iggy.connector.connect.testkit.load;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * What became of numbered records: an exact count of what was sent against what arrived.
 *
 * @param sent records that were sent, each number as often as the sending side has it
 * @param arrived records that arrived
 * @param lost records that were sent and are not there
 * @param duplicated records that are there more often than they were sent
 * @param unknown records that are there and were never sent
 * @param examples numbers of the first few that are lost, duplicated or unknown
 */
public record DeliveryCount(
    long sent, long arrived, long lost, long duplicated, long unknown, List<String> examples) {
  private static final int EXAMPLES = 10;

  /** Copies the examples. */
  public DeliveryCount {
    examples = List.copyOf(examples);
  }

  /** Counts. The order does not matter. */
  public static DeliveryCount of(Collection<Long> sent, Collection<Long> arrived) {
    Map<Long, Integer> surplus = new HashMap<>();
    Map<Long, Integer> known = new HashMap<>();
    sent.forEach(number -> known.merge(number, 1, Integer::sum));
    known.forEach((number, times) -> surplus.put(number, -times));
    arrived.forEach(number -> surplus.merge(number, 1, Integer::sum));
    long lost = 0;
    long duplicated = 0;
    long unknown = 0;
    List<String> examples = new ArrayList<>();
    for (Map.Entry<Long, Integer> entry : surplus.entrySet()) {
      int difference = entry.getValue();
      if (difference == 0) {
        continue;
      }
      String what;
      if (difference < 0) {
        lost -= difference;
        what = " lost";
      } else if (known.containsKey(entry.getKey())) {
        duplicated += difference;
        what = " duplicated";
      } else {
        unknown += difference;
        what = " never sent";
      }
      if (examples.size() < EXAMPLES) {
        examples.add(entry.getKey() + what);
      }
    }
    return new DeliveryCount(sent.size(), arrived.size(), lost, duplicated, unknown, examples);
  }

  /** Whether everything arrived, perhaps more than once, and nothing else. */
  public boolean isAtLeastOnce() {
    return lost == 0 && unknown == 0;
  }

  /** Whether everything arrived once, and nothing else. */
  public boolean isExactlyOnce() {
    return isAtLeastOnce() && duplicated == 0;
  }
}
