// SPDX-License-Identifier: Apache-2.0
package org.apache.iggy.connector.cli.quickstart;

import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.apache.iggy.connector.cli.generator.UserEventGenerator;
import org.apache.iggy.connector.client.writer.BatchWriter;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Writes generated events to a topic at a steady rate, on a thread of its own, until closed. */
final class EventPublisher implements AutoCloseable {
  private static final Logger LOGGER = LoggerFactory.getLogger(EventPublisher.class);
  private static final long TICK_NANOS = TimeUnit.MILLISECONDS.toNanos(20);
  private static final long CATCH_UP_NANOS = TimeUnit.SECONDS.toNanos(1);
  private static final int CLOSE_TIMEOUT_MILLIS = 5_000;

  private final BatchWriter writer;
  private final UserEventGenerator generator;
  private final int eventsPerSecond;
  private final Thread thread = new Thread(this::run, "event-publisher");
  private volatile boolean closed;

  private EventPublisher(BatchWriter writer, UserEventGenerator generator, int eventsPerSecond) {
    this.writer = writer;
    this.generator = generator;
    this.eventsPerSecond = eventsPerSecond;
  }

  /** Starts to write; closing it closes the writer. */
  static EventPublisher start(
      BatchWriter writer, UserEventGenerator generator, int eventsPerSecond) {
    EventPublisher publisher = new EventPublisher(writer, generator, eventsPerSecond);
    publisher.thread.setDaemon(true);
    publisher.thread.start();
    return publisher;
  }

  private void run() {
    try {
      publish();
    } catch (RuntimeException e) {
      if (!closed) {
        LOGGER.error("the generator has stopped", e);
      }
    }
  }

  private void publish() {
    long doneNanos = System.nanoTime();
    double owed = 0;
    while (!closed) {
      long now = System.nanoTime();
      // After a pause of the machine it goes on at its rate, rather than with a flood.
      owed += Math.min(now - doneNanos, CATCH_UP_NANOS) * (eventsPerSecond / 1e9);
      doneNanos = now;
      owed = writeOwed(owed);
      LockSupport.parkNanos(Math.max(0, TICK_NANOS - (System.nanoTime() - now)));
    }
  }

  private double writeOwed(double owed) {
    double left = owed;
    long timestampMillis = System.currentTimeMillis();
    for (; left >= 1; left--) {
      writer.write(generator.nextEvent(timestampMillis));
    }
    writer.flush();
    return left;
  }

  @Override
  public void close() {
    closed = true;
    LockSupport.unpark(thread);
    try {
      thread.join(CLOSE_TIMEOUT_MILLIS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    writer.close();
  }
}
