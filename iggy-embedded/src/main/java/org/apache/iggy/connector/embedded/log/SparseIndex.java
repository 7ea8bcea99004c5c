// SPDX-License-Identifier: Apache-2.0
package org.apache.iggy.connector.embedded.log;

import java.util.Arrays;

/**
 * Where some of a segment's messages start: one entry about every {@value #INTERVAL_BYTES} bytes.
 *
 * <p>An entry has 16 bytes: the message's offset relative to the segment, its position in the
 * segment, and its timestamp. The first message always has one. One writer appends; readers use a
 * {@link View}, which later appends do not change.
 */
final class SparseIndex {
  /** A message gets an entry when this many bytes have passed since the last one. */
  static final int INTERVAL_BYTES = 8 * 1024;

  private int[] offsets;
  private int[] positions;
  private long[] timestamps;
  private int count;

  SparseIndex() {
    this(16);
  }

  SparseIndex(int capacity) {
    offsets = new int[capacity];
    positions = new int[capacity];
    timestamps = new long[capacity];
  }

  /** Adds an entry for this message unless the last entry is near enough. */
  void offer(int relativeOffset, int position, long timestampMicros) {
    if (count == 0 || position - positions[count - 1] >= INTERVAL_BYTES) {
      add(relativeOffset, position, timestampMicros);
    }
  }

  /** Adds an entry. */
  void add(int relativeOffset, int position, long timestampMicros) {
    if (count == offsets.length) {
      int capacity = Math.max(16, count + (count >> 1));
      offsets = Arrays.copyOf(offsets, capacity);
      positions = Arrays.copyOf(positions, capacity);
      timestamps = Arrays.copyOf(timestamps, capacity);
    }
    offsets[count] = relativeOffset;
    positions[count] = position;
    timestamps[count] = timestampMicros;
    count++;
  }

  int count() {
    return count;
  }

  /** Takes back the entries behind the first {@code count}, which no view has been made of. */
  void truncate(int newCount) {
    count = newCount;
  }

  /** The entries of this moment. */
  View view() {
    return new View(offsets, positions, timestamps, count);
  }

  /** Entries that do not change, for readers on other threads. */
  static final class View {
    private final int[] offsets;
    private final int[] positions;
    private final long[] timestamps;
    private final int count;

    private View(int[] offsets, int[] positions, long[] timestamps, int count) {
      this.offsets = offsets;
      this.positions = positions;
      this.timestamps = timestamps;
      this.count = count;
    }

    int count() {
      return count;
    }

    int offset(int entry) {
      return offsets[entry];
    }

    int position(int entry) {
      return positions[entry];
    }

    long timestampMicros(int entry) {
      return timestamps[entry];
    }

    /** The last entry at or before an offset. */
    int floorByOffset(int relativeOffset) {
      return floor(Arrays.binarySearch(offsets, 0, count, relativeOffset));
    }

    /**
     * The offset of the first entry that lies more than {@code bytes} behind a position; the
     * largest there can be when there is none.
     */
    int offsetBeyond(int position, int bytes) {
      int reach = (int) Math.min((long) position + bytes, Integer.MAX_VALUE);
      int beyond = floor(Arrays.binarySearch(positions, 0, count, reach)) + 1;
      return beyond < count ? offsets[beyond] : Integer.MAX_VALUE;
    }

    /** The last entry of an earlier time, -1 when there is none. */
    int lastBefore(long timestampMicros) {
      int low = 0;
      int high = count;
      while (low < high) {
        int middle = (low + high) >>> 1;
        if (Long.compareUnsigned(timestamps[middle], timestampMicros) < 0) {
          low = middle + 1;
        } else {
          high = middle;
        }
      }
      return low - 1;
    }

    private static int floor(int found) {
      return found >= 0 ? found : -found - 2;
    }
  }
}
