// SPDX-License-Identifier: Apache-2.0
package org.apache.iggy.connector.protocol.topic;

import java.util.List;
import java.util.Objects;
import org.apache.iggy.connector.protocol.command.CommandCode;
import org.apache.iggy.connector.protocol.command.Request;
import org.apache.iggy.connector.protocol.command.ResponseCodec;
import org.apache.iggy.connector.protocol.primitive.Identifier;
import org.apache.iggy.connector.protocol.wire.WireReader;
import org.apache.iggy.connector.protocol.wire.WireWriter;

/**
 * Asks for all topics of a stream.
 *
 * <pre>{@code
 * stream_id identifier
 * }</pre>
 */
public final class GetTopics implements Request<List<TopicInfo>> {
  private final Identifier streamId;

  /** Creates it from its parts, in the order of the wire. */
  public GetTopics(Identifier streamId) {
    this.streamId = Objects.requireNonNull(streamId, "streamId");
  }

  /** Reads what {@link #encode} wrote. */
  public static GetTopics decode(WireReader in) {
    return new GetTopics(Identifier.decode(in));
  }

  /** The stream. */
  public Identifier streamId() {
    return streamId;
  }

  @Override
  public CommandCode code() {
    return CommandCode.GET_TOPICS;
  }

  @Override
  public void encode(WireWriter out) {
    streamId.encode(out);
  }

  @Override
  public ResponseCodec<List<TopicInfo>> responseCodec() {
    return ResponseCodec.listOf(TopicInfo::decode, TopicInfo::encode);
  }

  @Override
  public boolean equals(Object other) {
    if (!(other instanceof GetTopics)) {
      return false;
    }
    GetTopics that = (GetTopics) other;
    return streamId.equals(that.streamId);
  }

  @Override
  public int hashCode() {
    return Objects.hash(streamId);
  }

  @Override
  public String toString() {
    return "GetTopics{streamId=" + streamId + "}";
  }
}
