// SPDX-License-Identifier: Apache-2.0
package org.apache.iggy.connector.embedded;

import java.time.Duration;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;

/** Waits for what happens on another thread, with a deadline. */
public final class Eventually {
  private static final Duration DEADLINE = Duration.ofSeconds(20);
  private static final Duration PAUSE = Duration.ofMillis(5);

  private Eventually() {}

  /** Asks again and again until the condition holds; fails when it does not in time. */
  public static void assertTrue(BooleanSupplier condition) {
    long deadline = System.nanoTime() + DEADLINE.toNanos();
    while (!condition.getAsBoolean()) {
      if (System.nanoTime() > deadline) {
        throw new AssertionError("the condition did not hold within " + DEADLINE);
      }
      LockSupport.parkNanos(PAUSE.toNanos());
    }
  }
}
