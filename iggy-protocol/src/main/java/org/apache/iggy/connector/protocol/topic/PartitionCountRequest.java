// SPDX-License-Identifier: Apache-2.0
package org.apache.iggy.connector.protocol.topic;

import java.util.Objects;
import org.apache.iggy.connector.protocol.command.Request;
import org.apache.iggy.connector.protocol.primitive.Identifier;
import org.apache.iggy.connector.protocol.wire.WireWriter;

/**
 * A command that changes how many partitions a topic has.
 *
 * <pre>{@code
 * stream identifier, topic identifier, count u32
 * }</pre>
 *
 * @param <R> what the server answers
 */
public abstract class PartitionCountRequest<R> implements Request<R> {
  private final Identifier streamId;
  private final Identifier topicId;
  private final int count;

  /** Creates it from its parts, in the order of the wire. */
  protected PartitionCountRequest(Identifier streamId, Identifier topicId, int count) {
    this.streamId = Objects.requireNonNull(streamId, "streamId");
    this.topicId = Objects.requireNonNull(topicId, "topicId");
    this.count = count;
  }

  /** The stream. */
  public final Identifier streamId() {
    return streamId;
  }

  /** The topic. */
  public final Identifier topicId() {
    return topicId;
  }

  /** How many, 1 to 1000. */
  public final int count() {
    return count;
  }

  @Override
  public void encode(WireWriter out) {
    streamId.encode(out);
    topicId.encode(out);
    out.u32(count);
  }

  @Override
  public boolean equals(Object other) {
    if (!(other instanceof PartitionCountRequest)) {
      return false;
    }
    PartitionCountRequest<?> that = (PartitionCountRequest<?>) other;
    return code() == that.code()
        && streamId.equals(that.streamId)
        && topicId.equals(that.topicId)
        && count == that.count;
  }

  @Override
  public int hashCode() {
    return Objects.hash(code(), streamId, topicId, count);
  }

  @Override
  public String toString() {
    return getClass().getSimpleName()
        + "{streamId="
        + streamId
        + ", topicId="
        + topicId
        + ", count="
        + count
        + "}";
  }
}
