// SPDX-License-Identifier: Apache-2.0
package org.apache.iggy.connector.protocol.group;

import org.apache.iggy.connector.protocol.command.CommandCode;
import org.apache.iggy.connector.protocol.command.ResponseCodec;
import org.apache.iggy.connector.protocol.primitive.Identifier;
import org.apache.iggy.connector.protocol.wire.WireReader;

/** Deletes a consumer group and its stored offsets. */
public final class DeleteConsumerGroup extends ConsumerGroupRequest<Void> {
  /** Creates it from its parts, in the order of the wire. */
  public DeleteConsumerGroup(Identifier streamId, Identifier topicId, Identifier groupId) {
    super(streamId, topicId, groupId);
  }

  /** Reads what {@link #encode} wrote. */
  public static DeleteConsumerGroup decode(WireReader in) {
    return new DeleteConsumerGroup(
        Identifier.decode(in), Identifier.decode(in), Identifier.decode(in));
  }

  @Override
  public CommandCode code() {
    return CommandCode.DELETE_CONSUMER_GROUP;
  }

  @Override
  public ResponseCodec<Void> responseCodec() {
    return ResponseCodec.empty();
  }
}
