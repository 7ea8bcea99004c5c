// SPDX-License-Identifier: Apache-2.0
package org.apache.iggy.connector.protocol.stream;

import java.util.Objects;
import org.apache.iggy.connector.protocol.command.CommandCode;
import org.apache.iggy.connector.protocol.command.Request;
import org.apache.iggy.connector.protocol.command.ResponseCodec;
import org.apache.iggy.connector.protocol.primitive.Identifier;
import org.apache.iggy.connector.protocol.wire.WireReader;
import org.apache.iggy.connector.protocol.wire.WireWriter;

/**
 * Removes all messages and stored offsets of a stream's topics.
 *
 * <pre>{@code
 * stream_id identifier
 * }</pre>
 */
public final class PurgeStream implements Request<Void> {
  private final Identifier streamId;

  /** Creates it from its parts, in the order of the wire. */
  public PurgeStream(Identifier streamId) {
    this.streamId = Objects.requireNonNull(streamId, "streamId");
  }

  /** Reads what {@link #encode} wrote. */
  public static PurgeStream decode(WireReader in) {
    return new PurgeStream(Identifier.decode(in));
  }

  /** The stream. */
  public Identifier streamId() {
    return streamId;
  }

  @Override
  public CommandCode code() {
    return CommandCode.PURGE_STREAM;
  }

  @Override
  public void encode(WireWriter out) {
    streamId.encode(out);
  }

  @Override
  public ResponseCodec<Void> responseCodec() {
    return ResponseCodec.empty();
  }

  @Override
  public boolean equals(Object other) {
    if (!(other instanceof PurgeStream)) {
      return false;
    }
    PurgeStream that = (PurgeStream) other;
    return streamId.equals(that.streamId);
  }

  @Override
  public int hashCode() {
    return Objects.hash(streamId);
  }

  @Override
  public String toString() {
    return "PurgeStream{streamId=" + streamId + "}";
  }
}
