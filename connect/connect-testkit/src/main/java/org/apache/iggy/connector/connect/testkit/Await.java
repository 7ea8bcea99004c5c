// SPDX-License-Identifier: Apache-2.0
package org.apache.iggy.connector.connect.testkit;

import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import java.util.function.LongSupplier;
import java.util.function.Supplier;

/** Waits for conditions, each with a deadline. */
public final class Await {
  private static final long PAUSE_NANOS = TimeUnit.MILLISECONDS.toNanos(10);

  private Await() {}

  /**
   * Returns as soon as a condition holds.
   *
   * @param state tells, for the error's message, what there is instead
   * @throws AssertionError when it did not within the time
   */
  public static void until(long limitMillis, BooleanSupplier condition, Supplier<String> state) {
    long end = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(limitMillis);
    while (!condition.getAsBoolean()) {
      if (System.nanoTime() > end) {
        throw new AssertionError("not within " + limitMillis + " ms: " + state.get());
      }
      if (Thread.currentThread().isInterrupted()) {
        throw new AssertionError("interrupted: " + state.get());
      }
      LockSupport.parkNanos(PAUSE_NANOS);
    }
  }

  /**
   * Returns as soon as a condition holds; waits as long as there is progress.
   *
   * @param limitMillis how long there may be none
   * @param progress a number that rises
   * @throws AssertionError when the condition does not hold and nothing has moved for that long
   */
  public static void untilDone(
      long limitMillis, BooleanSupplier done, LongSupplier progress, Supplier<String> state) {
    long before = progress.getAsLong();
    while (true) {
      long seen = before;
      until(limitMillis, () -> done.getAsBoolean() || progress.getAsLong() > seen, state);
      if (done.getAsBoolean()) {
        return;
      }
      before = progress.getAsLong();
    }
  }
}
