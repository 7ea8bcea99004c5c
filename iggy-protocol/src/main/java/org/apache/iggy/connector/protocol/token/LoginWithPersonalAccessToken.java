// SPDX-License-Identifier: Apache-2.0
package org.apache.iggy.connector.protocol.token;

import java.util.Objects;
import org.apache.iggy.connector.protocol.command.CommandCode;
import org.apache.iggy.connector.protocol.command.Request;
import org.apache.iggy.connector.protocol.command.ResponseCodec;
import org.apache.iggy.connector.protocol.user.IdentityInfo;
import org.apache.iggy.connector.protocol.wire.WireReader;
import org.apache.iggy.connector.protocol.wire.WireWriter;

/**
 * Logs the connection in by token.
 *
 * <pre>{@code
 * token text8
 * }</pre>
 */
public final class LoginWithPersonalAccessToken implements Request<IdentityInfo> {
  private final String token;

  /** Creates it from its parts, in the order of the wire. */
  public LoginWithPersonalAccessToken(String token) {
    this.token = Objects.requireNonNull(token, "token");
  }

  /** Reads what {@link #encode} wrote. */
  public static LoginWithPersonalAccessToken decode(WireReader in) {
    return new LoginWithPersonalAccessToken(in.text8());
  }

  /** The secret. */
  public String token() {
    return token;
  }

  @Override
  public CommandCode code() {
    return CommandCode.LOGIN_WITH_PERSONAL_ACCESS_TOKEN;
  }

  @Override
  public void encode(WireWriter out) {
    out.text8(token);
  }

  @Override
  public ResponseCodec<IdentityInfo> responseCodec() {
    return ResponseCodec.of(IdentityInfo::decode, IdentityInfo::encode);
  }

  @Override
  public boolean equals(Object other) {
    if (!(other instanceof LoginWithPersonalAccessToken)) {
      return false;
    }
    LoginWithPersonalAccessToken that = (LoginWithPersonalAccessToken) other;
    return token.equals(that.token);
  }

  @Override
  public int hashCode() {
    return Objects.hash(token);
  }

  @Override
  public String toString() {
    return "LoginWithPersonalAccessToken{token=" + "***" + "}";
  }
}
