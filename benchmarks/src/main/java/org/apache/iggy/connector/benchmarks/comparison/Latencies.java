// SPDX-License-Identifier: Apache-2.0
package org.apache.iggy.connector.benchmarks.comparison;

import java.util.Arrays;
import java.util.Locale;

/** Durations of one contestant. Not thread-safe. */
public final class Latencies {
  private long[] nanos = new long[1024];
  private int count;

  /** Adds one. */
  public void add(long durationNanos) {
    if (count == nanos.length) {
      nanos = Arrays.copyOf(nanos, count * 2);
    }
    nanos[count++] = durationNanos;
  }

  /** How many there are. */
  public int count() {
    return count;
  }

  /** p50, p99, p99.9 and the longest in milliseconds, as cells of a Markdown table. */
  public String cells() {
    long[] sorted = Arrays.copyOf(nanos, count);
    Arrays.sort(sorted);
    return String.format(
        Locale.ROOT,
        "%.2f | %.2f | %.2f | %.2f",
        millis(sorted, 0.5),
        millis(sorted, 0.99),
        millis(sorted, 0.999),
        millis(sorted, 1));
  }

  private static double millis(long[] sorted, double quantile) {
    int rank = (int) Math.ceil(quantile * sorted.length) - 1;
    return sorted[Math.max(0, rank)] / 1e6;
  }
}
