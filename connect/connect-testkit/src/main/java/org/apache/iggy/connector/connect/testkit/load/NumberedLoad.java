// SPDX-License-Identifier: Apache-2.0
package org.apache.iggy.connector.connect.testkit.load;

import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import org.apache.iggy.connector.client.ReconnectPolicy;
import org.apache.iggy.connector.client.writer.BatchWriter;
import org.apache.iggy.connector.client.writer.BatchWriterOptions;
import org.apache.iggy.connector.connect.testkit.Await;
import org.apache.iggy.connector.protocol.message.Partitioning;
import org.apache.iggy.connector.protocol.message.UserHeaders;

/**
 * Fills a topic with {@linkplain NumberedPayload numbered documents} at a steady rate, to its
 * partitions in turn, through every outage of the server.
 *
 * <p>Each number up to {@link #acknowledged} has been acknowledged by the server; one whose
 * acknowledgement was lost with its connection is sent again and may be in the topic twice, so that
 * {@link TestTopic#numbers} is what a target is held against. Numbers rise within a partition.
 */
public final class NumberedLoad implements AutoCloseable {
  private static final long TICK_NANOS = TimeUnit.MILLISECONDS.toNanos(10);
  private static final long OUTAGE_MILLIS = 120_000;

  private final BatchWriter writer;
  private final int partitions;
  private final int messagesPerSecond;
  private final int payloadBytes;
  private final Thread thread;
  private final AtomicLong acknowledged = new AtomicLong();
  private volatile boolean stopping;
  private volatile RuntimeException failure;

  private NumberedLoad(TestTopic topic, int messagesPerSecond, int payloadBytes) {
    this.writer =
        new BatchWriter(
            BatchWriterOptions.builder(topic.connection(), topic.stream(), topic.topic())
                .reconnectPolicy(ReconnectPolicy.builder().budgetMillis(OUTAGE_MILLIS).build())
                .build());
    this.partitions = topic.partitions();
    this.messagesPerSecond = messagesPerSecond;
    this.payloadBytes = payloadBytes;
    this.thread = new Thread(this::run, "load-" + topic.topic());
    thread.setDaemon(true);
  }

  /** Starts to send, the number 0 first. */
  public static NumberedLoad start(TestTopic topic, int messagesPerSecond, int payloadBytes) {
    NumberedLoad load = new NumberedLoad(topic, messagesPerSecond, payloadBytes);
    load.thread.start();
    return load;
  }

  private void run() {
    try {
      long started = System.nanoTime();
      long next = 0;
      while (!stopping) {
        long due = (long) ((System.nanoTime() - started) / 1e9 * messagesPerSecond);
        // After an outage the load goes on at its rate: it does not catch up at once.
        if (due - next > messagesPerSecond) {
          started += (long) ((due - next) * 1e9 / messagesPerSecond);
          due = next;
        }
        for (; next < due; next++) {
          write(next);
        }
        writer.flush();
        acknowledged.set(next);
        LockSupport.parkNanos(TICK_NANOS);
      }
    } catch (RuntimeException e) {
      failure = e;
    }
  }

  private void write(long number) {
    writer.write(
        Partitioning.partition((int) (number % partitions)),
        NumberedPayload.of(number, payloadBytes),
        UserHeaders.empty());
  }

  /** How many numbers, from 0 on, the server has acknowledged. */
  public long acknowledged() {
    return acknowledged.get();
  }

  /** Returns when the server has acknowledged so many more than at the time of the call. */
  public void awaitMore(long messages) {
    long target = acknowledged() + messages;
    Await.until(
        OUTAGE_MILLIS,
        () -> failure != null || acknowledged() >= target,
        () -> "the load has sent " + acknowledged() + " of " + target);
    requireHealthy();
  }

  /**
   * Sends no more and returns when everything is acknowledged.
   *
   * @return how many numbers were sent
   */
  public long stop() {
    stopping = true;
    try {
      thread.join(OUTAGE_MILLIS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    if (thread.isAlive()) {
      throw new AssertionError("the load does not stop");
    }
    requireHealthy();
    return acknowledged();
  }

  private void requireHealthy() {
    if (failure != null) {
      throw new AssertionError("the load failed", failure);
    }
  }

  @Override
  public void close() {
    stopping = true;
    writer.close();
  }
}
