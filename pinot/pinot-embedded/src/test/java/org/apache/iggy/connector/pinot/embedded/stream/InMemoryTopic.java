// SPDX-License-Identifier: Apache-2.0
package org.apache.iggy.connector.pinot.embedded.stream;

import com.google.common.util.concurrent.Uninterruptibles;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

/** A topic of the in-memory stream: partitions of messages that tests append to. Thread-safe. */
public final class InMemoryTopic {
  private static final Map<String, InMemoryTopic> TOPICS = new ConcurrentHashMap<>();

  private final List<List<byte[]>> partitions = new ArrayList<>();
  private final Map<Integer, Supplier<RuntimeException>> failures = new ConcurrentHashMap<>();
  private final Map<Integer, Supplier<RuntimeException>> nextFailures = new ConcurrentHashMap<>();
  private final Map<Integer, Supplier<RuntimeException>> creationFailures =
      new ConcurrentHashMap<>();
  private volatile Runnable beforeFetch = () -> {};
  private int visiblePartitions = Integer.MAX_VALUE;

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

  /** Makes the next fetch from a partition fail. */
  public synchronized void failNextFetch(int partition, Supplier<RuntimeException> failure) {
    nextFailures.put(partition, failure);
    notifyAll();
  }

  /** Makes the creation of a partition's consumers fail. */
  public void failConsumerCreation(int partition, Supplier<RuntimeException> failure) {
    creationFailures.put(partition, failure);
  }

  void checkConsumerCreation(int partition) {
    Supplier<RuntimeException> failure = creationFailures.get(partition);
    if (failure != null) {
      throw failure.get();
    }
  }

  /**
   * Makes fetches hang, whatever the timeout and however often interrupted, until released.
   *
   * @return opens when the first fetch hangs
   */
  public CountDownLatch holdFetchesUntil(CountDownLatch released) {
    CountDownLatch held = new CountDownLatch(1);
    beforeFetch =
        () -> {
          held.countDown();
          Uninterruptibles.awaitUninterruptibly(released);
        };
    return held;
  }

  Runnable beforeFetch() {
    return beforeFetch;
  }

  /** Lists only the partitions below a number from now on. */
  public synchronized void hidePartitionsFrom(int partition) {
    visiblePartitions = partition;
  }

  synchronized int partitionCount() {
    return Math.min(partitions.size(), visiblePartitions);
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
        && !failures.containsKey(partition)
        && !nextFailures.containsKey(partition)) {
      wait(remainingMillis);
      remainingMillis = TimeUnit.NANOSECONDS.toMillis(deadlineNanos - System.nanoTime());
    }
    Supplier<RuntimeException> failure = nextFailures.remove(partition);
    if (failure == null) {
      failure = failures.get(partition);
    }
    if (failure != null) {
      throw failure.get();
    }
    List<byte[]> messages = partitions.get(partition);
    int from = (int) Math.min(offset, messages.size());
    int to = Math.min(messages.size(), from + maxMessages);
    return new ArrayList<>(messages.subList(from, to));
  }
}
