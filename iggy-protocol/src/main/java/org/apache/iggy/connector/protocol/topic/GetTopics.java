// SPDX-License-Identifier: Apache-2.0
package org.apache.iggy.connector.protocol.topic;

import java.util.List;
import org.apache.iggy.connector.protocol.command.CommandCode;
import org.apache.iggy.connector.protocol.command.ResponseCodec;
import org.apache.iggy.connector.protocol.primitive.Identifier;
import org.apache.iggy.connector.protocol.stream.StreamRequest;
import org.apache.iggy.connector.protocol.wire.WireReader;

/** Asks for all topics of a stream. */
public final class GetTopics extends StreamRequest<List<TopicInfo>> {
  /** Creates it from its parts, in the order of the wire. */
  public GetTopics(Identifier streamId) {
    super(streamId);
  }

  /** Reads what {@link #encode} wrote. */
  public static GetTopics decode(WireReader in) {
    return new GetTopics(Identifier.decode(in));
  }

  @Override
  public CommandCode code() {
    return CommandCode.GET_TOPICS;
  }

  @Override
  public ResponseCodec<List<TopicInfo>> responseCodec() {
    return ResponseCodec.listOf(TopicInfo::decode, TopicInfo::encode);
  }
}
