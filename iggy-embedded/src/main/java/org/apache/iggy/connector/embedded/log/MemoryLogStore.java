// SPDX-License-Identifier: Apache-2.0
package org.apache.iggy.connector.embedded.log;

import java.io.IOException;
import java.io.UncheckedIOException;

/** Keeps everything in the heap and forgets it when closed. */
public final class MemoryLogStore implements LogStore {
  private final long segmentBytes;

  /** Creates a store with segments of {@link #DEFAULT_SEGMENT_BYTES}. */
  public MemoryLogStore() {
    this(DEFAULT_SEGMENT_BYTES);
  }

  /**
   * Creates a store.
   *
   * @param segmentBytes a segment is sealed once it has this size, 1..{@link #MAX_SEGMENT_BYTES}
   */
  public MemoryLogStore(long segmentBytes) {
    this.segmentBytes = segmentBytes;
  }

  @Override
  public PartitionLog openLog(PartitionKey partition) {
    try {
      return new SegmentedPartitionLog(new MemorySegmentStore(), segmentBytes);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public OffsetStore openOffsets(PartitionKey partition) {
    return new MemoryOffsetStore();
  }

  @Override
  public void delete(PartitionKey partition) {}

  @Override
  public void close() {}
}
