// SPDX-License-Identifier: Apache-2.0
package org.apache.iggy.connector.pinot.it.fault;

import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;

/** Waits for conditions, with a deadline. */
final class Poll {
  private static final long INTERVAL_NANOS = TimeUnit.MILLISECONDS.toNanos(10);

  private Poll() {}

  /** Returns when the condition holds; fails with the state when it does not in time. */
  static void until(Duration limit, BooleanSupplier condition, Supplier<String> state) {
    long end = System.nanoTime() + limit.toNanos();
    while (!condition.getAsBoolean()) {
      if (System.nanoTime() > end) {
        throw new AssertionError("not within " + limit + ": " + state.get());
      }
      LockSupport.parkNanos(INTERVAL_NANOS);
    }
  }

  /** Looks again and again for so long, which is how long a fault lasts. */
  static void during(Duration length, Runnable look) {
    long end = System.nanoTime() + length.toNanos();
    while (System.nanoTime() < end) {
      look.run();
      LockSupport.parkNanos(Math.min(INTERVAL_NANOS * 5, Math.max(1, end - System.nanoTime())));
    }
  }
}
