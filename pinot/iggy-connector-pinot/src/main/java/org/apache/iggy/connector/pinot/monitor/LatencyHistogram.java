// SPDX-License-Identifier: Apache-2.0
package org.apache.iggy.connector.pinot.monitor;

import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicLongArray;
import java.util.function.LongSupplier;

/**
 * How long something took of late: percentiles and the maximum of the last one to two minutes.
 *
 * <p>Durations are counted in buckets that each span a sixteenth of a power of two, so that a
 * percentile is too large by 6.25% at most. Two windows of a minute take turns: one is filled, the
 * other is read with it, and is cleared when its turn comes. Recording is one atomic addition and
 * allocates nothing; for any number of threads. A duration that is recorded while the windows
 * change may be lost.
 */
final class LatencyHistogram {
  private static final long WINDOW_NANOS = TimeUnit.MINUTES.toNanos(1);

  private final LongSupplier clock;
  private final Window[] windows = {new Window(), new Window()};
  private final AtomicLong turn;

  LatencyHistogram() {
    this(System::nanoTime);
  }

  LatencyHistogram(LongSupplier clock) {
    this.clock = clock;
    this.turn = new AtomicLong(now());
  }

  /** The number of the minute. */
  private long now() {
    return Math.floorDiv(clock.getAsLong(), WINDOW_NANOS);
  }

  /** Counts one duration. */
  void record(long nanos) {
    takeTurns();
    windows[(int) (turn.get() & 1)].record(TimeUnit.NANOSECONDS.toMicros(nanos));
  }

  private void takeTurns() {
    long before = turn.get();
    long now = now();
    if (now != before && turn.compareAndSet(before, now)) {
      windows[(int) (now & 1)].clear();
      if (now - before > 1) {
        windows[(int) (now - 1 & 1)].clear();
      }
    }
  }

  /**
   * The duration that this share of them did not exceed, milliseconds; 0 when there were none.
   *
   * @param share above 0, up to 1
   */
  double percentileMillis(double share) {
    takeTurns();
    long total = windows[0].total() + windows[1].total();
    long rank = Math.max(1, (long) Math.ceil(total * share));
    long seen = 0;
    for (int bucket = 0; total > 0 && bucket < Window.BUCKETS; bucket++) {
      seen += windows[0].counts.get(bucket) + windows[1].counts.get(bucket);
      if (seen >= rank) {
        return Math.min(Window.upperMicros(bucket) / 1000.0, maxMillis());
      }
    }
    return maxMillis();
  }

  /** The longest duration, milliseconds; 0 when there was none. */
  double maxMillis() {
    takeTurns();
    return Math.max(windows[0].maxMicros.get(), windows[1].maxMicros.get()) / 1000.0;
  }

  /** Counts by buckets: the first 16 of one microsecond each, then 16 for each power of two. */
  private static final class Window {
    private static final int SUB_BITS = 4;
    private static final int SUBS = 1 << SUB_BITS;
    private static final int HIGHEST_BIT = 36;
    private static final int BUCKETS = (HIGHEST_BIT - SUB_BITS + 2) * SUBS;

    private final AtomicLongArray counts = new AtomicLongArray(BUCKETS);
    private final AtomicLong maxMicros = new AtomicLong();

    void record(long micros) {
      counts.incrementAndGet(bucket(micros));
      if (micros > maxMicros.get()) {
        maxMicros.accumulateAndGet(micros, Math::max);
      }
    }

    private static int bucket(long micros) {
      long within = Math.max(0, Math.min(micros, (1L << (HIGHEST_BIT + 1)) - 1));
      if (within < SUBS) {
        return (int) within;
      }
      int shift = 63 - Long.numberOfLeadingZeros(within) - SUB_BITS;
      return (shift + 1) * SUBS + (int) (within >>> shift) - SUBS;
    }

    /** The largest duration that a bucket counts. */
    private static long upperMicros(int bucket) {
      if (bucket < SUBS) {
        return bucket;
      }
      int shift = bucket / SUBS - 1;
      return ((bucket % SUBS + SUBS + 1L) << shift) - 1;
    }

    long total() {
      long total = 0;
      for (int i = 0; i < BUCKETS; i++) {
        total += counts.get(i);
      }
      return total;
    }

    void clear() {
      for (int i = 0; i < BUCKETS; i++) {
        counts.set(i, 0);
      }
      maxMicros.set(0);
    }
  }
}
