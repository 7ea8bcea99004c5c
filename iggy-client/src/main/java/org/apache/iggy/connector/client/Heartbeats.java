// SPDX-License-Identifier: Apache-2.0
package org.apache.iggy.connector.client;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.TimeUnit;

/**
 * When a connection pings, and which of the answers to come are those to pings. {@link #request} is
 * for any thread, all else for the one that uses the connection.
 */
final class Heartbeats {
  private final long intervalNanos;
  private final Deque<Long> tickets = new ArrayDeque<>();
  private long lastNanos = System.nanoTime();
  private volatile boolean requested;

  /** Pings are due after each such interval; 0 for only on request. */
  Heartbeats(long intervalMillis) {
    this.intervalNanos = TimeUnit.MILLISECONDS.toNanos(intervalMillis);
  }

  /** Makes a ping due now. */
  void request() {
    requested = true;
  }

  /** Whether a ping should go ahead of the next request. */
  boolean isDue() {
    return requested || (intervalNanos > 0 && System.nanoTime() - lastNanos >= intervalNanos);
  }

  /** Notes a ping whose answer will carry this ticket. */
  void sent(long ticket) {
    requested = false;
    lastNanos = System.nanoTime();
    tickets.add(ticket);
  }

  /** Whether the answer with this ticket is the next one to a ping. */
  boolean isAnswer(long ticket) {
    Long next = tickets.peek();
    return next != null && next == ticket;
  }

  /** Notes that the next answer to a ping was taken. */
  void answered() {
    tickets.remove();
  }

  /** Whether no ping awaits its answer. */
  boolean areAnswered() {
    return tickets.isEmpty();
  }
}
