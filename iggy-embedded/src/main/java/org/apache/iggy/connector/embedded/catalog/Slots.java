// SPDX-License-Identifier: Apache-2.0
package org.apache.iggy.connector.embedded.catalog;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Objects;

/**
 * A list whose elements keep their place: what is added takes the place that was freed last, or a
 * new one at the end. The order of a group's members, and so who gets which partition, hangs on it.
 * Not thread-safe.
 *
 * @param <T> what is listed
 */
final class Slots<T> {
  private final List<T> slots = new ArrayList<>();
  private final Deque<Integer> free = new ArrayDeque<>();

  /** All elements in the order of their places, copied. */
  List<T> all() {
    return slots.stream().filter(Objects::nonNull).toList();
  }

  void add(T element) {
    if (free.isEmpty()) {
      slots.add(element);
    } else {
      slots.set(free.pop(), element);
    }
  }

  void remove(T element) {
    int slot = slots.indexOf(element);
    slots.set(slot, null);
    free.push(slot);
  }
}
