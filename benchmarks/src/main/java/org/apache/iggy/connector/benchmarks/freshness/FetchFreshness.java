// SPDX-License-Identifier: Apache-2.0
package org.apache.iggy.connector.benchmarks.freshness;

import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLongArray;
import java.util.concurrent.locks.LockSupport;
import org.apache.iggy.connector.benchmarks.comparison.Latencies;
import org.apache.iggy.connector.benchmarks.server.BenchmarkTopic;
import org.apache.iggy.connector.benchmarks.server.PluginConsumers;
import org.apache.pinot.spi.stream.LongMsgOffset;
import org.apache.pinot.spi.stream.MessageBatch;
import org.apache.pinot.spi.stream.PartitionGroupConsumer;
import org.apache.pinot.spi.stream.StreamPartitionMsgOffset;

/** From before a message is sent, one every millisecond, to {@code fetchMessages} returning it. */
final class FetchFreshness {
  private static final int TIMEOUT_MILLIS = 5_000;

  private final int warmUpMessages;
  private final int messages;
  private final AtomicLongArray sentNanos;

  FetchFreshness(int warmUpMessages, int measuredMessages) {
    this.warmUpMessages = warmUpMessages;
    this.messages = warmUpMessages + measuredMessages;
    this.sentNanos = new AtomicLongArray(messages);
  }

  Latencies measure(BenchmarkTopic topic) throws Exception {
    Thread sending = new Thread(() -> send(topic), "sender");
    sending.setDaemon(true);
    Latencies latencies = new Latencies();
    PluginConsumers consumers = new PluginConsumers(topic.pluginSettings(100));
    try (PartitionGroupConsumer consumer = consumers.create(0)) {
      StreamPartitionMsgOffset next = new LongMsgOffset(0);
      consumer.fetchMessages(next, 0);
      sending.start();
      for (int received = 0; received < messages; ) {
        MessageBatch<?> batch = consumer.fetchMessages(next, TIMEOUT_MILLIS);
        long now = System.nanoTime();
        if (batch.getMessageCount() == 0) {
          throw new IllegalStateException("no message within " + TIMEOUT_MILLIS + " ms");
        }
        for (int i = 0; i < batch.getMessageCount(); i++, received++) {
          if (received >= warmUpMessages) {
            latencies.add(now - sentNanos.get(received));
          }
        }
        next = batch.getOffsetOfNextBatch();
      }
    }
    sending.join();
    return latencies;
  }

  private void send(BenchmarkTopic topic) {
    try (BenchmarkTopic.Sender sender = topic.sender()) {
      long due = System.nanoTime();
      for (int i = 0; i < messages; i++) {
        due += TimeUnit.MILLISECONDS.toNanos(1);
        while (System.nanoTime() < due) {
          LockSupport.parkNanos(due - System.nanoTime());
        }
        sentNanos.set(i, System.nanoTime());
        sender.send(i);
      }
    }
  }
}
