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
 * Removes all messages and stored offsets of a topic; offsets start again at 0.
 *
 * <pre>{@code
 * stream_id identifier  topic_id identifier
 * }</pre>
 */
public final class PurgeTopic implements Request<Void> {
  private final Identifier streamId;
  private final Identifier topicId;

  /** Creates it from its parts, in the order of the wire. */
  public PurgeTopic(Identifier streamId, Identifier topicId) {
    this.streamId = Objects.requireNonNull(streamId, "streamId");
    this.topicId = Objects.requireNonNull(topicId, "topicId");
  }

  /** Reads what {@link #encode} wrote. */
  public static PurgeTopic decode(WireReader in) {
    return new PurgeTopic(Identifier.decode(in), Identifier.decode(in));
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
    return CommandCode.PURGE_TOPIC;
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
    if (!(other instanceof PurgeTopic)) {
      return false;
    }
    PurgeTopic that = (PurgeTopic) other;
    return streamId.equals(that.streamId) && topicId.equals(that.topicId);
  }

  @Override
  public int hashCode() {
    return Objects.hash(streamId, topicId);
  }

  @Override
  public String toString() {
    return "PurgeTopic{streamId=" + streamId + ", topicId=" + topicId + "}";
  }
}
