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
  private static final int SILENCE_PARTS = 64;

  /** After so long without a message, nobody minds a longer wait for one. */
  private static final long LONG_SILENCE_NANOS = TimeUnit.SECONDS.toNanos(10);

  private static final long LONG_WAIT_NANOS = TimeUnit.MILLISECONDS.toNanos(15);

  private static final long LONGEST_SILENCE_NANOS = TimeUnit.MINUTES.toNanos(1);

  private static final long LONGEST_WAIT_NANOS = TimeUnit.MILLISECONDS.toNanos(30);

  /** Before, a poll of its own finds a message sooner than another reader tells of it. */
  private static final long UNWATCHED_NANOS = TimeUnit.MILLISECONDS.toNanos(100);

  /** However much is seen by others, the partition's reader looks for itself so often. */
  private static final long LONGEST_WATCH_NANOS = TimeUnit.SECONDS.toNanos(2);

  private final TopicWatch watch;
  private final PollSession session;
  private final long minNanos;
  private final long maxNanos;
  private long silentSinceNanos = System.nanoTime();
  private boolean wokenInVain;

  IdleWait(PartitionReaderOptions options, PollSession session) {
    this.watch = options.topicWatch();
    this.session = session;
    this.minNanos = TimeUnit.MICROSECONDS.toNanos(options.minIdleWaitMicros());
    this.maxNanos = TimeUnit.MICROSECONDS.toNanos(options.maxIdleWaitMicros());
  }

  /**
   * Waits, or less when the thread is interrupted.
   *
   * @param next the offset of the message that is waited for
   * @param currentOffset the partition's, as the last poll told
   * @return false, without a wait, when the deadline has passed
   * @throws org.apache.iggy.connector.client.IggyException when the connection was lost meanwhile
   */
  boolean await(long next, long currentOffset, Deadline deadline) {
    long leftNanos = deadline.remainingNanos();
    if (leftNanos <= 0) {
      return false;
    }
    long silentNanos = System.nanoTime() - silentSinceNanos;
    long waitNanos = nextNanos(silentNanos);
    if (silentNanos < UNWATCHED_NANOS || watch == null || wokenInVain) {
      wokenInVain = false;
      LockSupport.parkNanos(this, Math.min(waitNanos, leftNanos));
    } else {
      Deadline watchDeadline = Deadline.inNanos(Math.min(LONGEST_WATCH_NANOS, leftNanos));
      wokenInVain = watch.await(session, next, currentOffset, waitNanos, watchDeadline);
    }
    return true;
  }

  /** Ends a wait in another thread. */
  void close() {
    if (watch != null) {
      watch.wake(session);
    }
  }

  /** The wait after so long a silence. */
  long nextNanos(long silentNanos) {
    if (silentNanos >= LONGEST_SILENCE_NANOS) {
      return Math.max(maxNanos, LONGEST_WAIT_NANOS);
    }
    if (silentNanos >= LONG_SILENCE_NANOS) {
      return Math.max(maxNanos, LONG_WAIT_NANOS);
    }
    return Math.max(minNanos, Math.min(maxNanos, silentNanos / SILENCE_PARTS));
  }

  /** Messages came: the next wait is the shortest again. */
  void reset() {
    silentSinceNanos = System.nanoTime();
    wokenInVain = false;
  }
}
