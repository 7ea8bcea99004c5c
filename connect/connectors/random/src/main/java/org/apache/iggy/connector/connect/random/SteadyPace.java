// SPDX-License-Identifier: Apache-2.0
package org.apache.iggy.connector.connect.random;

import java.util.concurrent.TimeUnit;

/**
 * So many records a second, in batches of a hundredth of a second. What was missed while the source
 * was held up is made up for as far as one second.
 */
final class SteadyPace implements Pace {
  private static final long SECOND_NANOS = TimeUnit.SECONDS.toNanos(1);
  private static final long TICK_NANOS = TimeUnit.MILLISECONDS.toNanos(10);
  private static final long MOST_RECORDS = 10_000;

  private final double perNano;
  private boolean started;
  private long paidNanos;

  /** A pace of so many records a second. */
  SteadyPace(long perSecond) {
    this.perNano = (double) perSecond / SECOND_NANOS;
  }

  @Override
  public long take(long nowNanos) {
    if (!started) {
      started = true;
      paidNanos = nowNanos - Math.max(TICK_NANOS, (long) Math.ceil(1 / perNano));
    }
    paidNanos = Math.max(paidNanos, nowNanos - Math.max(SECOND_NANOS, oneNanos()));
    if (nextDueNanos(nowNanos) - nowNanos > 0) {
      return 0;
    }
    long due = Math.min(MOST_RECORDS, (long) ((nowNanos - paidNanos) * perNano + 1e-6));
    paidNanos += (long) (due / perNano);
    return due;
  }

  private long oneNanos() {
    return (long) Math.ceil(1 / perNano);
  }

  @Override
  public long nextDueNanos(long nowNanos) {
    return started ? paidNanos + Math.max(TICK_NANOS, oneNanos()) : nowNanos;
  }
}
