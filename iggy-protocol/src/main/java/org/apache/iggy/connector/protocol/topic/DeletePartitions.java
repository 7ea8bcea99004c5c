// SPDX-License-Identifier: Apache-2.0
package org.apache.iggy.connector.protocol.topic;

import org.apache.iggy.connector.protocol.command.CommandCode;
import org.apache.iggy.connector.protocol.command.ResponseCodec;
import org.apache.iggy.connector.protocol.primitive.Identifier;
import org.apache.iggy.connector.protocol.wire.WireReader;

/** Removes a topic's partitions with the highest ids, and their messages. */
public final class DeletePartitions extends PartitionCountRequest<Void> {
  /** Creates it from its parts, in the order of the wire. */
  public DeletePartitions(Identifier streamId, Identifier topicId, int count) {
    super(streamId, topicId, count);
  }

  /** Reads what {@link #encode} wrote. */
  public static DeletePartitions decode(WireReader in) {
    return new DeletePartitions(Identifier.decode(in), Identifier.decode(in), in.int32());
  }

  @Override
  public CommandCode code() {
    return CommandCode.DELETE_PARTITIONS;
  }

  @Override
  public ResponseCodec<Void> responseCodec() {
    return ResponseCodec.empty();
  }
}
