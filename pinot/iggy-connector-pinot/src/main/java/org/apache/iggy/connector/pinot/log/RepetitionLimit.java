// SPDX-License-Identifier: Apache-2.0
package org.apache.iggy.connector.pinot.log;

import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;

/**
 * Lets one line a while through, and counts those it holds back. Thread-safe.
 *
 * <p>The first line passes; another does when the interval is over. Ask {@link #take} before each
 * line.
 */
public final class RepetitionLimit {
  /** What {@link #take} answers for a line to hold back. */
  public static final int HELD_BACK = -1;

  private final long intervalNanos;
  private final LongSupplier clock;
  private boolean started;
  private long passedNanos;
  private int heldBack;

  /** A limit of one line in this many milliseconds. */
  public RepetitionLimit(long intervalMillis) {
    this(intervalMillis, System::nanoTime);
  }

  RepetitionLimit(long intervalMillis, LongSupplier clock) {
    this.intervalNanos = TimeUnit.MILLISECONDS.toNanos(intervalMillis);
    this.clock = clock;
  }

  /**
   * Whether a line may be written now: how many were held back since the last one, 0 or more, or
   * {@link #HELD_BACK} for this one too.
   */
  public synchronized int take() {
    long now = clock.getAsLong();
    if (started && now - passedNanos < intervalNanos) {
      heldBack++;
      return HELD_BACK;
    }
    started = true;
    passedNanos = now;
    int before = heldBack;
    heldBack = 0;
    return before;
  }

  /** What to put behind a line that has passed: nothing, or how many like it were held back. */
  public static String suffix(int heldBack) {
    return heldBack == 0 ? "" : " (" + heldBack + " lines like this were held back)";
  }
}
