// SPDX-License-Identifier: Apache-2.0
package org.apache.iggy.connector.protocol.user;

import java.util.Objects;
import java.util.Optional;
import org.apache.iggy.connector.protocol.command.CommandCode;
import org.apache.iggy.connector.protocol.command.Request;
import org.apache.iggy.connector.protocol.command.ResponseCodec;
import org.apache.iggy.connector.protocol.primitive.Identifier;
import org.apache.iggy.connector.protocol.wire.WireReader;
import org.apache.iggy.connector.protocol.wire.WireWriter;

/**
 * Asks for one user.
 *
 * <pre>{@code
 * user_id identifier
 * }</pre>
 */
public final class GetUser implements Request<Optional<UserDetails>> {
  private final Identifier userId;

  /** Creates it from its parts, in the order of the wire. */
  public GetUser(Identifier userId) {
    this.userId = Objects.requireNonNull(userId, "userId");
  }

  /** Reads what {@link #encode} wrote. */
  public static GetUser decode(WireReader in) {
    return new GetUser(Identifier.decode(in));
  }

  /** The user. */
  public Identifier userId() {
    return userId;
  }

  @Override
  public CommandCode code() {
    return CommandCode.GET_USER;
  }

  @Override
  public void encode(WireWriter out) {
    userId.encode(out);
  }

  @Override
  public ResponseCodec<Optional<UserDetails>> responseCodec() {
    return ResponseCodec.optional(UserDetails::decode, UserDetails::encode);
  }

  @Override
  public boolean equals(Object other) {
    if (!(other instanceof GetUser)) {
      return false;
    }
    GetUser that = (GetUser) other;
    return userId.equals(that.userId);
  }

  @Override
  public int hashCode() {
    return Objects.hash(userId);
  }

  @Override
  public String toString() {
    return "GetUser{userId=" + userId + "}";
  }
}
