// SPDX-License-Identifier: Apache-2.0
package org.apache.iggy.connector.client.reader;

/**
 * Finds the last delivered message that the server still has, once a later one is known to be lost:
 * all before it match, none behind it does. It doubles its steps down from the lost one, halves
 * what is between, and says which message to look at next. One search is one thread's.
 */
final class RegressSearch {
  /** What {@link #nextProbe} gives instead of an offset: the first message there is. */
  static final long FIRST = -1;

  private static final long NO_MATCH = -1;

  private final DeliveredHistory history;
  private final long requestedOffset;
  private final boolean known;
  private final long low;
  private long lost;
  private long match = NO_MATCH;
  private long step = 1;
  private long probe;
  private boolean done;
  private boolean exact = true;
  private long fromOffset;

  /**
   * Starts below an offset that is wanted, the message before which is lost.
   *
   * @param currentOffset the partition's last offset, 0 also for an empty one
   */
  RegressSearch(DeliveredHistory history, long requestedOffset, long currentOffset) {
    this.history = history;
    this.requestedOffset = requestedOffset;
    this.known = history.knows(requestedOffset - 1);
    this.lost = Math.min(requestedOffset - 1, currentOffset + 1);
    this.low = known ? history.low() : lost;
    next();
  }

  /** Offset of the message to look at next, or {@link #FIRST}. */
  long nextProbe() {
    return probe;
  }

  boolean isDone() {
    return done;
  }

  /** Takes what the server has at the offset of {@link #nextProbe}. */
  void found(long fingerprint) {
    if (history.contradicts(probe, fingerprint)) {
      missing();
    } else if (probe < low) {
      // The last match is between the oldest message and those that are known in a row.
      exact = false;
      end(Math.min(low, lost));
    } else {
      match = probe;
      next();
    }
  }

  /** The server has no message at the offset of {@link #nextProbe}. */
  void missing() {
    if (probe < low) {
      probe = FIRST;
    } else {
      lost = probe;
      next();
    }
  }

  /** Takes the offset of the first message there is, when {@link #FIRST} was asked for. */
  void startsAt(long earliest) {
    if (known) {
      // What is left behind the messages that are known in a row is all new.
      end(earliest > low ? Math.min(earliest, requestedOffset - 1) : 0);
    } else {
      end(lost);
    }
  }

  /** There is no message at all, when {@link #FIRST} was asked for. */
  void isEmpty(long currentOffset) {
    end(currentOffset == 0 ? 0 : Math.min(currentOffset + 1, requestedOffset - 1));
  }

  private void next() {
    if (match != NO_MATCH) {
      if (lost - match == 1) {
        end(lost);
      } else {
        probe = match + (lost - match) / 2;
      }
    } else if (lost > low) {
      probe = Math.max(low, lost - step);
      step *= 2;
    } else {
      long oldest = history.oldestOffset();
      probe = known && oldest >= 0 && oldest < low ? oldest : FIRST;
    }
  }

  private void end(long firstLost) {
    fromOffset = firstLost;
    done = true;
  }

  /** Offset behind the last match: the first message that is lost. */
  long fromOffset() {
    return fromOffset;
  }

  /** Whether the message before {@link #fromOffset} is known to be there, or there is none. */
  boolean isExact() {
    return exact;
  }
}
