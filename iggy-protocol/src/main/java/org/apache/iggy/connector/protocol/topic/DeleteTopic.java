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
 * Deletes a topic with everything in it.
 *
 * <pre>{@code
 * stream_id identifier  topic_id identifier
 * }</pre>
 */
public final class DeleteTopic implements Request<Void> {
  private final Identifier streamId;
  private final Identifier topicId;

  /** Creates it from its parts, in the order of the wire. */
  public DeleteTopic(Identifier streamId, Identifier topicId) {
    this.streamId = Objects.requireNonNull(streamId, "streamId");
    this.topicId = Objects.requireNonNull(topicId, "topicId");
  }

  /** Reads what {@link #encode} wrote. */
  public static DeleteTopic decode(WireReader in) {
    return new DeleteTopic(Identifier.decode(in), Identifier.decode(in));
  }

  /** The stream. */
  public Identifier streamId() {
    return streamId;
  }

  /** The topic. */
  public Identifier topicId() {
    return topicId;
  }

  @Override
  public CommandCode code() {
    return CommandCode.DELETE_TOPIC;
  }

  @Override
  public void encode(WireWriter out) {
    streamId.encode(out);
    topicId.encode(out);
  }

  @Override
  public ResponseCodec<Void> responseCodec() {
    return ResponseCodec.empty();
  }

  @Override
  public boolean equals(Object other) {
    if (!(other instanceof DeleteTopic)) {
      return false;
    }
    DeleteTopic that = (DeleteTopic) other;
    return streamId.equals(that.streamId) && topicId.equals(that.topicId);
  }

  @Override
  public int hashCode() {
    return Objects.hash(streamId, topicId);
  }

  @Override
  public String toString() {
    return "DeleteTopic{streamId=" + streamId + ", topicId=" + topicId + "}";
  }
}
