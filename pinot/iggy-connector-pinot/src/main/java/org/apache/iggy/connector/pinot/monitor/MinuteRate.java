// SPDX-License-Identifier: Apache-2.0
package org.apache.iggy.connector.pinot.monitor;

import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;

/**
 * Events a second, averaged so that what happened a minute ago counts for a third of what happens
 * now: the load average's formula, in steps of five seconds. Made from a total that is counted
 * anyway, when somebody looks. Thread-safe.
 */
final class MinuteRate {
  private static final long STEP_NANOS = TimeUnit.SECONDS.toNanos(5);
  private static final double DECAY = Math.exp(-5.0 / 60);

  private final LongSupplier total;
  private final LongSupplier clock;
  private long steppedNanos;
  private long steppedTotal;
  private double perSecond;
  private boolean started;

  MinuteRate(LongSupplier total) {
    this(total, System::nanoTime);
  }

  MinuteRate(LongSupplier total, LongSupplier clock) {
    this.total = total;
    this.clock = clock;
    this.steppedNanos = clock.getAsLong();
  }

  /** Takes the steps that are due; has to be called now and then while events happen. */
  synchronized void step() {
    long elapsedNanos = clock.getAsLong() - steppedNanos;
    if (elapsedNanos < STEP_NANOS) {
      return;
    }
    long steps = elapsedNanos / STEP_NANOS;
    long now = total.getAsLong();
    double recent = (now - steppedTotal) * 1e9 / (steps * STEP_NANOS);
    double weight = started ? Math.pow(DECAY, (double) steps) : 0;
    perSecond = perSecond * weight + recent * (1 - weight);
    started = true;
    steppedTotal = now;
    steppedNanos += steps * STEP_NANOS;
  }

  /** The rate as of the last step. */
  synchronized double perSecond() {
    step();
    return perSecond;
  }
}
