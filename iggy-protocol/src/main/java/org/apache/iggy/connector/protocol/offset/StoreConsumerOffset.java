// SPDX-License-Identifier: Apache-2.0
package org.apache.iggy.connector.protocol.offset;

import java.util.Objects;
import java.util.OptionalInt;
import org.apache.iggy.connector.protocol.command.CommandCode;
import org.apache.iggy.connector.protocol.command.Request;
import org.apache.iggy.connector.protocol.command.ResponseCodec;
import org.apache.iggy.connector.protocol.primitive.Consumer;
import org.apache.iggy.connector.protocol.primitive.Identifier;
import org.apache.iggy.connector.protocol.wire.WireReader;
import org.apache.iggy.connector.protocol.wire.WireWriter;

/**
 * Stores the offset of the last consumed message.
 *
 * <p>VSR servers want a partition, and refuse a group's member that does not own it with status 20
 * where legacy ones answer 3022 or 5006. Both refuse an offset beyond the partition's last message,
 * and take one before the stored one.
 *
 * <pre>{@code
 * consumer consumer  stream_id identifier  topic_id identifier  partition_id optional u32  offset u64
 * }</pre>
 */
public final class StoreConsumerOffset implements Request<Void> {
  private final Consumer consumer;
  private final Identifier streamId;
  private final Identifier topicId;
  private final OptionalInt partitionId;
  private final long offset;

  /** Creates it from its parts, in the order of the wire. */
  public StoreConsumerOffset(
      Consumer consumer,
      Identifier streamId,
      Identifier topicId,
      OptionalInt partitionId,
      long offset) {
    this.consumer = Objects.requireNonNull(consumer, "consumer");
    this.streamId = Objects.requireNonNull(streamId, "streamId");
    this.topicId = Objects.requireNonNull(topicId, "topicId");
    this.partitionId = Objects.requireNonNull(partitionId, "partitionId");
    this.offset = offset;
  }

  /** Reads what {@link #encode} wrote. */
  public static StoreConsumerOffset decode(WireReader in) {
    return new StoreConsumerOffset(
        Consumer.decode(in),
        Identifier.decode(in),
        Identifier.decode(in),
        in.optionalInt(),
        in.u64());
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

  /** Offset of the last consumed message. */
  public long offset() {
    return offset;
  }

  @Override
  public CommandCode code() {
    return CommandCode.STORE_CONSUMER_OFFSET;
  }

  @Override
  public void encode(WireWriter out) {
    consumer.encode(out);
    streamId.encode(out);
    topicId.encode(out);
    out.optionalInt(partitionId);
    out.u64(offset);
  }

  @Override
  public ResponseCodec<Void> responseCodec() {
    return ResponseCodec.empty();
  }

  @Override
  public boolean equals(Object other) {
    if (!(other instanceof StoreConsumerOffset)) {
      return false;
    }
    StoreConsumerOffset that = (StoreConsumerOffset) other;
    return consumer.equals(that.consumer)
        && streamId.equals(that.streamId)
        && topicId.equals(that.topicId)
        && partitionId.equals(that.partitionId)
        && offset == that.offset;
  }

  @Override
  public int hashCode() {
    return Objects.hash(consumer, streamId, topicId, partitionId, offset);
  }

  @Override
  public String toString() {
    return "StoreConsumerOffset{consumer="
        + consumer
        + ", streamId="
        + streamId
        + ", topicId="
        + topicId
        + ", partitionId="
        + partitionId
        + ", offset="
        + offset
        + "}";
  }
}
