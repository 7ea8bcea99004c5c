// SPDX-License-Identifier: Apache-2.0
package org.apache.iggy.connector.protocol.group;

import java.util.Optional;
import org.apache.iggy.connector.protocol.command.CommandCode;
import org.apache.iggy.connector.protocol.command.ResponseCodec;
import org.apache.iggy.connector.protocol.primitive.Identifier;
import org.apache.iggy.connector.protocol.wire.WireReader;

/** Asks for one consumer group and its members. */
public final class GetConsumerGroup extends ConsumerGroupRequest<Optional<ConsumerGroupDetails>> {
  /** Creates it from its parts, in the order of the wire. */
  public GetConsumerGroup(Identifier streamId, Identifier topicId, Identifier groupId) {
    super(streamId, topicId, groupId);
  }

  /** Reads what {@link #encode} wrote. */
  public static GetConsumerGroup decode(WireReader in) {
    return new GetConsumerGroup(
        Identifier.decode(in), Identifier.decode(in), Identifier.decode(in));
  }

  @Override
  public CommandCode code() {
    return CommandCode.GET_CONSUMER_GROUP;
  }

  @Override
  public ResponseCodec<Optional<ConsumerGroupDetails>> responseCodec() {
    return ResponseCodec.optional(ConsumerGroupDetails::decode, ConsumerGroupDetails::encode);
  }
}
