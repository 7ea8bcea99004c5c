// SPDX-License-Identifier: Apache-2.0
package org.apache.iggy.connector.connect.testkit.load;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Set;
import java.util.function.Function;
import org.apache.iggy.connector.connect.api.MessageId;

/**
 * What numbered messages a topic has, with their ids; each message is read once, however often one
 * looks. One thread uses it.
 */
public final class NumberedTail {
  private final TestTopic topic;
  private final Function<byte[], OptionalLong> numbers;
  private final long[] nextOffsets;
  private final List<Long> seen = new ArrayList<>();
  private final Map<Long, MessageId> ids = new HashMap<>();
  private final Set<Long> withSeveralIds = new HashSet<>();

  /**
   * The tail of a topic, from its beginning.
   *
   * @param numbers tells the number that a payload carries
   */
  public NumberedTail(TestTopic topic, Function<byte[], OptionalLong> numbers) {
    this.topic = topic;
    this.numbers = numbers;
    this.nextOffsets = new long[topic.partitions()];
  }

  /** Reads what has come since the last look. */
  public void look() {
    for (int partition = 0; partition < nextOffsets.length; partition++) {
      int at = partition;
      topic.read(
          partition,
          nextOffsets[partition],
          cursor -> {
            nextOffsets[at] = cursor.offset() + 1;
            MessageId id = new MessageId(cursor.idHigh(), cursor.idLow());
            numbers.apply(cursor.payload()).ifPresent(number -> add(number, id));
          });
    }
  }

  private void add(long number, MessageId id) {
    seen.add(number);
    MessageId before = ids.putIfAbsent(number, id);
    if (before != null && !before.equals(id)) {
      withSeveralIds.add(number);
    }
  }

  /** The numbers of all messages so far, partition by partition as they were looked at. */
  public List<Long> numbers() {
    return seen;
  }

  /** How many different numbers there are so far. */
  public long distinct() {
    return ids.size();
  }

  /** The numbers that came more than once, with ids that differ. */
  public Set<Long> numbersWithSeveralIds() {
    return withSeveralIds;
  }

  /** How many different ids there are so far. */
  public long distinctIds() {
    return new HashSet<>(ids.values()).size();
  }
}
