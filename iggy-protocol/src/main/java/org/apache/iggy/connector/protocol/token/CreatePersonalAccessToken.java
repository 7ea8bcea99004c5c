// SPDX-License-Identifier: Apache-2.0
package org.apache.iggy.connector.protocol.token;

import java.util.Objects;
import org.apache.iggy.connector.protocol.command.CommandCode;
import org.apache.iggy.connector.protocol.command.Request;
import org.apache.iggy.connector.protocol.command.ResponseCodec;
import org.apache.iggy.connector.protocol.wire.WireReader;
import org.apache.iggy.connector.protocol.wire.WireWriter;

/**
 * Makes a token for the user that is logged in.
 *
 * <pre>{@code
 * name name  expiry_micros u64
 * }</pre>
 */
public final class CreatePersonalAccessToken implements Request<PersonalAccessToken> {
  private final String name;
  private final long expiryMicros;

  /** Creates it from its parts, in the order of the wire. */
  public CreatePersonalAccessToken(String name, long expiryMicros) {
    this.name = Objects.requireNonNull(name, "name");
    this.expiryMicros = expiryMicros;
  }

  /** Reads what {@link #encode} wrote. */
  public static CreatePersonalAccessToken decode(WireReader in) {
    return new CreatePersonalAccessToken(in.name(), in.u64());
  }

  /** The new token's name, 1 to 255 bytes of UTF-8. */
  public String name() {
    return name;
  }

  /** Microseconds it lives; -1 (u64 max) never ends. */
  public long expiryMicros() {
    return expiryMicros;
  }

  @Override
  public CommandCode code() {
    return CommandCode.CREATE_PERSONAL_ACCESS_TOKEN;
  }

  @Override
  public void encode(WireWriter out) {
    out.name(name);
    out.u64(expiryMicros);
  }

  @Override
  public ResponseCodec<PersonalAccessToken> responseCodec() {
    return ResponseCodec.of(PersonalAccessToken::decode, PersonalAccessToken::encode);
  }

  @Override
  public boolean equals(Object other) {
    if (!(other instanceof CreatePersonalAccessToken)) {
      return false;
    }
    CreatePersonalAccessToken that = (CreatePersonalAccessToken) other;
    return name.equals(that.name) && expiryMicros == that.expiryMicros;
  }

  @Override
  public int hashCode() {
    return Objects.hash(name, expiryMicros);
  }

  @Override
  public String toString() {
    return "CreatePersonalAccessToken{name=" + name + ", expiryMicros=" + expiryMicros + "}";
  }
}
