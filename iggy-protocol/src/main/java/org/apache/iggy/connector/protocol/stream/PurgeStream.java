// SPDX-License-Identifier: Apache-2.0
package org.apache.iggy.connector.protocol.stream;

import org.apache.iggy.connector.protocol.command.CommandCode;
import org.apache.iggy.connector.protocol.command.ResponseCodec;
import org.apache.iggy.connector.protocol.primitive.Identifier;
import org.apache.iggy.connector.protocol.wire.WireReader;

/** Removes all messages and stored offsets of a stream's topics. */
public final class PurgeStream extends StreamRequest<Void> {
  /** Creates it from its parts, in the order of the wire. */
  public PurgeStream(Identifier streamId) {
    super(streamId);
  }

  /** Reads what {@link #encode} wrote. */
  public static PurgeStream decode(WireReader in) {
    return new PurgeStream(Identifier.decode(in));
  }

  @Override
  public CommandCode code() {
    return CommandCode.PURGE_STREAM;
  }

  @Override
  public ResponseCodec<Void> responseCodec() {
    return ResponseCodec.empty();
  }
}
