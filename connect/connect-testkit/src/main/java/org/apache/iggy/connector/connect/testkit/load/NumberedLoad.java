// SPDX-License-Identifier: Apache-2.0
package org.apache.iggy.connector.connect.testkit.load;

import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.apache.iggy.connector.client.ReconnectPolicy;
import org.apache.iggy.connector.client.writer.BatchWriter;
import org.apache.iggy.connector.client.writer.BatchWriterOptions;
import org.apache.iggy.connector.protocol.message.Partitioning;
import org.apache.iggy.connector.protocol.message.UserHeaders;

/**
 * Fills a topic with {@linkplain NumberedPayload numbered documents} at a steady rate, to its
 * partitions in turn, through every outage of the server.
 *
 * <p>Each number up to {@link #done} has been acknowledged by the server; one whose acknowledgement
 * was lost with its connection is sent again and may be in the topic twice, so that {@link
 * TestTopic#numbers} is what a target is held against. Numbers rise within a partition.
 */
public final class NumberedLoad extends BackgroundLoad {
  private static final long TICK_NANOS = TimeUnit.MILLISECONDS.toNanos(10);

  private final BatchWriter writer;
  private final int partitions;
  private final int messagesPerSecond;
  private final int payloadBytes;

  private NumberedLoad(TestTopic topic, int messagesPerSecond, int payloadBytes) {
    super("load-" + topic.topic());
    this.writer =
        new BatchWriter(
            BatchWriterOptions.builder(topic.connection(), topic.stream(), topic.topic())
                .reconnectPolicy(ReconnectPolicy.builder().budgetMillis(LIMIT_MILLIS).build())
                .build());
    this.partitions = topic.partitions();
    this.messagesPerSecond = messagesPerSecond;
    this.payloadBytes = payloadBytes;
  }

  /** Starts to send, the number 0 first. */
  public static NumberedLoad start(TestTopic topic, int messagesPerSecond, int payloadBytes) {
    NumberedLoad load = new NumberedLoad(topic, messagesPerSecond, payloadBytes);
    load.begin();
    return load;
  }

  @Override
  protected void run() {
    long started = System.nanoTime();
    long next = 0;
    while (!isStopping()) {
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
      done(next);
      LockSupport.parkNanos(TICK_NANOS);
    }
  }

  private void write(long number) {
    writer.write(
        Partitioning.partition((int) (number % partitions)),
        NumberedPayload.of(number, payloadBytes),
        UserHeaders.empty());
  }

  @Override
  public void close() {
    super.close();
    writer.close();
  }
}
