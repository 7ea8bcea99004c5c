// SPDX-License-Identifier: Apache-2.0
package org.apache.iggy.connector.protocol.offset;

import java.util.OptionalInt;
import org.apache.iggy.connector.protocol.command.CommandCode;
import org.apache.iggy.connector.protocol.command.ResponseCodec;
import org.apache.iggy.connector.protocol.primitive.Consumer;
import org.apache.iggy.connector.protocol.primitive.Identifier;
import org.apache.iggy.connector.protocol.wire.WireReader;

/** Forgets a stored offset, so that it no longer holds back retention. */
public final class DeleteConsumerOffset extends ConsumerOffsetRequest<Void> {
  /** Creates it from its parts, in the order of the wire. */
  public DeleteConsumerOffset(
      Consumer consumer, Identifier streamId, Identifier topicId, OptionalInt partitionId) {
    super(consumer, streamId, topicId, partitionId);
  }

  /** Reads what {@link #encode} wrote. */
  public static DeleteConsumerOffset decode(WireReader in) {
    return new DeleteConsumerOffset(
        Consumer.decode(in), Identifier.decode(in), Identifier.decode(in), in.optionalInt());
  }

  @Override
  public CommandCode code() {
    return CommandCode.DELETE_CONSUMER_OFFSET;
  }

  @Override
  public ResponseCodec<Void> responseCodec() {
    return ResponseCodec.empty();
  }
}
