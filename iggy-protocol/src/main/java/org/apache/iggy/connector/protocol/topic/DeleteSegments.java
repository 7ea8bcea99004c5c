// SPDX-License-Identifier: Apache-2.0
package org.apache.iggy.connector.protocol.topic;

import java.util.Objects;
import org.apache.iggy.connector.protocol.command.CommandCode;
import org.apache.iggy.connector.protocol.command.Request;
import org.apache.iggy.connector.protocol.command.ResponseCodec;
import org.apache.iggy.connector.protocol.primitive.Identifier;
import org.apache.iggy.connector.protocol.wire.WireReader;
import org.apache.iggy.connector.protocol.wire.WireWriter;

/**
 * Removes the oldest sealed segments of a partition.
 *
 * <pre>{@code
 * stream_id identifier  topic_id identifier  partition_id u32  count u32
 * }</pre>
 */
public final class DeleteSegments implements Request<Void> {
  private final Identifier streamId;
  private final Identifier topicId;
  private final int partitionId;
  private final int count;

  /** Creates it from its parts, in the order of the wire. */
  public DeleteSegments(Identifier streamId, Identifier topicId, int partitionId, int count) {
    this.streamId = Objects.requireNonNull(streamId, "streamId");
    this.topicId = Objects.requireNonNull(topicId, "topicId");
    this.partitionId = partitionId;
    this.count = count;
  }

  /** Reads what {@link #encode} wrote. */
  public static DeleteSegments decode(WireReader in) {
    return new DeleteSegments(Identifier.decode(in), Identifier.decode(in), in.int32(), in.int32());
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

  /** How many segments. */
  public int count() {
    return count;
  }

  @Override
  public CommandCode code() {
    return CommandCode.DELETE_SEGMENTS;
  }

  @Override
  public void encode(WireWriter out) {
    streamId.encode(out);
    topicId.encode(out);
    out.u32(partitionId);
    out.u32(count);
  }

  @Override
  public ResponseCodec<Void> responseCodec() {
    return ResponseCodec.empty();
  }

  @Override
  public boolean equals(Object other) {
    if (!(other instanceof DeleteSegments)) {
      return false;
    }
    DeleteSegments that = (DeleteSegments) other;
    return streamId.equals(that.streamId)
        && topicId.equals(that.topicId)
        && partitionId == that.partitionId
        && count == that.count;
  }

  @Override
  public int hashCode() {
    return Objects.hash(streamId, topicId, partitionId, count);
  }

  @Override
  public String toString() {
    return "DeleteSegments{streamId="
        + streamId
        + ", topicId="
        + topicId
        + ", partitionId="
        + partitionId
        + ", count="
        + count
        + "}";
  }
}
