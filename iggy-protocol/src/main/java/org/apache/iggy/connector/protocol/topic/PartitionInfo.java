// SPDX-License-Identifier: Apache-2.0
package org.apache.iggy.connector.protocol.topic;

import java.util.Objects;
import org.apache.iggy.connector.protocol.wire.WireReader;
import org.apache.iggy.connector.protocol.wire.WireWriter;

/**
 * One partition of a topic; 40 bytes on the wire.
 *
 * <pre>{@code
 * id u32  created_at_micros u64  segments_count u32  current_offset u64  size_bytes u64  messages_count u64
 * }</pre>
 */
public final class PartitionInfo {
  private final int id;
  private final long createdAtMicros;
  private final int segmentsCount;
  private final long currentOffset;
  private final long sizeBytes;
  private final long messagesCount;

  /** Creates it from its parts, in the order of the wire. */
  public PartitionInfo(
      int id,
      long createdAtMicros,
      int segmentsCount,
      long currentOffset,
      long sizeBytes,
      long messagesCount) {
    this.id = id;
    this.createdAtMicros = createdAtMicros;
    this.segmentsCount = segmentsCount;
    this.currentOffset = currentOffset;
    this.sizeBytes = sizeBytes;
    this.messagesCount = messagesCount;
  }

  /** Reads what {@link #encode} wrote. */
  public static PartitionInfo decode(WireReader in) {
    return new PartitionInfo(in.int32(), in.u64(), in.int32(), in.u64(), in.u64(), in.u64());
  }

  /** Partition id, 0-based. */
  public int id() {
    return id;
  }

  /** When it was created, microseconds since the epoch. */
  public long createdAtMicros() {
    return createdAtMicros;
  }

  /** How many segments hold its messages. */
  public int segmentsCount() {
    return segmentsCount;
  }

  /**
   * Offset of the last message; 0 both for an empty partition and for one with a single message.
   */
  public long currentOffset() {
    return currentOffset;
  }

  /** Size of its messages with their headers, bytes. */
  public long sizeBytes() {
    return sizeBytes;
  }

  /** How many messages it holds. */
  public long messagesCount() {
    return messagesCount;
  }

  /** Writes it in the layout above. */
  public void encode(WireWriter out) {
    out.u32(id);
    out.u64(createdAtMicros);
    out.u32(segmentsCount);
    out.u64(currentOffset);
    out.u64(sizeBytes);
    out.u64(messagesCount);
  }

  @Override
  public boolean equals(Object other) {
    if (!(other instanceof PartitionInfo)) {
      return false;
    }
    PartitionInfo that = (PartitionInfo) other;
    return id == that.id
        && createdAtMicros == that.createdAtMicros
        && segmentsCount == that.segmentsCount
        && currentOffset == that.currentOffset
        && sizeBytes == that.sizeBytes
        && messagesCount == that.messagesCount;
  }

  @Override
  public int hashCode() {
    return Objects.hash(
        id, createdAtMicros, segmentsCount, currentOffset, sizeBytes, messagesCount);
  }

  @Override
  public String toString() {
    return "PartitionInfo{id="
        + id
        + ", createdAtMicros="
        + createdAtMicros
        + ", segmentsCount="
        + segmentsCount
        + ", currentOffset="
        + currentOffset
        + ", sizeBytes="
        + sizeBytes
        + ", messagesCount="
        + messagesCount
        + "}";
  }
}
