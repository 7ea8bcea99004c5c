// SPDX-License-Identifier: Apache-2.0
package org.apache.iggy.connector.protocol.token;

import java.util.Objects;
import org.apache.iggy.connector.protocol.wire.WireReader;
import org.apache.iggy.connector.protocol.wire.WireWriter;

/**
 * A personal access token as lists show it, without the secret.
 *
 * <pre>{@code
 * name name  expiry_at_micros u64
 * }</pre>
 */
public final class PersonalAccessTokenInfo {
  private final String name;
  private final long expiryAtMicros;

  /** Creates it from its parts, in the order of the wire. */
  public PersonalAccessTokenInfo(String name, long expiryAtMicros) {
    this.name = Objects.requireNonNull(name, "name");
    this.expiryAtMicros = expiryAtMicros;
  }

  /** Reads what {@link #encode} wrote. */
  public static PersonalAccessTokenInfo decode(WireReader in) {
    return new PersonalAccessTokenInfo(in.name(), in.u64());
  }

  /** The token's name, 1 to 255 bytes of UTF-8. */
  public String name() {
    return name;
  }

  /** When it ends, microseconds since the epoch; 0 never. */
  public long expiryAtMicros() {
    return expiryAtMicros;
  }

  /** Writes it in the layout above. */
  public void encode(WireWriter out) {
    out.name(name);
    out.u64(expiryAtMicros);
  }

  @Override
  public boolean equals(Object other) {
    if (!(other instanceof PersonalAccessTokenInfo)) {
      return false;
    }
    PersonalAccessTokenInfo that = (PersonalAccessTokenInfo) other;
    return name.equals(that.name) && expiryAtMicros == that.expiryAtMicros;
  }

  @Override
  public int hashCode() {
    return Objects.hash(name, expiryAtMicros);
  }

  @Override
  public String toString() {
    return "PersonalAccessTokenInfo{name=" + name + ", expiryAtMicros=" + expiryAtMicros + "}";
  }
}
