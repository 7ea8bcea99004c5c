// SPDX-License-Identifier: Apache-2.0
package org.apache.iggy.connector.protocol.group;

import java.util.Objects;
import org.apache.iggy.connector.protocol.command.Request;
import org.apache.iggy.connector.protocol.primitive.Identifier;
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
public abstract class ConsumerGroupRequest<R> implements Request<R> {
  private final Identifier streamId;
  private final Identifier topicId;
  private final Identifier groupId;

  /** Creates it from its parts, in the order of the wire. */
  protected ConsumerGroupRequest(Identifier streamId, Identifier topicId, Identifier groupId) {
    this.streamId = Objects.requireNonNull(streamId, "streamId");
    this.topicId = Objects.requireNonNull(topicId, "topicId");
    this.groupId = Objects.requireNonNull(groupId, "groupId");
  }

  /** The stream. */
  public final Identifier streamId() {
    return streamId;
  }

  /** The topic. */
  public final Identifier topicId() {
    return topicId;
  }

  /** The consumer group. */
  public final Identifier groupId() {
    return groupId;
  }

  @Override
  public void encode(WireWriter out) {
    streamId.encode(out);
    topicId.encode(out);
    groupId.encode(out);
  }

  @Override
  public boolean equals(Object other) {
    if (!(other instanceof ConsumerGroupRequest)) {
      return false;
    }
    ConsumerGroupRequest<?> that = (ConsumerGroupRequest<?>) other;
    return code() == that.code()
        && streamId.equals(that.streamId)
        && topicId.equals(that.topicId)
        && groupId.equals(that.groupId);
  }

  @Override
  public int hashCode() {
    return Objects.hash(code(), streamId, topicId, groupId);
  }

  @Override
  public String toString() {
    return getClass().getSimpleName()
        + "{streamId="
        + streamId
        + ", topicId="
        + topicId
        + ", groupId="
        + groupId
        + "}";
  }
}
