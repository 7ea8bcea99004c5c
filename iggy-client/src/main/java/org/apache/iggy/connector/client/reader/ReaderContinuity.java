// SPDX-License-Identifier: Apache-2.0
package org.apache.iggy.connector.client.reader;

import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.TimeUnit;

/**
 * What a reader of a partition leaves to the readers after it in the same process: which messages
 * were delivered, a regress of offsets that it is in the middle of, and since when the server is
 * gone.
 *
 * <p>Two readers of one partition may share it at once. It takes 8 bytes for each message that it
 * remembers, and grows as they come. Thread-safe.
 */
public final class ReaderContinuity {
  /** How many messages it remembers unless told otherwise. */
  public static final int DEFAULT_CAPACITY = 65_536;

  /** Signs of an outage that are further apart are of two outages. */
  private static final long SAME_OUTAGE_NANOS = TimeUnit.MINUTES.toNanos(2);

  private final DeliveredHistory history;
  private boolean read;
  private boolean outage;
  private long outageStartNanos;
  private long outageSeenNanos;
  private PendingRegress pending;
  private OptionalLong stoppedAt = OptionalLong.empty();

  /** Creates one that knows nothing and remembers as much as is the default. */
  public ReaderContinuity() {
    this(DEFAULT_CAPACITY);
  }

  /**
   * Creates one that knows nothing.
   *
   * @param capacity how many messages it remembers, a power of two; an offset regress over more is
   *     found, but not where it begins
   */
  public ReaderContinuity(int capacity) {
    this.history = new DeliveredHistory(capacity);
  }

  /**
   * Says that readers from now on start at an offset that may be another choice than to go on: what
   * was delivered is forgotten when the one before was stopped by a regress and this offset is not
   * the one it had started from, or when nothing was read before.
   *
   * @param first whether no reader before has read what this one goes on from
   */
  public synchronized void start(long offset, boolean first) {
    if (first || (stoppedAt.isPresent() && stoppedAt.getAsLong() != offset)) {
      history.clear();
      pending = null;
      stoppedAt = OptionalLong.empty();
    }
  }

  DeliveredHistory history() {
    return history;
  }

  /** Whether the partition was read from before. */
  synchronized boolean hasRead() {
    return read;
  }

  synchronized void read(boolean value) {
    read = value;
  }

  /** How long the present outage has lasted, milliseconds; empty when there is none. */
  synchronized OptionalLong outageMillis() {
    long now = System.nanoTime();
    if (!outage || now - outageSeenNanos > SAME_OUTAGE_NANOS) {
      return OptionalLong.empty();
    }
    return OptionalLong.of(TimeUnit.NANOSECONDS.toMillis(now - outageStartNanos));
  }

  /** Notes a sign of an outage, which has lasted for this long. */
  synchronized void outage(long lastedMillis) {
    outageSeenNanos = System.nanoTime();
    outageStartNanos = outageSeenNanos - TimeUnit.MILLISECONDS.toNanos(lastedMillis);
    outage = true;
  }

  synchronized void outageOver() {
    outage = false;
  }

  /** Notes that readers which started at an offset are not to go on. */
  synchronized void stopped(long lowestOffset) {
    stoppedAt = OptionalLong.of(lowestOffset);
  }

  synchronized Optional<PendingRegress> pending() {
    return Optional.ofNullable(pending);
  }

  synchronized void pending(PendingRegress value) {
    pending = value;
  }

  synchronized void resolved(PendingRegress value) {
    if (pending == value) {
      pending = null;
    }
  }

  /** A regress whose replacements have not been delivered yet. Immutable. */
  static final class PendingRegress {
    final long requestedOffset;
    final long fromOffset;
    final boolean exact;

    PendingRegress(long requestedOffset, long fromOffset, boolean exact) {
      this.requestedOffset = requestedOffset;
      this.fromOffset = fromOffset;
      this.exact = exact;
    }

    /** Where reading goes on; empty when it does not. */
    OptionalLong resumeOffset(OffsetRegressPolicy policy, long lowestOffset) {
      boolean reachable = exact && fromOffset >= lowestOffset;
      if (policy == OffsetRegressPolicy.STOP
          || (policy == OffsetRegressPolicy.REWIND && !reachable)) {
        return OptionalLong.empty();
      }
      return OptionalLong.of(Math.max(fromOffset, lowestOffset));
    }
  }
}
