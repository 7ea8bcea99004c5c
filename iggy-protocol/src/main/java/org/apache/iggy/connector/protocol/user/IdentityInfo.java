// SPDX-License-Identifier: Apache-2.0
package org.apache.iggy.connector.protocol.user;

import java.util.Objects;
import java.util.Optional;
import org.apache.iggy.connector.protocol.wire.WireReader;
import org.apache.iggy.connector.protocol.wire.WireWriter;

/**
 * Who a login has made the connection.
 *
 * <pre>{@code
 * user_id u32
 * }</pre>
 *
 * <p>In VSR a {@link Registration} follows.
 */
public final class IdentityInfo {
  private final long userId;
  private final Optional<Registration> registration;

  /** Creates what servers up to Iggy 0.8 answer. */
  public IdentityInfo(long userId) {
    this(userId, Optional.empty());
  }

  /** Creates it; the registration is what only Iggy 0.9 tells. */
  public IdentityInfo(long userId, Optional<Registration> registration) {
    this.userId = userId;
    this.registration = Objects.requireNonNull(registration, "registration");
  }

  /** Reads what {@link #encode} wrote. */
  public static IdentityInfo decode(WireReader in) {
    return new IdentityInfo(in.u32());
  }

  /** Reads what {@link #encodeRegistered} wrote. */
  public static IdentityInfo decodeRegistered(WireReader in) {
    return new IdentityInfo(in.u32(), Optional.of(Registration.decode(in)));
  }

  /** Numeric id of the user; the root user has 0. */
  public long userId() {
    return userId;
  }

  /** Session and version of a VSR server; empty for servers before Iggy 0.9. */
  public Optional<Registration> registration() {
    return registration;
  }

  /** Writes it without the registration, as legacy servers do. */
  public void encode(WireWriter out) {
    out.u32(userId);
  }

  /** Writes it with its registration, as VSR servers do. */
  public void encodeRegistered(WireWriter out) {
    out.u32(userId);
    registration
        .orElseThrow(() -> new IllegalArgumentException("a VSR login needs a registration"))
        .encode(out);
  }

  @Override
  public boolean equals(Object other) {
    if (!(other instanceof IdentityInfo)) {
      return false;
    }
    IdentityInfo that = (IdentityInfo) other;
    return userId == that.userId && registration.equals(that.registration);
  }

  @Override
  public int hashCode() {
    return Objects.hash(userId, registration);
  }

  @Override
  public String toString() {
    return "IdentityInfo{userId=" + userId + ", registration=" + registration + "}";
  }
}
