// SPDX-License-Identifier: Apache-2.0
package org.apache.iggy.connector.protocol.stream;

import java.util.Objects;
import org.apache.iggy.connector.protocol.command.CommandCode;
import org.apache.iggy.connector.protocol.command.Request;
import org.apache.iggy.connector.protocol.command.ResponseCodec;
import org.apache.iggy.connector.protocol.wire.WireReader;
import org.apache.iggy.connector.protocol.wire.WireWriter;

/**
 * Creates a stream; the server picks its id.
 *
 * <pre>{@code
 * name name
 * }</pre>
 */
public final class CreateStream implements Request<StreamDetails> {
  private final String name;

  /** Creates it from its parts, in the order of the wire. */
  public CreateStream(String name) {
    this.name = Objects.requireNonNull(name, "name");
  }

  /** Reads what {@link #encode} wrote. */
  public static CreateStream decode(WireReader in) {
    return new CreateStream(in.name());
  }

  /** The new stream's name, 1 to 255 bytes of UTF-8. */
  public String name() {
    return name;
  }

  @Override
  public CommandCode code() {
    return CommandCode.CREATE_STREAM;
  }

  @Override
  public void encode(WireWriter out) {
    out.name(name);
  }

  @Override
  public ResponseCodec<StreamDetails> responseCodec() {
    return ResponseCodec.of(StreamDetails::decode, StreamDetails::encode);
  }

  @Override
  public boolean equals(Object other) {
    if (!(other instanceof CreateStream)) {
      return false;
    }
    CreateStream that = (CreateStream) other;
    return name.equals(that.name);
  }

  @Override
  public int hashCode() {
    return Objects.hash(name);
  }

  @Override
  public String toString() {
    return "CreateStream{name=" + name + "}";
  }
}
