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
 * Changes a user's name or status, or both.
 *
 * <pre>{@code
 * user identifier, has name u8 [, name], has status u8 [, status u8]
 * }</pre>
 */
public final class UpdateUser implements Request<Void> {
  private final Identifier userId;
  private final Optional<String> username;
  private final Optional<UserStatus> status;

  /** Creates it; what is empty stays as it is. */
  public UpdateUser(Identifier userId, Optional<String> username, Optional<UserStatus> status) {
    this.userId = Objects.requireNonNull(userId, "userId");
    this.username = Objects.requireNonNull(username, "username");
    this.status = Objects.requireNonNull(status, "status");
  }

  /** Reads what {@link #encode} wrote. */
  public static UpdateUser decode(WireReader in) {
    Identifier userId = Identifier.decode(in);
    Optional<String> username = in.bool() ? Optional.of(in.name()) : Optional.empty();
    Optional<UserStatus> status =
        in.bool() ? Optional.of(UserStatus.of(in.u8())) : Optional.empty();
    return new UpdateUser(userId, username, status);
  }

  /** The user. */
  public Identifier userId() {
    return userId;
  }

  /** The new name, if it changes. */
  public Optional<String> username() {
    return username;
  }

  /** The new status, if it changes. */
  public Optional<UserStatus> status() {
    return status;
  }

  @Override
  public CommandCode code() {
    return CommandCode.UPDATE_USER;
  }

  @Override
  public void encode(WireWriter out) {
    userId.encode(out);
    out.bool(username.isPresent());
    username.ifPresent(out::name);
    out.bool(status.isPresent());
    status.ifPresent(value -> out.u8(value.code()));
  }

  @Override
  public ResponseCodec<Void> responseCodec() {
    return ResponseCodec.empty();
  }

  @Override
  public boolean equals(Object other) {
    if (!(other instanceof UpdateUser)) {
      return false;
    }
    UpdateUser that = (UpdateUser) other;
    return userId.equals(that.userId)
        && username.equals(that.username)
        && status.equals(that.status);
  }

  @Override
  public int hashCode() {
    return Objects.hash(userId, username, status);
  }

  @Override
  public String toString() {
    return "UpdateUser{userId=" + userId + ", username=" + username + ", status=" + status + "}";
  }
}
