// SPDX-License-Identifier: Apache-2.0
package org.apache.iggy.connector.protocol.group;

import java.util.List;
import org.apache.iggy.connector.protocol.command.CommandCode;
import org.apache.iggy.connector.protocol.command.ResponseCodec;
import org.apache.iggy.connector.protocol.primitive.Identifier;
import org.apache.iggy.connector.protocol.topic.TopicRequest;
import org.apache.iggy.connector.protocol.wire.WireReader;

/** Asks for all consumer groups of a topic. */
public final class GetConsumerGroups extends TopicRequest<List<ConsumerGroupInfo>> {
  /** Creates it from its parts, in the order of the wire. */
  public GetConsumerGroups(Identifier streamId, Identifier topicId) {
    super(streamId, topicId);
  }

  /** Reads what {@link #encode} wrote. */
  public static GetConsumerGroups decode(WireReader in) {
    return new GetConsumerGroups(Identifier.decode(in), Identifier.decode(in));
  }

  @Override
  public CommandCode code() {
    return CommandCode.GET_CONSUMER_GROUPS;
  }

  @Override
  public ResponseCodec<List<ConsumerGroupInfo>> responseCodec() {
    return ResponseCodec.listOf(ConsumerGroupInfo::decode, ConsumerGroupInfo::encode);
  }
}
