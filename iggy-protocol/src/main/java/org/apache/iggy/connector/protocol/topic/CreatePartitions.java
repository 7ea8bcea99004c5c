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
 * Adds partitions to a topic, with the next higher ids.
 *
 * <pre>{@code
 * stream_id identifier  topic_id identifier  count u32
 * }</pre>
 */
public final class CreatePartitions implements Request<Void> {
  private final Identifier streamId;
  private final Identifier topicId;
  private final int count;

  /** Creates it from its parts, in the order of the wire. */
  public CreatePartitions(Identifier streamId, Identifier topicId, int count) {
    this.streamId = Objects.requireNonNull(streamId, "streamId");
    this.topicId = Objects.requireNonNull(topicId, "topicId");
    this.count = count;
  }

  /** Reads what {@link #encode} wrote. */
  public static CreatePartitions decode(WireReader in) {
    return new CreatePartitions(Identifier.decode(in), Identifier.decode(in), in.int32());
  }

  /** The stream. */
  public Identifier streamId() {
    return streamId;
  }

  /** The topic. */
  public Identifier topicId() {
    return topicId;
  }

  /** How many, 1 to 1000. */
  public int count() {
    return count;
  }

  @Override
  public CommandCode code() {
    return CommandCode.CREATE_PARTITIONS;
  }

  @Override
  public void encode(WireWriter out) {
    streamId.encode(out);
    topicId.encode(out);
    out.u32(count);
  }

  @Override
  public ResponseCodec<Void> responseCodec() {
    return ResponseCodec.empty();
  }

  @Override
  public boolean equals(Object other) {
    if (!(other instanceof CreatePartitions)) {
      return false;
    }
    CreatePartitions that = (CreatePartitions) other;
    return streamId.equals(that.streamId) && topicId.equals(that.topicId) && count == that.count;
  }

  @Override
  public int hashCode() {
    return Objects.hash(streamId, topicId, count);
  }

  @Override
  public String toString() {
    return "CreatePartitions{streamId="
        + streamId
        + ", topicId="
        + topicId
        + ", count="
        + count
        + "}";
  }
}
