// SPDX-License-Identifier: Apache-2.0
package org.apache.iggy.connector.client.group;

import org.apache.iggy.connector.protocol.message.MessageCursor;
import org.apache.iggy.connector.protocol.message.PolledMessages;

/**
 * Messages of one partition in the order of their offsets.
 *
 * <p>They are views of the reader's buffer and valid until the next call on the reader, whichever
 * it is. Not thread-safe.
 */
public final class GroupBatch {
  private final int partitionId;
  private final long requestedOffset;
  private final PolledMessages messages;
  private final long firstOffset;
  private final long lastOffset;
  private final long lastTimestampMicros;
  private final long lastFingerprint;

  /** A batch of an answer that has messages, to a poll from this offset. */
  GroupBatch(int partitionId, long requestedOffset, PolledMessages messages) {
    this.partitionId = partitionId;
    this.requestedOffset = requestedOffset;
    this.messages = messages;
    MessageCursor cursor = messages.cursor();
    cursor.next();
    this.firstOffset = cursor.offset();
    while (cursor.next()) {
      // Only to its end: no more than the offsets is looked at.
    }
    this.lastOffset = cursor.offset();
    this.lastTimestampMicros = cursor.timestampMicros();
    this.lastFingerprint = DeliveredTrail.fingerprint(cursor);
  }

  private GroupBatch(GroupBatch original, PolledMessages messages) {
    this.partitionId = original.partitionId;
    this.requestedOffset = original.requestedOffset;
    this.messages = messages;
    this.firstOffset = original.firstOffset;
    this.lastOffset = original.lastOffset;
    this.lastTimestampMicros = original.lastTimestampMicros;
    this.lastFingerprint = original.lastFingerprint;
  }

  /** The same batch on memory of its own, valid for as long as it is kept. */
  public GroupBatch copy() {
    return new GroupBatch(this, messages.copy());
  }

  /** By what the last message is known again. */
  long lastFingerprint() {
    return lastFingerprint;
  }

  /** The partition. */
  public int partitionId() {
    return partitionId;
  }

  /** How many messages it has, at least 1. */
  public int count() {
    return messages.count();
  }

  /** Bytes of all messages with their headers. */
  public int sizeBytes() {
    return messages.sizeBytes();
  }

  /** Offset of the first message. */
  public long firstOffset() {
    return firstOffset;
  }

  /** Offset of the last message: what to {@linkplain GroupReader#store store} when all are done. */
  public long lastOffset() {
    return lastOffset;
  }

  /** When the server appended the last message, microseconds since the epoch. */
  public long lastTimestampMicros() {
    return lastTimestampMicros;
  }

  /** Offset of the partition's last message when the server answered. */
  public long currentOffset() {
    return messages.currentOffset();
  }

  /**
   * Whether messages were deleted before the group had read them: this many offsets are missing.
   */
  public long missing() {
    return firstOffset - requestedOffset;
  }

  /** A new cursor before the first message. */
  public MessageCursor cursor() {
    return messages.cursor();
  }

  @Override
  public String toString() {
    return "GroupBatch{partitionId="
        + partitionId
        + ", firstOffset="
        + firstOffset
        + ", lastOffset="
        + lastOffset
        + "}";
  }
}
