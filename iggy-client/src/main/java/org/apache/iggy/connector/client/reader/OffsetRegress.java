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
  private final boolean exact;
  private final long currentOffset;
  private final OptionalLong resumeOffset;

  OffsetRegress(
      long fromOffset,
      long toOffset,
      boolean exact,
      long currentOffset,
      OptionalLong resumeOffset) {
    this.fromOffset = fromOffset;
    this.toOffset = toOffset;
    this.exact = exact;
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

  /** Whether the message before {@link #fromOffset} is not lost; otherwise nobody knows. */
  public boolean isExact() {
    return exact;
  }

  /** Offset of the partition's last message as the server tells it; 0 also for an empty one. */
  public long currentOffset() {
    return currentOffset;
  }

  /** Where reading goes on; empty when it stops here. */
  public OptionalLong resumeOffset() {
    return resumeOffset;
  }

  /** How many delivered messages are known to be lost. */
  public long lostMessages() {
    return toOffset - fromOffset + 1;
  }

  /** Messages that the server has now and that are never read, before the resume offset. */
  public long skippedMessages() {
    return resumeOffset.isPresent() ? Math.max(0, resumeOffset.getAsLong() - fromOffset) : 0;
  }

  @Override
  public String toString() {
    return "the messages at offsets "
        + fromOffset
        + " to "
        + toOffset
        + (exact ? "" : ", and perhaps some before them,")
        + " were delivered and are no longer on the server, whose last offset is "
        + currentOffset
        + consequence();
  }

  private String consequence() {
    if (resumeOffset.isEmpty()) {
      return "; reading stops";
    }
    long resume = resumeOffset.getAsLong();
    String skipped =
        skippedMessages() == 0
            ? ""
            : ", and what the server has at offsets "
                + fromOffset
                + " to "
                + (resume - 1)
                + " is not read";
    return "; reading goes on at offset " + resume + skipped;
  }
}
