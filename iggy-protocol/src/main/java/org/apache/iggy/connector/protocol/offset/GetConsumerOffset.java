// SPDX-License-Identifier: Apache-2.0
package org.apache.iggy.connector.protocol.offset;

import java.util.Objects;
import java.util.Optional;
import java.util.OptionalInt;
import org.apache.iggy.connector.protocol.command.CommandCode;
import org.apache.iggy.connector.protocol.command.Request;
import org.apache.iggy.connector.protocol.command.ResponseCodec;
import org.apache.iggy.connector.protocol.primitive.Consumer;
import org.apache.iggy.connector.protocol.primitive.Identifier;
import org.apache.iggy.connector.protocol.wire.WireReader;
import org.apache.iggy.connector.protocol.wire.WireWriter;

/**
 * Asks for a stored offset; nothing when there is none, and also when stream, topic or partition do
 * not exist.
 *
 * <pre>{@code
 * consumer consumer  stream_id identifier  topic_id identifier  partition_id optional u32
 * }</pre>
 */
public final class GetConsumerOffset implements Request<Optional<ConsumerOffset>> {
  private final Consumer consumer;
  private final Identifier streamId;
  private final Identifier topicId;
  private final OptionalInt partitionId;

  /** Creates it from its parts, in the order of the wire. */
  public GetConsumerOffset(
      Consumer consumer, Identifier streamId, Identifier topicId, OptionalInt partitionId) {
    this.consumer = Objects.requireNonNull(consumer, "consumer");
    this.streamId = Objects.requireNonNull(streamId, "streamId");
    this.topicId = Objects.requireNonNull(topicId, "topicId");
    this.partitionId = Objects.requireNonNull(partitionId, "partitionId");
  }

  /** Reads what {@link #encode} wrote. */
  public static GetConsumerOffset decode(WireReader in) {
    return new GetConsumerOffset(
        Consumer.decode(in), Identifier.decode(in), Identifier.decode(in), in.optionalInt());
  }

  /** Whose offset. */
  public Consumer consumer() {
    return consumer;
  }

  /** The stream. */
  public Identifier streamId() {
    return streamId;
  }

  /** The topic. */
  public Identifier topicId() {
    return topicId;
  }

  /** The partition; empty lets the server choose. */
  public OptionalInt partitionId() {
    return partitionId;
  }

  @Override
  public CommandCode code() {
    return CommandCode.GET_CONSUMER_OFFSET;
  }

  @Override
  public void encode(WireWriter out) {
    consumer.encode(out);
    streamId.encode(out);
    topicId.encode(out);
    out.optionalInt(partitionId);
  }

  @Override
  public ResponseCodec<Optional<ConsumerOffset>> responseCodec() {
    return ResponseCodec.optional(ConsumerOffset::decode, ConsumerOffset::encode);
  }

  @Override
  public boolean equals(Object other) {
    if (!(other instanceof GetConsumerOffset)) {
      return false;
    }
    GetConsumerOffset that = (GetConsumerOffset) other;
    return consumer.equals(that.consumer)
        && streamId.equals(that.streamId)
        && topicId.equals(that.topicId)
        && partitionId.equals(that.partitionId);
  }

  @Override
  public int hashCode() {
    return Objects.hash(consumer, streamId, topicId, partitionId);
  }

  @Override
  public String toString() {
    return "GetConsumerOffset{consumer="
        + consumer
        + ", streamId="
        + streamId
        + ", topicId="
        + topicId
        + ", partitionId="
        + partitionId
        + "}";
  }
}
