// SPDX-License-Identifier: Apache-2.0
package org.apache.iggy.connector.connect.runtime.error;

import java.util.random.RandomGenerator;

/**
 * The waits of one outage: each longer than the one before, and each shortened by a random part of
 * up to one half, so that tasks that failed together do not come back together. Not thread-safe.
 */
public final class Backoff {
  private final BackoffOptions options;
  private final RandomGenerator random;
  private double nextMillis;
  private int attempts;

  /** The waits of an outage that has not begun. */
  public Backoff(BackoffOptions options, RandomGenerator random) {
    this.options = options;
    this.random = random;
    this.nextMillis = options.initialMillis();
  }

  /** Counts a failed attempt and says how long to wait before the next, milliseconds. */
  public long nextMillis() {
    attempts++;
    long most = (long) nextMillis;
    nextMillis = Math.min((double) options.maxMillis(), nextMillis * options.multiplier());
    return random.nextLong((most + 1) / 2, most + 1);
  }

  /** How many attempts have failed. */
  public int attempts() {
    return attempts;
  }

  /** The outage is over. */
  public void reset() {
    attempts = 0;
    nextMillis = options.initialMillis();
  }
}
