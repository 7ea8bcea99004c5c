// SPDX-License-Identifier: Apache-2.0
package org.apache.iggy.connector.client.reader;

import java.util.OptionalLong;

/**
 * Messages that were delivered and that the server has lost since: their offsets are free again, or
 * belong to other messages now. It happens when a server comes back from a crash without its
 * unflushed tail, and when a topic is purged or made anew. Immutable.
 */
public final class OffsetRegress {
  private final long fromOffset;
  private final long toOffset;
  private final long currentOffset;
  private final OptionalLong resumeOffset;

  OffsetRegress(long fromOffset, long toOffset, long currentOffset, OptionalLong resumeOffset) {
    this.fromOffset = fromOffset;
    this.toOffset = toOffset;
    this.currentOffset = currentOffset;
    this.resumeOffset = resumeOffset;
  }

  /** Offset of the first delivered message that is known to be lost. */
  public long fromOffset() {
    return fromOffset;
  }

  /** Offset of the last delivered message, lost too. */
  public long toOffset() {
    return toOffset;
  }

  /** Offset of the partition's last message as the server tells it; 0 also for an empty one. */
  public long currentOffset() {
    return currentOffset;
  }

  /** Where reading goes on; empty when it stops here. */
  public OptionalLong resumeOffset() {
    return resumeOffset;
  }

  @Override
  public String toString() {
    return "messages at offsets "
        + fromOffset
        + " to "
        + toOffset
        + " were delivered and are lost on the server, whose last offset is "
        + currentOffset
        + (resumeOffset.isPresent()
            ? "; reading goes on at offset " + resumeOffset.getAsLong()
            : "; reading stops");
  }
}
