// SPDX-License-Identifier: Apache-2.0
package org.apache.iggy.connector.protocol.topic;

import java.util.Optional;
import org.apache.iggy.connector.protocol.command.CommandCode;
import org.apache.iggy.connector.protocol.command.ResponseCodec;
import org.apache.iggy.connector.protocol.primitive.Identifier;
import org.apache.iggy.connector.protocol.wire.WireReader;

/** Asks for one topic and its partitions. */
public final class GetTopic extends TopicRequest<Optional<TopicDetails>> {
  /** Creates it from its parts, in the order of the wire. */
  public GetTopic(Identifier streamId, Identifier topicId) {
    super(streamId, topicId);
  }

  /** Reads what {@link #encode} wrote. */
  public static GetTopic decode(WireReader in) {
    return new GetTopic(Identifier.decode(in), Identifier.decode(in));
  }

  @Override
  public CommandCode code() {
    return CommandCode.GET_TOPIC;
  }

  @Override
  public ResponseCodec<Optional<TopicDetails>> responseCodec() {
    return ResponseCodec.optional(TopicDetails::decode, TopicDetails::encode);
  }
}
