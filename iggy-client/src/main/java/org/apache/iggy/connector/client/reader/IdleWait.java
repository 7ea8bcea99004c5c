// SPDX-License-Identifier: Apache-2.0
package org.apache.iggy.connector.client.reader;

import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.apache.iggy.connector.client.transport.Deadline;

/**
 * The wait between two polls at the end of a partition: a fixed part of the time since the last
 * message, so that a message that comes late is found late in proportion, and a quiet topic costs
 * little.
 */
final class IdleWait {
  /** A message is found at most this part of the silence before it later. */
  private static final int SILENCE_PARTS = 32;

  /** After so long without a message, nobody minds a longer wait for one. */
  private static final long LONG_SILENCE_NANOS = TimeUnit.SECONDS.toNanos(10);

  private static final long LONG_WAIT_NANOS = TimeUnit.MILLISECONDS.toNanos(15);

  private final long minNanos;
  private final long maxNanos;
  private long silentSinceNanos = System.nanoTime();

  IdleWait(long minMicros, long maxMicros) {
    this.minNanos = TimeUnit.MICROSECONDS.toNanos(minMicros);
    this.maxNanos = TimeUnit.MICROSECONDS.toNanos(maxMicros);
  }

  /**
   * Waits, or less when the thread is interrupted.
   *
   * @return false, without a wait, when the deadline has passed
   */
  boolean await(Deadline deadline) {
    long leftNanos = deadline.remainingNanos();
    if (leftNanos <= 0) {
      return false;
    }
    long waitNanos = nextNanos(System.nanoTime() - silentSinceNanos);
    LockSupport.parkNanos(this, Math.min(waitNanos, leftNanos));
    return true;
  }

  /** The wait after so long a silence. */
  long nextNanos(long silentNanos) {
    if (silentNanos >= LONG_SILENCE_NANOS) {
      return Math.max(maxNanos, LONG_WAIT_NANOS);
    }
    return Math.max(minNanos, Math.min(maxNanos, silentNanos / SILENCE_PARTS));
  }

  /** Messages came: the next wait is the shortest again. */
  void reset() {
    silentSinceNanos = System.nanoTime();
  }
}
