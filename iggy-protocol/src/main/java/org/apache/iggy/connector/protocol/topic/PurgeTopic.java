// SPDX-License-Identifier: Apache-2.0
package org.apache.iggy.connector.protocol.topic;

import org.apache.iggy.connector.protocol.command.CommandCode;
import org.apache.iggy.connector.protocol.command.ResponseCodec;
import org.apache.iggy.connector.protocol.primitive.Identifier;
import org.apache.iggy.connector.protocol.wire.WireReader;

/** Removes all messages and stored offsets of a topic; offsets start again at 0. */
public final class PurgeTopic extends TopicRequest<Void> {
  /** Creates it from its parts, in the order of the wire. */
  public PurgeTopic(Identifier streamId, Identifier topicId) {
    super(streamId, topicId);
  }

  /** Reads what {@link #encode} wrote. */
  public static PurgeTopic decode(WireReader in) {
    return new PurgeTopic(Identifier.decode(in), Identifier.decode(in));
  }

  @Override
  public CommandCode code() {
    return CommandCode.PURGE_TOPIC;
  }

  @Override
  public ResponseCodec<Void> responseCodec() {
    return ResponseCodec.empty();
  }
}
