// SPDX-License-Identifier: Apache-2.0
package org.apache.iggy.connector.protocol.token;

import java.util.Objects;
import org.apache.iggy.connector.protocol.command.CommandCode;
import org.apache.iggy.connector.protocol.command.Request;
import org.apache.iggy.connector.protocol.command.ResponseCodec;
import org.apache.iggy.connector.protocol.wire.WireReader;
import org.apache.iggy.connector.protocol.wire.WireWriter;

/**
 * Deletes a token of the user that is logged in.
 *
 * <pre>{@code
 * name name
 * }</pre>
 */
public final class DeletePersonalAccessToken implements Request<Void> {
  private final String name;

  /** Creates it from its parts, in the order of the wire. */
  public DeletePersonalAccessToken(String name) {
    this.name = Objects.requireNonNull(name, "name");
  }

  /** Reads what {@link #encode} wrote. */
  public static DeletePersonalAccessToken decode(WireReader in) {
    return new DeletePersonalAccessToken(in.name());
  }

  /** The token's name, 1 to 255 bytes of UTF-8. */
  public String name() {
    return name;
  }

  @Override
  public CommandCode code() {
    return CommandCode.DELETE_PERSONAL_ACCESS_TOKEN;
  }

  @Override
  public void encode(WireWriter out) {
    out.name(name);
  }

  @Override
  public ResponseCodec<Void> responseCodec() {
    return ResponseCodec.empty();
  }

  @Override
  public boolean equals(Object other) {
    if (!(other instanceof DeletePersonalAccessToken)) {
      return false;
    }
    DeletePersonalAccessToken that = (DeletePersonalAccessToken) other;
    return name.equals(that.name);
  }

  @Override
  public int hashCode() {
    return Objects.hash(name);
  }

  @Override
  public String toString() {
    return "DeletePersonalAccessToken{name=" + name + "}";
  }
}
