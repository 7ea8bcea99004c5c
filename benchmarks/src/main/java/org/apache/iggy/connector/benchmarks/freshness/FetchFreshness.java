// SPDX-License-Identifier: Apache-2.0
package org.apache.iggy.connector.benchmarks.freshness;

import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLongArray;
import java.util.concurrent.locks.LockSupport;
import org.apache.iggy.connector.benchmarks.comparison.Latencies;
import org.apache.iggy.connector.benchmarks.fetch.BareSocketContestant;
import org.apache.iggy.connector.benchmarks.server.BenchmarkTopic;
import org.apache.iggy.connector.benchmarks.server.PluginConsumers;
import org.apache.pinot.spi.stream.LongMsgOffset;
import org.apache.pinot.spi.stream.MessageBatch;
import org.apache.pinot.spi.stream.PartitionGroupConsumer;
import org.apache.pinot.spi.stream.StreamPartitionMsgOffset;

/** From before a message is sent, one every millisecond, to a fetch returning it. */
final class FetchFreshness {
  private static final int TIMEOUT_MILLIS = 5_000;
  private static final long DEADLINE_NANOS = TimeUnit.SECONDS.toNanos(60);
  private static final long BARE_WAIT_NANOS = TimeUnit.MICROSECONDS.toNanos(50);

  private final int warmUpMessages;
  private final int messages;
  private final AtomicLongArray sentNanos;

  FetchFreshness(int warmUpMessages, int measuredMessages) {
    this.warmUpMessages = warmUpMessages;
    this.messages = warmUpMessages + measuredMessages;
    this.sentNanos = new AtomicLongArray(messages);
  }

  /** The messages that are there; none is an answer too. */
  @FunctionalInterface
  private interface Fetch {
    int count() throws Exception;
  }

  /** By the plugin. */
  Latencies measurePlugin(BenchmarkTopic topic) throws Exception {
    PluginConsumers consumers = new PluginConsumers(topic.pluginSettings(100));
    try (PartitionGroupConsumer consumer = consumers.create(0)) {
      StreamPartitionMsgOffset[] next = {new LongMsgOffset(0)};
      return measure(
          topic,
          () -> {
            MessageBatch<?> batch = consumer.fetchMessages(next[0], TIMEOUT_MILLIS);
            next[0] = batch.getOffsetOfNextBatch();
            return batch.getMessageCount();
          });
    }
  }

  /** By a loop that does nothing but poll, which shows how soon the server has the message. */
  Latencies measureBareLoop(BenchmarkTopic topic) throws Exception {
    try (BareSocketContestant bare = BareSocketContestant.open(topic, 100)) {
      return measure(
          topic,
          () -> {
            int count = bare.fetch();
            if (count == 0) {
              LockSupport.parkNanos(BARE_WAIT_NANOS);
            }
            return count;
          });
    }
  }

  private Latencies measure(BenchmarkTopic topic, Fetch fetch) throws Exception {
    Thread sending = new Thread(() -> send(topic), "sender");
    sending.setDaemon(true);
    sending.start();
    Latencies latencies = new Latencies();
    long deadline = System.nanoTime() + DEADLINE_NANOS + TimeUnit.MILLISECONDS.toNanos(messages);
    for (int received = 0; received < messages; ) {
      int count = fetch.count();
      long now = System.nanoTime();
      for (int i = 0; i < count; i++, received++) {
        if (received >= warmUpMessages) {
          latencies.add(now - sentNanos.get(received));
        }
      }
      if (now > deadline) {
        throw new IllegalStateException("only " + received + " of " + messages + " messages came");
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
