// SPDX-License-Identifier: Apache-2.0
package org.apache.iggy.connector.client;

import java.util.concurrent.TimeUnit;

/**
 * When a connection pings. {@link #request} is for any thread, all else for the one that uses the
 * connection.
 */
final class Heartbeats {
  private final long intervalNanos;
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

  /** Notes that a ping is sent. */
  void sent() {
    requested = false;
    lastNanos = System.nanoTime();
  }
}
