// SPDX-License-Identifier: Apache-2.0
package org.apache.iggy.connector.protocol.group;

import org.apache.iggy.connector.protocol.command.CommandCode;
import org.apache.iggy.connector.protocol.command.ResponseCodec;
import org.apache.iggy.connector.protocol.primitive.Identifier;
import org.apache.iggy.connector.protocol.wire.WireReader;

/** Ends this connection's membership. */
public final class LeaveConsumerGroup extends ConsumerGroupRequest<Void> {
  /** Creates it from its parts, in the order of the wire. */
  public LeaveConsumerGroup(Identifier streamId, Identifier topicId, Identifier groupId) {
    super(streamId, topicId, groupId);
  }

  /** Reads what {@link #encode} wrote. */
  public static LeaveConsumerGroup decode(WireReader in) {
    return new LeaveConsumerGroup(
        Identifier.decode(in), Identifier.decode(in), Identifier.decode(in));
  }

  @Override
  public CommandCode code() {
    return CommandCode.LEAVE_CONSUMER_GROUP;
  }

  @Override
  public ResponseCodec<Void> responseCodec() {
    return ResponseCodec.empty();
  }
}
