// SPDX-License-Identifier: Apache-2.0
package org.apache.iggy.connector.protocol.group;

import java.util.Objects;
import java.util.Optional;
import org.apache.iggy.connector.protocol.command.CommandCode;
import org.apache.iggy.connector.protocol.command.Request;
import org.apache.iggy.connector.protocol.command.ResponseCodec;
import org.apache.iggy.connector.protocol.primitive.Identifier;
import org.apache.iggy.connector.protocol.wire.WireReader;
import org.apache.iggy.connector.protocol.wire.WireWriter;

/**
 * Asks for one consumer group and its members.
 *
 * <pre>{@code
 * stream_id identifier  topic_id identifier  group_id identifier
 * }</pre>
 */
public final class GetConsumerGroup implements Request<Optional<ConsumerGroupDetails>> {
  private final Identifier streamId;
  private final Identifier topicId;
  private final Identifier groupId;

  /** Creates it from its parts, in the order of the wire. */
  public GetConsumerGroup(Identifier streamId, Identifier topicId, Identifier groupId) {
    this.streamId = Objects.requireNonNull(streamId, "streamId");
    this.topicId = Objects.requireNonNull(topicId, "topicId");
    this.groupId = Objects.requireNonNull(groupId, "groupId");
  }

  /** Reads what {@link #encode} wrote. */
  public static GetConsumerGroup decode(WireReader in) {
    return new GetConsumerGroup(
        Identifier.decode(in), Identifier.decode(in), Identifier.decode(in));
  }

  /** The stream. */
  public Identifier streamId() {
    return streamId;
  }

  /** The topic. */
  public Identifier topicId() {
    return topicId;
  }

  /** The consumer group. */
  public Identifier groupId() {
    return groupId;
  }

  @Override
  public CommandCode code() {
    return CommandCode.GET_CONSUMER_GROUP;
  }

  @Override
  public void encode(WireWriter out) {
    streamId.encode(out);
    topicId.encode(out);
    groupId.encode(out);
  }

  @Override
  public ResponseCodec<Optional<ConsumerGroupDetails>> responseCodec() {
    return ResponseCodec.optional(ConsumerGroupDetails::decode, ConsumerGroupDetails::encode);
  }

  @Override
  public boolean equals(Object other) {
    if (!(other instanceof GetConsumerGroup)) {
      return false;
    }
    GetConsumerGroup that = (GetConsumerGroup) other;
    return streamId.equals(that.streamId)
        && topicId.equals(that.topicId)
        && groupId.equals(that.groupId);
  }

  @Override
  public int hashCode() {
    return Objects.hash(streamId, topicId, groupId);
  }

  @Override
  public String toString() {
    return "GetConsumerGroup{streamId="
        + streamId
        + ", topicId="
        + topicId
        + ", groupId="
        + groupId
        + "}";
  }
}
