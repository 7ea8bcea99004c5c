// SPDX-License-Identifier: Apache-2.0
package org.apache.iggy.connector.protocol.user;

import java.util.Objects;
import org.apache.iggy.connector.protocol.wire.WireReader;
import org.apache.iggy.connector.protocol.wire.WireWriter;

/**
 * Who a login has made the connection.
 *
 * <pre>{@code
 * user_id u32
 * }</pre>
 */
public final class IdentityInfo {
  private final long userId;

  /** Creates it from its parts, in the order of the wire. */
  public IdentityInfo(long userId) {
    this.userId = userId;
  }

  /** Reads what {@link #encode} wrote. */
  public static IdentityInfo decode(WireReader in) {
    return new IdentityInfo(in.u32());
  }

  /** Numeric id of the user; the root user has 0. */
  public long userId() {
    return userId;
  }

  /** Writes it in the layout above. */
  public void encode(WireWriter out) {
    out.u32(userId);
  }

  @Override
  public boolean equals(Object other) {
    if (!(other instanceof IdentityInfo)) {
      return false;
    }
    IdentityInfo that = (IdentityInfo) other;
    return userId == that.userId;
  }

  @Override
  public int hashCode() {
    return Objects.hash(userId);
  }

  @Override
  public String toString() {
    return "IdentityInfo{userId=" + userId + "}";
  }
}
