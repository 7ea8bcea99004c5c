// SPDX-License-Identifier: Apache-2.0
package org.apache.iggy.connector.protocol.offset;

import java.util.Optional;
import java.util.OptionalInt;
import org.apache.iggy.connector.protocol.command.CommandCode;
import org.apache.iggy.connector.protocol.command.ResponseCodec;
import org.apache.iggy.connector.protocol.primitive.Consumer;
import org.apache.iggy.connector.protocol.primitive.Identifier;
import org.apache.iggy.connector.protocol.wire.WireReader;

/**
 * Asks for a stored offset; nothing when there is none, and also when stream, topic or partition do
 * not exist.
 */
public final class GetConsumerOffset extends ConsumerOffsetRequest<Optional<ConsumerOffset>> {
  /** Creates it from its parts, in the order of the wire. */
  public GetConsumerOffset(
      Consumer consumer, Identifier streamId, Identifier topicId, OptionalInt partitionId) {
    super(consumer, streamId, topicId, partitionId);
  }

  /** Reads what {@link #encode} wrote. */
  public static GetConsumerOffset decode(WireReader in) {
    return new GetConsumerOffset(
        Consumer.decode(in), Identifier.decode(in), Identifier.decode(in), in.optionalInt());
  }

  @Override
  public CommandCode code() {
    return CommandCode.GET_CONSUMER_OFFSET;
  }

  @Override
  public ResponseCodec<Optional<ConsumerOffset>> responseCodec() {
    return ResponseCodec.optional(ConsumerOffset::decode, ConsumerOffset::encode);
  }
}
