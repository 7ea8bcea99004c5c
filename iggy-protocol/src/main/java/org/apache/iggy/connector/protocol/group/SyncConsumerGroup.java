// SPDX-License-Identifier: Apache-2.0
package org.apache.iggy.connector.protocol.group;

import java.util.Optional;
import org.apache.iggy.connector.protocol.command.CommandCode;
import org.apache.iggy.connector.protocol.command.ResponseCodec;
import org.apache.iggy.connector.protocol.primitive.Identifier;
import org.apache.iggy.connector.protocol.wire.WireReader;

/**
 * Asks which partitions this connection owns as a member of a group; no answer when it is none.
 * Only VSR has it, where members poll the partitions they own rather than have the server choose.
 * Nothing tells a member that the assignment has changed: it asks now and then, and when a poll was
 * answered with {@link org.apache.iggy.connector.protocol.message.PolledMessages#NOT_OWNED}.
 *
 * <pre>{@code
 * stream identifier, topic identifier, group identifier
 * }</pre>
 */
public final class SyncConsumerGroup extends ConsumerGroupRequest<Optional<GroupAssignment>> {

  /** Creates it from its parts, in the order of the wire. */
  public SyncConsumerGroup(Identifier streamId, Identifier topicId, Identifier groupId) {
    super(streamId, topicId, groupId);
  }

  /** Reads what {@link #encode} wrote. */
  public static SyncConsumerGroup decode(WireReader in) {
    return new SyncConsumerGroup(
        Identifier.decode(in), Identifier.decode(in), Identifier.decode(in));
  }

  @Override
  public CommandCode code() {
    return CommandCode.SYNC_CONSUMER_GROUP;
  }

  @Override
  public ResponseCodec<Optional<GroupAssignment>> responseCodec() {
    return ResponseCodec.optional(GroupAssignment::decode, GroupAssignment::encode);
  }
}
