// SPDX-License-Identifier: Apache-2.0
package org.apache.iggy.connector.protocol.offset;

import java.util.Objects;
import org.apache.iggy.connector.protocol.wire.WireReader;
import org.apache.iggy.connector.protocol.wire.WireWriter;

/**
 * The offset a consumer has stored for a partition.
 *
 * <pre>{@code
 * partition_id u32  current_offset u64  stored_offset u64
 * }</pre>
 */
public final class ConsumerOffset {
  private final int partitionId;
  private final long currentOffset;
  private final long storedOffset;

  /** Creates it from its parts, in the order of the wire. */
  public ConsumerOffset(int partitionId, long currentOffset, long storedOffset) {
    this.partitionId = partitionId;
    this.currentOffset = currentOffset;
    this.storedOffset = storedOffset;
  }

  /** Reads what {@link #encode} wrote. */
  public static ConsumerOffset decode(WireReader in) {
    return new ConsumerOffset(in.int32(), in.u64(), in.u64());
  }

  /** Partition id, 0-based. */
  public int partitionId() {
    return partitionId;
  }

  /** Offset of the partition's last message. */
  public long currentOffset() {
    return currentOffset;
  }

  /** Offset of the last message that the consumer has stored as consumed. */
  public long storedOffset() {
    return storedOffset;
  }

  /** Writes it in the layout above. */
  public void encode(WireWriter out) {
    out.u32(partitionId);
    out.u64(currentOffset);
    out.u64(storedOffset);
  }

  @Override
  public boolean equals(Object other) {
    if (!(other instanceof ConsumerOffset)) {
      return false;
    }
    ConsumerOffset that = (ConsumerOffset) other;
    return partitionId == that.partitionId
        && currentOffset == that.currentOffset
        && storedOffset == that.storedOffset;
  }

  @Override
  public int hashCode() {
    return Objects.hash(partitionId, currentOffset, storedOffset);
  }

  @Override
  public String toString() {
    return "ConsumerOffset{partitionId="
        + partitionId
        + ", currentOffset="
        + currentOffset
        + ", storedOffset="
        + storedOffset
        + "}";
  }
}
