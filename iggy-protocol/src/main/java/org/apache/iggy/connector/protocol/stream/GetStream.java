// SPDX-License-Identifier: Apache-2.0
package org.apache.iggy.connector.protocol.stream;

import java.util.Objects;
import java.util.Optional;
import org.apache.iggy.connector.protocol.command.CommandCode;
import org.apache.iggy.connector.protocol.command.Request;
import org.apache.iggy.connector.protocol.command.ResponseCodec;
import org.apache.iggy.connector.protocol.primitive.Identifier;
import org.apache.iggy.connector.protocol.wire.WireReader;
import org.apache.iggy.connector.protocol.wire.WireWriter;

/**
 * Asks for one stream and its topics.
 *
 * <pre>{@code
 * stream_id identifier
 * }</pre>
 */
public final class GetStream implements Request<Optional<StreamDetails>> {
  private final Identifier streamId;

  /** Creates it from its parts, in the order of the wire. */
  public GetStream(Identifier streamId) {
    this.streamId = Objects.requireNonNull(streamId, "streamId");
  }

  /** Reads what {@link #encode} wrote. */
  public static GetStream decode(WireReader in) {
    return new GetStream(Identifier.decode(in));
  }

  /** The stream. */
  public Identifier streamId() {
    return streamId;
  }

  @Override
  public CommandCode code() {
    return CommandCode.GET_STREAM;
  }

  @Override
  public void encode(WireWriter out) {
    streamId.encode(out);
  }

  @Override
  public ResponseCodec<Optional<StreamDetails>> responseCodec() {
    return ResponseCodec.optional(StreamDetails::decode, StreamDetails::encode);
  }

  @Override
  public boolean equals(Object other) {
    if (!(other instanceof GetStream)) {
      return false;
    }
    GetStream that = (GetStream) other;
    return streamId.equals(that.streamId);
  }

  @Override
  public int hashCode() {
    return Objects.hash(streamId);
  }

  @Override
  public String toString() {
    return "GetStream{streamId=" + streamId + "}";
  }
}
