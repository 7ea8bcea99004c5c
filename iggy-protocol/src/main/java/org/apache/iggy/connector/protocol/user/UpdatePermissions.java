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
 * Replaces what a user may do.
 *
 * <pre>{@code
 * user_id identifier  permissions optional permissions
 * }</pre>
 */
public final class UpdatePermissions implements Request<Void> {
  private final Identifier userId;
  private final Optional<Permissions> permissions;

  /** Creates it from its parts, in the order of the wire. */
  public UpdatePermissions(Identifier userId, Optional<Permissions> permissions) {
    this.userId = Objects.requireNonNull(userId, "userId");
    this.permissions = Objects.requireNonNull(permissions, "permissions");
  }

  /** Reads what {@link #encode} wrote. */
  public static UpdatePermissions decode(WireReader in) {
    return new UpdatePermissions(Identifier.decode(in), Permissions.decodeOptional(in));
  }

  /** The user. */
  public Identifier userId() {
    return userId;
  }

  /** What it may do; empty for nothing. */
  public Optional<Permissions> permissions() {
    return permissions;
  }

  @Override
  public CommandCode code() {
    return CommandCode.UPDATE_PERMISSIONS;
  }

  @Override
  public void encode(WireWriter out) {
    userId.encode(out);
    Permissions.encodeOptional(permissions, out);
  }

  @Override
  public ResponseCodec<Void> responseCodec() {
    return ResponseCodec.empty();
  }

  @Override
  public boolean equals(Object other) {
    if (!(other instanceof UpdatePermissions)) {
      return false;
    }
    UpdatePermissions that = (UpdatePermissions) other;
    return userId.equals(that.userId) && permissions.equals(that.permissions);
  }

  @Override
  public int hashCode() {
    return Objects.hash(userId, permissions);
  }

  @Override
  public String toString() {
    return "UpdatePermissions{userId=" + userId + ", permissions=" + permissions + "}";
  }
}
