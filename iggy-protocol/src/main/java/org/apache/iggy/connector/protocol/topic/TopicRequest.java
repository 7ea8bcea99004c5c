// SPDX-License-Identifier: Apache-2.0
package org.apache.iggy.connector.protocol.topic;

import java.util.Objects;
import org.apache.iggy.connector.protocol.command.Request;
import org.apache.iggy.connector.protocol.primitive.Identifier;
import org.apache.iggy.connector.protocol.wire.WireWriter;

/**
 * A command that names one topic, and what a subclass adds behind it.
 *
 * <pre>{@code
 * stream identifier, topic identifier
 * }</pre>
 *
 * @param <R> what the server answers
 */
public abstract class TopicRequest<R> implements Request<R> {
  private final Identifier streamId;
  private final Identifier topicId;

  /** Creates it from its parts, in the order of the wire. */
  protected TopicRequest(Identifier streamId, Identifier topicId) {
    this.streamId = Objects.requireNonNull(streamId, "streamId");
    this.topicId = Objects.requireNonNull(topicId, "topicId");
  }

  /** The stream. */
  public final Identifier streamId() {
    return streamId;
  }

  /** The topic. */
  public final Identifier topicId() {
    return topicId;
  }

  @Override
  public void encode(WireWriter out) {
    streamId.encode(out);
    topicId.encode(out);
  }

  @Override
  public boolean equals(Object other) {
    if (!(other instanceof TopicRequest)) {
      return false;
    }
    TopicRequest<?> that = (TopicRequest<?>) other;
    return code() == that.code() && streamId.equals(that.streamId) && topicId.equals(that.topicId);
  }

  @Override
  public int hashCode() {
    return Objects.hash(code(), streamId, topicId);
  }

  @Override
  public String toString() {
    return getClass().getSimpleName() + "{streamId=" + streamId + ", topicId=" + topicId + "}";
  }
}
