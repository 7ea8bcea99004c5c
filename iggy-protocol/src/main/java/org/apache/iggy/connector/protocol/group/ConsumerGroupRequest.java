// SPDX-License-Identifier: Apache-2.0
package org.apache.iggy.connector.protocol.group;

import java.util.Objects;
import org.apache.iggy.connector.protocol.primitive.Identifier;
import org.apache.iggy.connector.protocol.topic.TopicRequest;
import org.apache.iggy.connector.protocol.wire.WireWriter;

/**
 * A command that names one consumer group and nothing else.
 *
 * <pre>{@code
 * stream identifier, topic identifier, group identifier
 * }</pre>
 *
 * @param <R> what the server answers
 */
public abstract class ConsumerGroupRequest<R> extends TopicRequest<R> {
  private final Identifier groupId;

  /** Creates it from its parts, in the order of the wire. */
  protected ConsumerGroupRequest(Identifier streamId, Identifier topicId, Identifier groupId) {
    super(streamId, topicId);
    this.groupId = Objects.requireNonNull(groupId, "groupId");
  }

  /** The consumer group. */
  public final Identifier groupId() {
    return groupId;
  }

  @Override
  public void encode(WireWriter out) {
    super.encode(out);
    groupId.encode(out);
  }

  @Override
  public boolean equals(Object other) {
    if (!(other instanceof ConsumerGroupRequest)) {
      return false;
    }
    ConsumerGroupRequest<?> that = (ConsumerGroupRequest<?>) other;
    return super.equals(other) && groupId.equals(that.groupId);
  }

  @Override
  public int hashCode() {
    return Objects.hash(super.hashCode(), groupId);
  }

  @Override
  public String toString() {
    return getClass().getSimpleName()
        + "{streamId="
        + streamId()
        + ", topicId="
        + topicId()
        + ", groupId="
        + groupId
        + "}";
  }
}
