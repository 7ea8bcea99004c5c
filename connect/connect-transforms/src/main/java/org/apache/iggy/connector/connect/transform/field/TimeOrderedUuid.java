// SPDX-License-Identifier: Apache-2.0
package org.apache.iggy.connector.connect.transform.field;

import java.security.SecureRandom;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicLong;

/**
 * UUIDs of version 7 (RFC 9562): 48 bits of milliseconds, a counter of 12 bits that keeps those of
 * one millisecond in order (and runs ahead of the clock when it overflows), 62 random bits.
 */
final class TimeOrderedUuid {
  private static final int COUNTER_BITS = 12;
  private static final SecureRandom RANDOM = new SecureRandom();

  /** Milliseconds and counter of the last one. */
  private static final AtomicLong LAST = new AtomicLong();

  private TimeOrderedUuid() {}

  static UUID next() {
    long now = System.currentTimeMillis() << COUNTER_BITS;
    long stamp = LAST.updateAndGet(last -> Math.max(now, last + 1));
    long millis = stamp >>> COUNTER_BITS;
    long counter = stamp & ((1L << COUNTER_BITS) - 1);
    return new UUID(
        (millis << 16) | 0x7000L | counter, (RANDOM.nextLong() >>> 2) | 0x8000_0000_0000_0000L);
  }
}
