// SPDX-License-Identifier: Apache-2.0
package org.apache.iggy.connector.protocol.user;

import java.util.Objects;
import org.apache.iggy.connector.protocol.command.CommandCode;
import org.apache.iggy.connector.protocol.command.Request;
import org.apache.iggy.connector.protocol.command.ResponseCodec;
import org.apache.iggy.connector.protocol.primitive.Identifier;
import org.apache.iggy.connector.protocol.wire.WireReader;
import org.apache.iggy.connector.protocol.wire.WireWriter;

/**
 * Deletes a user.
 *
 * <pre>{@code
 * user_id identifier
 * }</pre>
 */
public final class DeleteUser implements Request<Void> {
  private final Identifier userId;

  /** Creates it from its parts, in the order of the wire. */
  public DeleteUser(Identifier userId) {
    this.userId = Objects.requireNonNull(userId, "userId");
  }

  /** Reads what {@link #encode} wrote. */
  public static DeleteUser decode(WireReader in) {
    return new DeleteUser(Identifier.decode(in));
  }

  /** The user. */
  public Identifier userId() {
    return userId;
  }

  @Override
  public CommandCode code() {
    return CommandCode.DELETE_USER;
  }

  @Override
  public void encode(WireWriter out) {
    userId.encode(out);
  }

  @Override
  public ResponseCodec<Void> responseCodec() {
    return ResponseCodec.empty();
  }

  @Override
  public boolean equals(Object other) {
    if (!(other instanceof DeleteUser)) {
      return false;
    }
    DeleteUser that = (DeleteUser) other;
    return userId.equals(that.userId);
  }

  @Override
  public int hashCode() {
    return Objects.hash(userId);
  }

  @Override
  public String toString() {
    return "DeleteUser{userId=" + userId + "}";
  }
}
