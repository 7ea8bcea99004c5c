// SPDX-License-Identifier: Apache-2.0
package org.apache.iggy.connector.protocol.topic;

import java.util.Objects;
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
public abstract class PartitionCountRequest<R> extends TopicRequest<R> {
  private final int count;

  /** Creates it from its parts, in the order of the wire. */
  protected PartitionCountRequest(Identifier streamId, Identifier topicId, int count) {
    super(streamId, topicId);
    this.count = count;
  }

  /** How many, 1 to 1000. */
  public final int count() {
    return count;
  }

  @Override
  public void encode(WireWriter out) {
    super.encode(out);
    out.u32(count);
  }

  @Override
  public boolean equals(Object other) {
    if (!(other instanceof PartitionCountRequest)) {
      return false;
    }
    PartitionCountRequest<?> that = (PartitionCountRequest<?>) other;
    return super.equals(other) && count == that.count;
  }

  @Override
  public int hashCode() {
    return Objects.hash(super.hashCode(), count);
  }

  @Override
  public String toString() {
    return getClass().getSimpleName()
        + "{streamId="
        + streamId()
        + ", topicId="
        + topicId()
        + ", count="
        + count
        + "}";
  }
}
