// SPDX-License-Identifier: Apache-2.0
package org.apache.iggy.connector.protocol.stream;

import java.util.Optional;
import org.apache.iggy.connector.protocol.command.CommandCode;
import org.apache.iggy.connector.protocol.command.ResponseCodec;
import org.apache.iggy.connector.protocol.primitive.Identifier;
import org.apache.iggy.connector.protocol.wire.WireReader;

/** Asks for one stream and its topics. */
public final class GetStream extends StreamRequest<Optional<StreamDetails>> {
  /** Creates it from its parts, in the order of the wire. */
  public GetStream(Identifier streamId) {
    super(streamId);
  }

  /** Reads what {@link #encode} wrote. */
  public static GetStream decode(WireReader in) {
    return new GetStream(Identifier.decode(in));
  }

  @Override
  public CommandCode code() {
    return CommandCode.GET_STREAM;
  }

  @Override
  public ResponseCodec<Optional<StreamDetails>> responseCodec() {
    return ResponseCodec.optional(StreamDetails::decode, StreamDetails::encode);
  }
}
