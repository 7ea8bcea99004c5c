// SPDX-License-Identifier: Apache-2.0
package org.apache.iggy.connector.pinot.embedded.stream;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

/** A topic of the in-memory stream: partitions of messages that tests append to. Thread-safe. */
public final class InMemoryTopic {
  private static final Map<String, InMemoryTopic> TOPICS = new ConcurrentHashMap<>();

  private final List<List<byte[]>> partitions = new ArrayList<>();
  private final Map<Integer, Supplier<RuntimeException>> failures = new ConcurrentHashMap<>();

  private InMemoryTopic(int partitionCount) {
    addPartitions(partitionCount);
  }

  /** Creates or replaces a topic. */
  public static InMemoryTopic create(String name, int partitionCount) {
    InMemoryTopic topic = new InMemoryTopic(partitionCount);
    TOPICS.put(name, topic);
    return topic;
  }

  static InMemoryTopic named(String name) {
    InMemoryTopic topic = TOPICS.get(name);
    if (topic == null) {
      throw new IllegalStateException("topic " + name + " does not exist");
    }
    return topic;
  }

  /** Appends a message to a partition and wakes its consumer. */
  public synchronized void append(int partition, String message) {
    partitions.get(partition).add(message.getBytes(StandardCharsets.UTF_8));
    notifyAll();
  }

  /** Adds empty partitions. */
  public synchronized void addPartitions(int count) {
    for (int i = 0; i < count; i++) {
      partitions.add(new ArrayList<>());
    }
  }

  /** Makes every fetch from a partition fail from now on. */
  public synchronized void failFetches(int partition, Supplier<RuntimeException> failure) {
    failures.put(partition, failure);
    notifyAll();
  }

  synchronized int partitionCount() {
    return partitions.size();
  }

  synchronized long endOffset(int partition) {
    return partitions.get(partition).size();
  }

  /** Messages from an offset on; waits for the first one until the timeout. */
  synchronized List<byte[]> fetch(int partition, long offset, int maxMessages, int timeoutMillis)
      throws InterruptedException {
    long deadlineNanos = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(timeoutMillis);
    long remainingMillis = timeoutMillis;
    while (endOffset(partition) <= offset
        && remainingMillis > 0
        && !failures.containsKey(partition)) {
      wait(remainingMillis);
      remainingMillis = TimeUnit.NANOSECONDS.toMillis(deadlineNanos - System.nanoTime());
    }
    Supplier<RuntimeException> failure = failures.get(partition);
    if (failure != null) {
      throw failure.get();
    }
    List<byte[]> messages = partitions.get(partition);
    int from = (int) Math.min(offset, messages.size());
    int to = Math.min(messages.size(), from + maxMessages);
    return new ArrayList<>(messages.subList(from, to));
  }
}
