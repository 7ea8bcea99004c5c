// SPDX-License-Identifier: Apache-2.0
package org.apache.iggy.connector.client.reader;

import org.apache.iggy.connector.protocol.message.MessageCursor;

/**
 * Fingerprints of the messages of a partition that were delivered last, by offset.
 *
 * <p>Offsets do not identify a message: a server that was killed gives those of unflushed messages
 * to new ones. A fingerprint is 8 bytes made of id, checksum and timestamp. The newest {@code
 * capacity} messages in a row are known, in a ring that grows as they come, and besides them the
 * oldest message of that row that there ever was. Thread-safe.
 */
final class DeliveredHistory {
  private static final int INITIAL_CAPACITY = 1024;
  private static final long NONE = -1;

  private final int capacity;
  private long[] ring;

  /** The known offsets are {@code low} to {@code next - 1}. */
  private long low;

  private long next;
  private long oldestOffset = NONE;
  private long oldestFingerprint;

  /**
   * Creates an empty history.
   *
   * @param capacity how many messages it knows at most, a power of two
   */
  DeliveredHistory(int capacity) {
    if (capacity < 1 || Integer.bitCount(capacity) != 1) {
      throw new IllegalArgumentException("capacity " + capacity + " is no power of two");
    }
    this.capacity = capacity;
    this.ring = new long[Math.min(capacity, INITIAL_CAPACITY)];
  }

  /** What tells the message the cursor stands on from any other. */
  static long fingerprint(MessageCursor message) {
    long mixed =
        message.checksum()
            + message.idLow() * 0x9E3779B97F4A7C15L
            + message.idHigh() * 0xC2B2AE3D27D4EB4FL
            + message.timestampMicros() * 0x165667B19E3779F9L;
    return mixed ^ (mixed >>> 32);
  }

  /**
   * Takes messages in a row. Those that do not continue what is known, or overlap it, start it
   * anew. When another message had one of the offsets, what was known behind them is forgotten.
   *
   * @param fingerprints of the messages, from index {@code from} on
   */
  synchronized void record(long firstOffset, long[] fingerprints, int from, int count) {
    if (count == 0) {
      return;
    }
    long end = firstOffset + count;
    if (isEmpty() || firstOffset < low || firstOffset > next) {
      low = firstOffset;
      next = firstOffset;
      oldestOffset = firstOffset;
      oldestFingerprint = fingerprints[from];
    }
    int skipped = Math.max(0, count - capacity);
    boolean replaced = false;
    grow((int) Math.min(capacity, end - low));
    int mask = ring.length - 1;
    for (int i = skipped; i < count; i++) {
      int slot = (int) (firstOffset + i) & mask;
      long fingerprint = fingerprints[from + i];
      replaced |= firstOffset + i < next && ring[slot] != fingerprint;
      ring[slot] = fingerprint;
    }
    next = replaced ? end : Math.max(next, end);
    low = Math.max(low, next - capacity);
  }

  private void grow(int needed) {
    if (needed <= ring.length) {
      return;
    }
    int length = Integer.highestOneBit(needed - 1) << 1;
    long[] grown = new long[length];
    for (long offset = low; offset < next; offset++) {
      grown[(int) offset & (length - 1)] = ring[(int) offset & (ring.length - 1)];
    }
    ring = grown;
  }

  /** Whether the message at an offset is known. */
  synchronized boolean knows(long offset) {
    return offset >= low && offset < next;
  }

  /** Whether the message at an offset is known to be another one; false when none is known. */
  synchronized boolean contradicts(long offset, long fingerprint) {
    if (offset == oldestOffset) {
      return fingerprint != oldestFingerprint;
    }
    return knows(offset) && ring[(int) offset & (ring.length - 1)] != fingerprint;
  }

  /** The first offset of the messages in a row that are known; {@link #next} when none is. */
  synchronized long low() {
    return low;
  }

  /** The offset behind the last message that is known. */
  synchronized long next() {
    return next;
  }

  /** Offset of the oldest message that is known, at or before {@link #low}; -1 for none. */
  synchronized long oldestOffset() {
    return oldestOffset;
  }

  /** Forgets the messages from an offset on. */
  synchronized void forgetFrom(long offset) {
    next = Math.max(low, Math.min(next, offset));
    if (isEmpty()) {
      oldestOffset = NONE;
    }
  }

  /** Forgets everything. */
  synchronized void clear() {
    forgetFrom(low);
  }

  private boolean isEmpty() {
    return low == next;
  }
}
