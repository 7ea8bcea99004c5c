// SPDX-License-Identifier: Apache-2.0
package org.apache.iggy.connector.protocol.topic;

import org.apache.iggy.connector.protocol.command.CommandCode;
import org.apache.iggy.connector.protocol.command.ResponseCodec;
import org.apache.iggy.connector.protocol.primitive.Identifier;
import org.apache.iggy.connector.protocol.wire.WireReader;

/** Adds partitions to a topic, with the next higher ids. */
public final class CreatePartitions extends PartitionCountRequest<Void> {
  /** Creates it from its parts, in the order of the wire. */
  public CreatePartitions(Identifier streamId, Identifier topicId, int count) {
    super(streamId, topicId, count);
  }

  /** Reads what {@link #encode} wrote. */
  public static CreatePartitions decode(WireReader in) {
    return new CreatePartitions(Identifier.decode(in), Identifier.decode(in), in.int32());
  }

  @Override
  public CommandCode code() {
    return CommandCode.CREATE_PARTITIONS;
  }

  @Override
  public ResponseCodec<Void> responseCodec() {
    return ResponseCodec.empty();
  }
}
