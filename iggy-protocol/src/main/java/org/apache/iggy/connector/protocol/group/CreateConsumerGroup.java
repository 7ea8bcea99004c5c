// SPDX-License-Identifier: Apache-2.0
package org.apache.iggy.connector.protocol.group;

import java.util.Objects;
import org.apache.iggy.connector.protocol.command.CommandCode;
import org.apache.iggy.connector.protocol.command.Request;
import org.apache.iggy.connector.protocol.command.ResponseCodec;
import org.apache.iggy.connector.protocol.primitive.Identifier;
import org.apache.iggy.connector.protocol.wire.WireReader;
import org.apache.iggy.connector.protocol.wire.WireWriter;

/**
 * Creates a consumer group; the server picks its id.
 *
 * <pre>{@code
 * stream_id identifier  topic_id identifier  name name
 * }</pre>
 */
public final class CreateConsumerGroup implements Request<ConsumerGroupDetails> {
  private final Identifier streamId;
  private final Identifier topicId;
  private final String name;

  /** Creates it from its parts, in the order of the wire. */
  public CreateConsumerGroup(Identifier streamId, Identifier topicId, String name) {
    this.streamId = Objects.requireNonNull(streamId, "streamId");
    this.topicId = Objects.requireNonNull(topicId, "topicId");
    this.name = Objects.requireNonNull(name, "name");
  }

  /** Reads what {@link #encode} wrote. */
  public static CreateConsumerGroup decode(WireReader in) {
    return new CreateConsumerGroup(Identifier.decode(in), Identifier.decode(in), in.name());
  }

  /** The stream. */
  public Identifier streamId() {
    return streamId;
  }

  /** The topic. */
  public Identifier topicId() {
    return topicId;
  }

  /** The new group's name, 1 to 255 bytes of UTF-8. */
  public String name() {
    return name;
  }

  @Override
  public CommandCode code() {
    return CommandCode.CREATE_CONSUMER_GROUP;
  }

  @Override
  public void encode(WireWriter out) {
    streamId.encode(out);
    topicId.encode(out);
    out.name(name);
  }

  @Override
  public ResponseCodec<ConsumerGroupDetails> responseCodec() {
    return ResponseCodec.of(ConsumerGroupDetails::decode, ConsumerGroupDetails::encode);
  }

  @Override
  public boolean equals(Object other) {
    if (!(other instanceof CreateConsumerGroup)) {
      return false;
    }
    CreateConsumerGroup that = (CreateConsumerGroup) other;
    return streamId.equals(that.streamId) && topicId.equals(that.topicId) && name.equals(that.name);
  }

  @Override
  public int hashCode() {
    return Objects.hash(streamId, topicId, name);
  }

  @Override
  public String toString() {
    return "CreateConsumerGroup{streamId="
        + streamId
        + ", topicId="
        + topicId
        + ", name="
        + name
        + "}";
  }
}
