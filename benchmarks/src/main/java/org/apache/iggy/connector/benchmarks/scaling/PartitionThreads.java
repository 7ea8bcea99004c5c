// SPDX-License-Identifier: Apache-2.0
package org.apache.iggy.connector.benchmarks.scaling;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.LockSupport;
import org.apache.iggy.connector.benchmarks.server.BenchmarkTopic;
import org.apache.iggy.connector.benchmarks.server.PluginConsumers;
import org.apache.pinot.spi.stream.LongMsgOffset;
import org.apache.pinot.spi.stream.MessageBatch;
import org.apache.pinot.spi.stream.PartitionGroupConsumer;
import org.apache.pinot.spi.stream.StreamPartitionMsgOffset;

/** A thread with a consumer for each partition, as Pinot has them; they read until closed. */
final class PartitionThreads implements AutoCloseable {
  private static final int TIMEOUT_MILLIS = 5_000;
  private static final long DEADLINE_NANOS = TimeUnit.MINUTES.toNanos(5);
  private static final long LOOK_NANOS = TimeUnit.MILLISECONDS.toNanos(1);

  private final List<Thread> threads = new ArrayList<>();
  private final AtomicLong messages = new AtomicLong();
  private final AtomicReference<Exception> failure = new AtomicReference<>();
  private volatile boolean closed;

  PartitionThreads(BenchmarkTopic topic, int partitions, int batchSize) {
    PluginConsumers consumers = new PluginConsumers(topic.pluginSettings(batchSize));
    for (int partition = 0; partition < partitions; partition++) {
      PartitionGroupConsumer consumer = consumers.create(partition);
      Thread thread = new Thread(() -> consume(consumer), "partition-" + partition);
      thread.setDaemon(true);
      threads.add(thread);
      thread.start();
    }
  }

  private void consume(PartitionGroupConsumer consumer) {
    try (consumer) {
      StreamPartitionMsgOffset next = new LongMsgOffset(0);
      while (!closed) {
        MessageBatch<?> batch = consumer.fetchMessages(next, TIMEOUT_MILLIS);
        messages.addAndGet(batch.getMessageCount());
        next = batch.getOffsetOfNextBatch();
      }
    } catch (Exception e) {
      if (!closed) {
        failure.set(e);
      }
    }
  }

  /** Waits until so many messages are read in all partitions together. */
  void awaitMessages(long count) {
    long deadlineNanos = System.nanoTime() + DEADLINE_NANOS;
    while (messages.get() < count) {
      if (failure.get() != null || System.nanoTime() > deadlineNanos) {
        throw new IllegalStateException("read " + messages + " of " + count, failure.get());
      }
      LockSupport.parkNanos(LOOK_NANOS);
    }
  }

  @Override
  public void close() {
    closed = true;
    threads.forEach(Thread::interrupt);
    try {
      for (Thread thread : threads) {
        thread.join(TimeUnit.SECONDS.toMillis(10));
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
