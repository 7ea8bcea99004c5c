// SPDX-License-Identifier: Apache-2.0
package org.apache.iggy.connector.connect.random;

import java.util.concurrent.ThreadLocalRandom;

/** A batch of random length at each interval, the first at once; late ones are not made up for. */
final class IntervalPace implements Pace {
  private final long intervalNanos;
  private final long least;
  private final long most;
  private boolean started;
  private long nextNanos;

  /** Batches of {@code least} to {@code most} records. */
  IntervalPace(long intervalNanos, long least, long most) {
    this.intervalNanos = intervalNanos;
    this.least = least;
    this.most = most;
  }

  @Override
  public long take(long nowNanos) {
    if (nextDueNanos(nowNanos) - nowNanos > 0) {
      return 0;
    }
    started = true;
    nextNanos = nowNanos + intervalNanos;
    return ThreadLocalRandom.current().nextLong(least, most + 1);
  }

  @Override
  public long nextDueNanos(long nowNanos) {
    return started ? nextNanos : nowNanos;
  }
}
