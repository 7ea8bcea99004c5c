// SPDX-License-Identifier: Apache-2.0
package org.apache.iggy.connector.protocol.token;

import java.util.Objects;
import org.apache.iggy.connector.protocol.wire.WireReader;
import org.apache.iggy.connector.protocol.wire.WireWriter;

/**
 * A new token's secret, which the server shows only once.
 *
 * <pre>{@code
 * token text8
 * }</pre>
 */
public final class PersonalAccessToken {
  private final String token;

  /** Creates it from its parts, in the order of the wire. */
  public PersonalAccessToken(String token) {
    this.token = Objects.requireNonNull(token, "token");
  }

  /** Reads what {@link #encode} wrote. */
  public static PersonalAccessToken decode(WireReader in) {
    return new PersonalAccessToken(in.text8());
  }

  /** The secret to log in with. */
  public String token() {
    return token;
  }

  /** Writes it in the layout above. */
  public void encode(WireWriter out) {
    out.text8(token);
  }

  @Override
  public boolean equals(Object other) {
    if (!(other instanceof PersonalAccessToken)) {
      return false;
    }
    PersonalAccessToken that = (PersonalAccessToken) other;
    return token.equals(that.token);
  }

  @Override
  public int hashCode() {
    return Objects.hash(token);
  }

  @Override
  public String toString() {
    return "PersonalAccessToken{token=" + "***" + "}";
  }
}
