// SPDX-License-Identifier: Apache-2.0
package org.apache.iggy.connector.protocol.group;

import java.util.List;
import java.util.Objects;
import org.apache.iggy.connector.protocol.command.CommandCode;
import org.apache.iggy.connector.protocol.command.Request;
import org.apache.iggy.connector.protocol.command.ResponseCodec;
import org.apache.iggy.connector.protocol.primitive.Identifier;
import org.apache.iggy.connector.protocol.wire.WireReader;
import org.apache.iggy.connector.protocol.wire.WireWriter;

/**
 * Asks for all consumer groups of a topic.
 *
 * <pre>{@code
 * stream_id identifier  topic_id identifier
 * }</pre>
 */
public final class GetConsumerGroups implements Request<List<ConsumerGroupInfo>> {
  private final Identifier streamId;
  private final Identifier topicId;

  /** Creates it from its parts, in the order of the wire. */
  public GetConsumerGroups(Identifier streamId, Identifier topicId) {
    this.streamId = Objects.requireNonNull(streamId, "streamId");
    this.topicId = Objects.requireNonNull(topicId, "topicId");
  }

  /** Reads what {@link #encode} wrote. */
  public static GetConsumerGroups decode(WireReader in) {
    return new GetConsumerGroups(Identifier.decode(in), Identifier.decode(in));
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
    return CommandCode.GET_CONSUMER_GROUPS;
  }

  @Override
  public void encode(WireWriter out) {
    streamId.encode(out);
    topicId.encode(out);
  }

  @Override
  public ResponseCodec<List<ConsumerGroupInfo>> responseCodec() {
    return ResponseCodec.listOf(ConsumerGroupInfo::decode, ConsumerGroupInfo::encode);
  }

  @Override
  public boolean equals(Object other) {
    if (!(other instanceof GetConsumerGroups)) {
      return false;
    }
    GetConsumerGroups that = (GetConsumerGroups) other;
    return streamId.equals(that.streamId) && topicId.equals(that.topicId);
  }

  @Override
  public int hashCode() {
    return Objects.hash(streamId, topicId);
  }

  @Override
  public String toString() {
    return "GetConsumerGroups{streamId=" + streamId + ", topicId=" + topicId + "}";
  }
}
