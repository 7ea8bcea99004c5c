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
 * Renames a stream.
 *
 * <pre>{@code
 * stream_id identifier  name name
 * }</pre>
 */
public final class UpdateStream implements Request<Void> {
  private final Identifier streamId;
  private final String name;

  /** Creates it from its parts, in the order of the wire. */
  public UpdateStream(Identifier streamId, String name) {
    this.streamId = Objects.requireNonNull(streamId, "streamId");
    this.name = Objects.requireNonNull(name, "name");
  }

  /** Reads what {@link #encode} wrote. */
  public static UpdateStream decode(WireReader in) {
    return new UpdateStream(Identifier.decode(in), in.name());
  }

  /** The stream. */
  public Identifier streamId() {
    return streamId;
  }

  /** The new name, 1 to 255 bytes of UTF-8. */
  public String name() {
    return name;
  }

  @Override
  public CommandCode code() {
    return CommandCode.UPDATE_STREAM;
  }

  @Override
  public void encode(WireWriter out) {
    streamId.encode(out);
    out.name(name);
  }

  @Override
  public ResponseCodec<Void> responseCodec() {
    return ResponseCodec.empty();
  }

  @Override
  public boolean equals(Object other) {
    if (!(other instanceof UpdateStream)) {
      return false;
    }
    UpdateStream that = (UpdateStream) other;
    return streamId.equals(that.streamId) && name.equals(that.name);
  }

  @Override
  public int hashCode() {
    return Objects.hash(streamId, name);
  }

  @Override
  public String toString() {
    return "UpdateStream{streamId=" + streamId + ", name=" + name + "}";
  }
}
