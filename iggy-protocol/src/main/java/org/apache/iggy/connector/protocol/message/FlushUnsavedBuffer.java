// SPDX-License-Identifier: Apache-2.0
package org.apache.iggy.connector.protocol.message;

import java.util.Objects;
import org.apache.iggy.connector.protocol.command.CommandCode;
import org.apache.iggy.connector.protocol.command.Request;
import org.apache.iggy.connector.protocol.command.ResponseCodec;
import org.apache.iggy.connector.protocol.primitive.Identifier;
import org.apache.iggy.connector.protocol.wire.WireReader;
import org.apache.iggy.connector.protocol.wire.WireWriter;

/**
 * Makes the server write a partition's buffered messages to disk.
 *
 * <pre>{@code
 * stream_id identifier  topic_id identifier  partition_id u32  fsync u8
 * }</pre>
 */
public final class FlushUnsavedBuffer implements Request<Void> {
  private final Identifier streamId;
  private final Identifier topicId;
  private final int partitionId;
  private final boolean fsync;

  /** Creates it from its parts, in the order of the wire. */
  public FlushUnsavedBuffer(
      Identifier streamId, Identifier topicId, int partitionId, boolean fsync) {
    this.streamId = Objects.requireNonNull(streamId, "streamId");
    this.topicId = Objects.requireNonNull(topicId, "topicId");
    this.partitionId = partitionId;
    this.fsync = fsync;
  }

  /** Reads what {@link #encode} wrote. */
  public static FlushUnsavedBuffer decode(WireReader in) {
    return new FlushUnsavedBuffer(
        Identifier.decode(in), Identifier.decode(in), in.int32(), in.bool());
  }

  /** The stream. */
  public Identifier streamId() {
    return streamId;
  }

  /** The topic. */
  public Identifier topicId() {
    return topicId;
  }

  /** Partition id, 0-based. */
  public int partitionId() {
    return partitionId;
  }

  /** Whether to wait for the disk as well. */
  public boolean fsync() {
    return fsync;
  }

  @Override
  public CommandCode code() {
    return CommandCode.FLUSH_UNSAVED_BUFFER;
  }

  @Override
  public void encode(WireWriter out) {
    streamId.encode(out);
    topicId.encode(out);
    out.u32(partitionId);
    out.bool(fsync);
  }

  @Override
  public ResponseCodec<Void> responseCodec() {
    return ResponseCodec.empty();
  }

  @Override
  public boolean equals(Object other) {
    if (!(other instanceof FlushUnsavedBuffer)) {
      return false;
    }
    FlushUnsavedBuffer that = (FlushUnsavedBuffer) other;
    return streamId.equals(that.streamId)
        && topicId.equals(that.topicId)
        && partitionId == that.partitionId
        && fsync == that.fsync;
  }

  @Override
  public int hashCode() {
    return Objects.hash(streamId, topicId, partitionId, fsync);
  }

  @Override
  public String toString() {
    return "FlushUnsavedBuffer{streamId="
        + streamId
        + ", topicId="
        + topicId
        + ", partitionId="
        + partitionId
        + ", fsync="
        + fsync
        + "}";
  }
}
