// SPDX-License-Identifier: Apache-2.0
package org.apache.iggy.connector.protocol.user;

import java.util.Objects;
import java.util.Optional;
import org.apache.iggy.connector.protocol.wire.WireReader;
import org.apache.iggy.connector.protocol.wire.WireWriter;

/**
 * A user with what it may do.
 *
 * <pre>{@code
 * user info, then 0 u32 for no permissions, or 1 u8, length u32, permissions
 * }</pre>
 */
public final class UserDetails {
  private static final int ABSENT_PADDING_BYTES = 3;

  private final UserInfo info;
  private final Optional<Permissions> permissions;

  /** Creates it from its parts, in the order of the wire. */
  public UserDetails(UserInfo info, Optional<Permissions> permissions) {
    this.info = Objects.requireNonNull(info, "info");
    this.permissions = Objects.requireNonNull(permissions, "permissions");
  }

  /** Reads what {@link #encode} wrote. */
  public static UserDetails decode(WireReader in) {
    return decode(UserInfo.decode(in), in);
  }

  /** Reads what follows the user itself. */
  public static UserDetails decode(UserInfo info, WireReader in) {
    Optional<Permissions> permissions = Permissions.decodeOptional(in);
    if (permissions.isEmpty()) {
      in.skip(ABSENT_PADDING_BYTES);
    }
    return new UserDetails(info, permissions);
  }

  /** The user itself. */
  public UserInfo info() {
    return info;
  }

  /** What it may do; empty for nothing. */
  public Optional<Permissions> permissions() {
    return permissions;
  }

  /** Writes it in the layout above. */
  public void encode(WireWriter out) {
    info.encode(out);
    encodePermissions(out);
  }

  /** Writes what follows the user itself. */
  public void encodePermissions(WireWriter out) {
    Permissions.encodeOptional(permissions, out);
    if (permissions.isEmpty()) {
      out.bytes(new byte[ABSENT_PADDING_BYTES]);
    }
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof UserDetails
        && info.equals(((UserDetails) other).info)
        && permissions.equals(((UserDetails) other).permissions);
  }

  @Override
  public int hashCode() {
    return Objects.hash(info, permissions);
  }

  @Override
  public String toString() {
    return "UserDetails{info=" + info + ", permissions=" + permissions + "}";
  }
}
