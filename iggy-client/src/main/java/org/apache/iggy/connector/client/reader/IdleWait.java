// SPDX-License-Identifier: Apache-2.0
package org.apache.iggy.connector.client.reader;

import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.apache.iggy.connector.client.transport.Deadline;

/**
 * The wait between two polls at the end of a partition: short after messages, doubling while none
 * come, so that a busy topic is followed closely and a quiet one costs little.
 */
final class IdleWait {
  private final long minNanos;
  private final long maxNanos;
  private long nextNanos;

  IdleWait(long minMicros, long maxMicros) {
    this.minNanos = TimeUnit.MICROSECONDS.toNanos(minMicros);
    this.maxNanos = TimeUnit.MICROSECONDS.toNanos(maxMicros);
    this.nextNanos = minNanos;
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
    LockSupport.parkNanos(this, Math.min(nextNanos, leftNanos));
    nextNanos = Math.min(nextNanos * 2, maxNanos);
    return true;
  }

  /** Messages came: the next wait is the shortest again. */
  void reset() {
    nextNanos = minNanos;
  }
}
