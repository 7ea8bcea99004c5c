// SPDX-License-Identifier: Apache-2.0
package org.apache.iggy.connector.client.transport;

import java.util.concurrent.TimeUnit;

/** A point in time on the monotonic clock by which something has to be done. Immutable. */
public final class Deadline {
  /** Further ahead the clock's sum would overflow; nobody waits that long. */
  private static final long MAX_MILLIS = TimeUnit.DAYS.toMillis(10_000);

  private final long atNanos;
  private final long limitMillis;

  private Deadline(long atNanos, long limitMillis) {
    this.atNanos = atNanos;
    this.limitMillis = limitMillis;
  }

  /** The point {@code millis} from now. */
  public static Deadline inMillis(long millis) {
    long bounded = Math.min(millis, MAX_MILLIS);
    return new Deadline(System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(bounded), millis);
  }

  /** The point {@code nanos} from now, at most {@link Long#MAX_VALUE} / 2. */
  public static Deadline inNanos(long nanos) {
    return new Deadline(System.nanoTime() + nanos, TimeUnit.NANOSECONDS.toMillis(nanos));
  }

  /** The point {@code millis} from now, or this one if it comes first. */
  public Deadline orInMillis(long millis) {
    return remainingMillis() <= millis ? this : inMillis(millis);
  }

  /** Nanoseconds left; zero or negative when it has passed. */
  public long remainingNanos() {
    return atNanos - System.nanoTime();
  }

  /** Milliseconds left, rounded up; zero when it has passed. */
  public long remainingMillis() {
    long nanos = remainingNanos();
    return nanos <= 0 ? 0 : (nanos + 999_999) / 1_000_000;
  }

  /** Whether it has passed. */
  public boolean hasPassed() {
    return remainingNanos() <= 0;
  }

  /** The wait it was made with, milliseconds: what error messages name. */
  public long limitMillis() {
    return limitMillis;
  }
}
