// SPDX-License-Identifier: Apache-2.0
package org.apache.iggy.connector.protocol.user;

import java.util.Objects;
import org.apache.iggy.connector.protocol.wire.WireReader;
import org.apache.iggy.connector.protocol.wire.WireWriter;

/**
 * A user as lists show it.
 *
 * <pre>{@code
 * id u32  created_at_micros u64  status u8  username name
 * }</pre>
 */
public final class UserInfo {
  private final long id;
  private final long createdAtMicros;
  private final UserStatus status;
  private final String username;

  /** Creates it from its parts, in the order of the wire. */
  public UserInfo(long id, long createdAtMicros, UserStatus status, String username) {
    this.id = id;
    this.createdAtMicros = createdAtMicros;
    this.status = Objects.requireNonNull(status, "status");
    this.username = Objects.requireNonNull(username, "username");
  }

  /** Reads what {@link #encode} wrote. */
  public static UserInfo decode(WireReader in) {
    return new UserInfo(in.u32(), in.u64(), UserStatus.of(in.u8()), in.name());
  }

  /** Numeric id; the root user has 0. */
  public long id() {
    return id;
  }

  /** When it was created, microseconds since the epoch. */
  public long createdAtMicros() {
    return createdAtMicros;
  }

  /** Whether it may log in. */
  public UserStatus status() {
    return status;
  }

  /** The user's name. */
  public String username() {
    return username;
  }

  /** Writes it in the layout above. */
  public void encode(WireWriter out) {
    out.u32(id);
    out.u64(createdAtMicros);
    out.u8(status.code());
    out.name(username);
  }

  @Override
  public boolean equals(Object other) {
    if (!(other instanceof UserInfo)) {
      return false;
    }
    UserInfo that = (UserInfo) other;
    return id == that.id
        && createdAtMicros == that.createdAtMicros
        && status.equals(that.status)
        && username.equals(that.username);
  }

  @Override
  public int hashCode() {
    return Objects.hash(id, createdAtMicros, status, username);
  }

  @Override
  public String toString() {
    return "UserInfo{id="
        + id
        + ", createdAtMicros="
        + createdAtMicros
        + ", status="
        + status
        + ", username="
        + username
        + "}";
  }
}
