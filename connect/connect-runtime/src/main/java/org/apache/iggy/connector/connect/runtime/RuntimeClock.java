// SPDX-License-Identifier: Apache-2.0
package org.apache.iggy.connector.connect.runtime;

import java.time.Instant;
import java.util.concurrent.TimeUnit;

/** The time, and waiting for it to pass: what tests replace to wait for nothing. Thread-safe. */
public interface RuntimeClock {
  /** The machine's. */
  RuntimeClock SYSTEM =
      new RuntimeClock() {
        @Override
        public long nanoTime() {
          return System.nanoTime();
        }

        @Override
        public Instant now() {
          return Instant.now();
        }

        @Override
        public void await(Object monitor, long millis) throws InterruptedException {
          TimeUnit.MILLISECONDS.timedWait(monitor, millis);
        }
      };

  /** As {@link System#nanoTime}. */
  long nanoTime();

  /** The time of day. */
  Instant now();

  /**
   * Waits on a monitor that the caller holds, until it is notified or the time is up, or for no
   * reason.
   *
   * @param millis at least 1
   */
  void await(Object monitor, long millis) throws InterruptedException;

  /** The time since an earlier {@link #nanoTime}, in milliseconds. */
  default long millisSince(long earlierNanos) {
    return TimeUnit.NANOSECONDS.toMillis(nanoTime() - earlierNanos);
  }
}
