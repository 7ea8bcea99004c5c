// SPDX-License-Identifier: Apache-2.0
package org.apache.iggy.connector.connect.runtime.testbed;

import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;

/** Waits for what is to happen, and fails when it does not. */
public final class Until {
  private static final long LIMIT_NANOS = TimeUnit.SECONDS.toNanos(120);

  private Until() {}

  /** Returns when the condition holds. */
  public static void holds(BooleanSupplier condition) {
    holds(condition, () -> "");
  }

  /** Returns when the condition holds; the text is for the failure. */
  public static void holds(BooleanSupplier condition, Supplier<String> state) {
    long end = System.nanoTime() + LIMIT_NANOS;
    while (!condition.getAsBoolean()) {
      if (System.nanoTime() > end) {
        throw new AssertionError("it did not happen: " + state.get());
      }
      LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(5));
    }
  }
}
