// SPDX-License-Identifier: Apache-2.0
package org.apache.iggy.connector.embedded;

import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;

/**
 * Notices that the process was held up, as it is on a machine that stalls. Nobody could be heard
 * meanwhile, so nobody is to be called silent before another interval has passed. For one thread.
 */
final class StallWatch {
  /** Ticks are never so punctual that less is a stall. */
  private static final long LEAST_STALL_NANOS = TimeUnit.MILLISECONDS.toNanos(100);

  private final LongSupplier nanoTime;
  private final long graceNanos;
  private final long stallNanos;
  private long tickedNanos;
  private long graceEndNanos;

  /**
   * Starts to watch.
   *
   * @param interval within which clients show that they are alive
   * @param nanoTime the time that passes, as {@link System#nanoTime}
   */
  StallWatch(Duration interval, LongSupplier nanoTime) {
    this.nanoTime = nanoTime;
    this.graceNanos = interval.toNanos();
    this.stallNanos = Math.max(LEAST_STALL_NANOS, interval.toNanos() / 2);
    this.tickedNanos = nanoTime.getAsLong();
    this.graceEndNanos = tickedNanos;
  }

  /** How often {@link #tick} is to be called at least. */
  Duration tickInterval() {
    return Duration.ofNanos(stallNanos / 2);
  }

  /** Tells that the process is at work. */
  void tick() {
    long now = nanoTime.getAsLong();
    if (now - tickedNanos > stallNanos) {
      graceEndNanos = now + graceNanos;
    }
    tickedNanos = now;
  }

  /** Whether there was a stall so recently that silence means nothing; a tick, too. */
  boolean isRecent() {
    tick();
    return tickedNanos - graceEndNanos < 0;
  }
}
