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
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;

/** A topic of the in-memory stream: partitions of messages that tests append to. Thread-safe. */
public final class InMemoryTopic {
  private static final Map<String, InMemoryTopic> TOPICS = new ConcurrentHashMap<>();

  private final List<List<byte[]>> partitions = new ArrayList<>();
  private final Map<Integer, Supplier<RuntimeException>> failures = new ConcurrentHashMap<>();
  private final Map<Integer, Supplier<RuntimeException>> nextFailures = new ConcurrentHashMap<>();
  private final Map<Integer, Supplier<RuntimeException>> creationFailures =
      new ConcurrentHashMap<>();
  private final AtomicInteger openProviders = new AtomicInteger();
  private final AtomicInteger openConsumers = new AtomicInteger();
  private final AtomicInteger metadataFailures = new AtomicInteger();
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

  /** Makes the next so many requests for partitions fail. */
  public void failMetadataRequests(int count) {
    metadataFailures.set(count);
  }

  void checkMetadataRequest() {
    if (metadataFailures.getAndUpdate(left -> Math.max(0, left - 1)) > 0) {
      throw new IllegalStateException("stream is not reachable");
    }
  }

  /** How many metadata providers are created and not closed. */
  public int openProviders() {
    return openProviders.get();
  }

  /** How many consumers are created and not closed. */
  public int openConsumers() {
    return openConsumers.get();
  }

  void providersChanged(int delta) {
    openProviders.addAndGet(delta);
  }

  void consumersChanged(int delta) {
    openConsumers.addAndGet(delta);
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
