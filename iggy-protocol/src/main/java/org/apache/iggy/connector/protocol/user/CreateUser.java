// SPDX-License-Identifier: Apache-2.0
package org.apache.iggy.connector.protocol.user;

import java.util.Objects;
import java.util.Optional;
import org.apache.iggy.connector.protocol.command.CommandCode;
import org.apache.iggy.connector.protocol.command.Request;
import org.apache.iggy.connector.protocol.command.ResponseCodec;
import org.apache.iggy.connector.protocol.wire.WireReader;
import org.apache.iggy.connector.protocol.wire.WireWriter;

/**
 * Creates a user.
 *
 * <pre>{@code
 * username name  password text8  status u8  permissions optional permissions
 * }</pre>
 */
public final class CreateUser implements Request<UserDetails> {
  private final String username;
  private final String password;
  private final UserStatus status;
  private final Optional<Permissions> permissions;

  /** Creates it from its parts, in the order of the wire. */
  public CreateUser(
      String username, String password, UserStatus status, Optional<Permissions> permissions) {
    this.username = Objects.requireNonNull(username, "username");
    this.password = Objects.requireNonNull(password, "password");
    this.status = Objects.requireNonNull(status, "status");
    this.permissions = Objects.requireNonNull(permissions, "permissions");
  }

  /** Reads what {@link #encode} wrote. */
  public static CreateUser decode(WireReader in) {
    return new CreateUser(
        in.name(), in.text8(), UserStatus.of(in.u8()), Permissions.decodeOptional(in));
  }

  /** Name, 3 to 50 characters. */
  public String username() {
    return username;
  }

  /** Password, 3 to 100 characters. */
  public String password() {
    return password;
  }

  /** Whether it may log in. */
  public UserStatus status() {
    return status;
  }

  /** What it may do; empty for nothing. */
  public Optional<Permissions> permissions() {
    return permissions;
  }

  @Override
  public CommandCode code() {
    return CommandCode.CREATE_USER;
  }

  @Override
  public void encode(WireWriter out) {
    out.name(username);
    out.text8(password);
    out.u8(status.code());
    Permissions.encodeOptional(permissions, out);
  }

  @Override
  public ResponseCodec<UserDetails> responseCodec() {
    return ResponseCodec.of(UserDetails::decode, UserDetails::encode);
  }

  @Override
  public boolean equals(Object other) {
    if (!(other instanceof CreateUser)) {
      return false;
    }
    CreateUser that = (CreateUser) other;
    return username.equals(that.username)
        && password.equals(that.password)
        && status.equals(that.status)
        && permissions.equals(that.permissions);
  }

  @Override
  public int hashCode() {
    return Objects.hash(username, password, status, permissions);
  }

  @Override
  public String toString() {
    return "CreateUser{username="
        + username
        + ", password="
        + "***"
        + ", status="
        + status
        + ", permissions="
        + permissions
        + "}";
  }
}
