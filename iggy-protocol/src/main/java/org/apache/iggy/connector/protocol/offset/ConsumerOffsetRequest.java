// SPDX-License-Identifier: Apache-2.0
package org.apache.iggy.connector.protocol.offset;

import java.util.Objects;
import java.util.OptionalInt;
import org.apache.iggy.connector.protocol.command.Request;
import org.apache.iggy.connector.protocol.primitive.Consumer;
import org.apache.iggy.connector.protocol.primitive.Identifier;
import org.apache.iggy.connector.protocol.wire.WireWriter;

/**
 * A command about the offset that a consumer has stored for a partition.
 *
 * <pre>{@code
 * consumer, stream identifier, topic identifier, partition optional u32
 * }</pre>
 *
 * @param <R> what the server answers
 */
public abstract class ConsumerOffsetRequest<R> implements Request<R> {
  private final Consumer consumer;
  private final Identifier streamId;
  private final Identifier topicId;
  private final OptionalInt partitionId;

  /** Creates it from its parts, in the order of the wire. */
  protected ConsumerOffsetRequest(
      Consumer consumer, Identifier streamId, Identifier topicId, OptionalInt partitionId) {
    this.consumer = Objects.requireNonNull(consumer, "consumer");
    this.streamId = Objects.requireNonNull(streamId, "streamId");
    this.topicId = Objects.requireNonNull(topicId, "topicId");
    this.partitionId = Objects.requireNonNull(partitionId, "partitionId");
  }

  /** Whose offset. */
  public final Consumer consumer() {
    return consumer;
  }

  /** The stream. */
  public final Identifier streamId() {
    return streamId;
  }

  /** The topic. */
  public final Identifier topicId() {
    return topicId;
  }

  /** The partition; empty lets the server choose. */
  public final OptionalInt partitionId() {
    return partitionId;
  }

  @Override
  public void encode(WireWriter out) {
    consumer.encode(out);
    streamId.encode(out);
    topicId.encode(out);
    out.optionalInt(partitionId);
  }

  @Override
  public boolean equals(Object other) {
    if (!(other instanceof ConsumerOffsetRequest)) {
      return false;
    }
    ConsumerOffsetRequest<?> that = (ConsumerOffsetRequest<?>) other;
    return code() == that.code()
        && consumer.equals(that.consumer)
        && streamId.equals(that.streamId)
        && topicId.equals(that.topicId)
        && partitionId.equals(that.partitionId);
  }

  @Override
  public int hashCode() {
    return Objects.hash(code(), consumer, streamId, topicId, partitionId);
  }

  @Override
  public String toString() {
    return getClass().getSimpleName() + "{" + fields() + "}";
  }

  /** The fields, for {@link #toString}. */
  protected String fields() {
    return "consumer="
        + consumer
        + ", streamId="
        + streamId
        + ", topicId="
        + topicId
        + ", partitionId="
        + partitionId;
  }
}
