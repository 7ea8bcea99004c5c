// SPDX-License-Identifier: Apache-2.0
package org.apache.iggy.connector.protocol.stream;

import org.apache.iggy.connector.protocol.command.CommandCode;
import org.apache.iggy.connector.protocol.command.ResponseCodec;
import org.apache.iggy.connector.protocol.primitive.Identifier;
import org.apache.iggy.connector.protocol.wire.WireReader;

/** Deletes a stream with everything in it. */
public final class DeleteStream extends StreamRequest<Void> {
  /** Creates it from its parts, in the order of the wire. */
  public DeleteStream(Identifier streamId) {
    super(streamId);
  }

  /** Reads what {@link #encode} wrote. */
  public static DeleteStream decode(WireReader in) {
    return new DeleteStream(Identifier.decode(in));
  }

  @Override
  public CommandCode code() {
    return CommandCode.DELETE_STREAM;
  }

  @Override
  public ResponseCodec<Void> responseCodec() {
    return ResponseCodec.empty();
  }
}
