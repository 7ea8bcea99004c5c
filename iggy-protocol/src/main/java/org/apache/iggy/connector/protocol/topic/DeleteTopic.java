// SPDX-License-Identifier: Apache-2.0
package org.apache.iggy.connector.protocol.topic;

import org.apache.iggy.connector.protocol.command.CommandCode;
import org.apache.iggy.connector.protocol.command.ResponseCodec;
import org.apache.iggy.connector.protocol.primitive.Identifier;
import org.apache.iggy.connector.protocol.wire.WireReader;

/** Deletes a topic with everything in it. */
public final class DeleteTopic extends TopicRequest<Void> {
  /** Creates it from its parts, in the order of the wire. */
  public DeleteTopic(Identifier streamId, Identifier topicId) {
    super(streamId, topicId);
  }

  /** Reads what {@link #encode} wrote. */
  public static DeleteTopic decode(WireReader in) {
    return new DeleteTopic(Identifier.decode(in), Identifier.decode(in));
  }

  @Override
  public CommandCode code() {
    return CommandCode.DELETE_TOPIC;
  }

  @Override
  public ResponseCodec<Void> responseCodec() {
    return ResponseCodec.empty();
  }
}
