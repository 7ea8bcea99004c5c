// SPDX-License-Identifier: Apache-2.0
package org.apache.iggy.connector.pinot.it.fault;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import org.apache.iggy.connector.client.ConnectionOptions;
import org.apache.iggy.connector.client.Credentials;
import org.apache.iggy.connector.client.IggyAddress;
import org.apache.iggy.connector.client.IggyClient;
import org.apache.iggy.connector.client.IggyException;
import org.apache.iggy.connector.protocol.message.MessageBatchEncoder;
import org.apache.iggy.connector.protocol.message.Partitioning;
import org.apache.iggy.connector.protocol.message.UserHeaders;
import org.apache.iggy.connector.protocol.primitive.Identifier;

/**
 * Fills a topic with numbered events at a steady rate, through every outage, and knows exactly
 * which of them the topic has.
 *
 * <p>Ids rise by one within a partition. When a send fails the partition's end tells whether its
 * batch had arrived; one that had not is left out, and its ids are never used again.
 */
final class EventFeed implements AutoCloseable {
  private static final int BATCH = 20;
  private static final int LONGEST_ANSWER_MILLIS = 600_000;
  private static final Duration LIMIT = Duration.ofMinutes(10);
  private static final long RETRY_NANOS = TimeUnit.MILLISECONDS.toNanos(50);

  private final IggyClient client;
  private final Identifier stream;
  private final Identifier topic;
  private volatile List<SentEvents> partitions;
  private final long batchNanos;
  private final Thread thread;
  private volatile boolean stopping;
  private volatile boolean closed;
  private final AtomicLong sent = new AtomicLong();
  private volatile RuntimeException failure;

  private EventFeed(IggyAddress server, String name, int partitionCount, int eventsPerSecond) {
    ConnectionOptions options =
        ConnectionOptions.builder(server)
            .credentials(Credentials.password("iggy", "iggy"))
            // A frozen server answers when it goes on: nothing is in doubt as long as it lives.
            .requestTimeoutMillis(LONGEST_ANSWER_MILLIS)
            .build();
    this.client = IggyClient.connect(options, 1);
    this.stream = Identifier.named(name);
    this.topic = Identifier.named(name);
    this.partitions = List.of();
    extendTo(partitionCount);
    this.batchNanos = TimeUnit.SECONDS.toNanos(1) * BATCH / eventsPerSecond;
    this.thread = new Thread(this::run, "feed-" + name);
    thread.setDaemon(true);
  }

  /** Starts to fill a topic that exists, in the stream of the same name. */
  static EventFeed start(IggyAddress server, String name, int partitions, int eventsPerSecond) {
    EventFeed feed = new EventFeed(server, name, partitions, eventsPerSecond);
    feed.thread.start();
    return feed;
  }

  /** From now on fills so many partitions, which the topic has to have. */
  final void extendTo(int partitionCount) {
    List<SentEvents> extended = new ArrayList<>(partitions);
    while (extended.size() < partitionCount) {
      extended.add(new SentEvents(extended.size()));
    }
    partitions = List.copyOf(extended);
  }

  private void run() {
    try {
      long due = System.nanoTime();
      for (int turn = 0; !stopping; turn++) {
        List<SentEvents> all = partitions;
        send(all.get(turn % all.size()));
        due = Math.max(due + batchNanos, System.nanoTime() - 10 * batchNanos);
        while (!stopping && System.nanoTime() < due) {
          LockSupport.parkNanos(due - System.nanoTime());
        }
      }
    } catch (RuntimeException e) {
      failure = e;
    }
  }

  private void send(SentEvents partition) {
    MessageBatchEncoder batch = new MessageBatchEncoder();
    for (int i = 0; i < BATCH; i++) {
      batch.add(Event.json(partition.nextId() + i), UserHeaders.empty(), 0);
    }
    int arrived = BATCH;
    try {
      client
          .messages()
          .send(stream, topic, Partitioning.partition(partition.number()), batch.batch());
    } catch (IggyException e) {
      requirePassing(e);
      arrived = partition.arrivedOf(BATCH, lastId(partition.number()));
    }
    partition.add(arrived, BATCH);
    sent.addAndGet(arrived);
  }

  private long lastId(int partition) {
    while (true) {
      try {
        return TopicContents.lastId(client, stream, topic, partition);
      } catch (IggyException e) {
        requirePassing(e);
        LockSupport.parkNanos(RETRY_NANOS);
      }
    }
  }

  private void requirePassing(IggyException e) {
    if (closed) {
      throw e;
    }
  }

  /** How many events the topic got so far. */
  long sent() {
    return sent.get();
  }

  /** Waits until the topic got so many more events than at the time of the call. */
  void awaitMore(long events) {
    long target = sent() + events;
    Poll.until(LIMIT, () -> failure != null || sent() >= target, () -> "sent " + sent);
    requireHealthy();
  }

  /** Sends no more, and returns when it is known of every event whether the topic has it. */
  void stop() {
    stopping = true;
    LockSupport.unpark(thread);
    try {
      thread.join(LIMIT.toMillis());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    if (thread.isAlive()) {
      throw new AssertionError("the feed does not stop");
    }
    requireHealthy();
  }

  private void requireHealthy() {
    if (failure != null) {
      throw new AssertionError("the feed failed", failure);
    }
  }

  /** The sum of {@code amount} over all events that the topic got. */
  long amountSum() {
    long sum = 0;
    for (SentEvents partition : partitions) {
      sum += partition.amountSum();
    }
    return sum;
  }

  @Override
  public void close() {
    stopping = true;
    closed = true;
    client.close();
    thread.interrupt();
  }
}
