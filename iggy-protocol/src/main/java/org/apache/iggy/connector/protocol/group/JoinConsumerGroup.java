// SPDX-License-Identifier: Apache-2.0
package org.apache.iggy.connector.protocol.group;

import org.apache.iggy.connector.protocol.command.CommandCode;
import org.apache.iggy.connector.protocol.command.ResponseCodec;
import org.apache.iggy.connector.protocol.primitive.Identifier;
import org.apache.iggy.connector.protocol.wire.WireReader;

/**
 * Makes this connection a member; a disconnect leaves the group, and in VSR a logout and an
 * eviction do. There, a member that sends nothing for some 36 seconds is evicted, and partitions
 * that another member polled from come over when that one has stored its offset, or after 30
 * seconds.
 */
public final class JoinConsumerGroup extends ConsumerGroupRequest<Void> {
  /** Creates it from its parts, in the order of the wire. */
  public JoinConsumerGroup(Identifier streamId, Identifier topicId, Identifier groupId) {
    super(streamId, topicId, groupId);
  }

  /** Reads what {@link #encode} wrote. */
  public static JoinConsumerGroup decode(WireReader in) {
    return new JoinConsumerGroup(
        Identifier.decode(in), Identifier.decode(in), Identifier.decode(in));
  }

  @Override
  public CommandCode code() {
    return CommandCode.JOIN_CONSUMER_GROUP;
  }

  @Override
  public ResponseCodec<Void> responseCodec() {
    return ResponseCodec.empty();
  }
}
