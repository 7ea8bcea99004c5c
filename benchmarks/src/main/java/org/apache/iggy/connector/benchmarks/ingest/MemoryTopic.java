// SPDX-License-Identifier: Apache-2.0
package org.apache.iggy.connector.benchmarks.ingest;

import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;
import org.apache.iggy.connector.benchmarks.fetch.BareSocketContestant;

/**
 * A topic in memory, of one partition: values repeated until there are enough messages. Reading it
 * may be made to cost what reading a real topic costs at least, by polls whose answers are thrown
 * away.
 *
 * @param values what the messages hold, in the form that the table's decoder takes
 * @param payloads what each stands for
 * @param messages how many messages there are
 * @param polls makes what is asked for as many messages whenever a consumer is; may give null
 */
record MemoryTopic(
    List<?> values, List<byte[]> payloads, long messages, Supplier<BareSocketContestant> polls) {
  private static final Map<String, MemoryTopic> TOPICS = new ConcurrentHashMap<>();

  /** Makes it known to the stream by a name. */
  void register(String name) {
    TOPICS.put(name, this);
  }

  static MemoryTopic named(String name) {
    return TOPICS.get(name);
  }

  Object value(long number) {
    return values.get((int) (number % values.size()));
  }

  int length(long number) {
    return payloads.get((int) (number % payloads.size())).length;
  }
}
