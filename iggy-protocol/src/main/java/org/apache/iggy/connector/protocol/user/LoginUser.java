// SPDX-License-Identifier: Apache-2.0
package org.apache.iggy.connector.protocol.user;

import java.util.Objects;
import org.apache.iggy.connector.protocol.command.CommandCode;
import org.apache.iggy.connector.protocol.command.Request;
import org.apache.iggy.connector.protocol.command.ResponseCodec;
import org.apache.iggy.connector.protocol.wire.WireReader;
import org.apache.iggy.connector.protocol.wire.WireWriter;

/**
 * Logs the connection in by name and password.
 *
 * <pre>{@code
 * username name  password text8  client_version text32  context text32
 * }</pre>
 */
public final class LoginUser implements Request<IdentityInfo> {
  private final String username;
  private final String password;
  private final String clientVersion;
  private final String context;

  /** Creates it from its parts, in the order of the wire. */
  public LoginUser(String username, String password, String clientVersion, String context) {
    this.username = Objects.requireNonNull(username, "username");
    this.password = Objects.requireNonNull(password, "password");
    this.clientVersion = Objects.requireNonNull(clientVersion, "clientVersion");
    this.context = Objects.requireNonNull(context, "context");
  }

  /** Reads what {@link #encode} wrote. */
  public static LoginUser decode(WireReader in) {
    return new LoginUser(in.name(), in.text8(), in.text32(), in.text32());
  }

  /** The user's name. */
  public String username() {
    return username;
  }

  /** The user's password. */
  public String password() {
    return password;
  }

  /** Version of the client; the 0.8 server wants the field, empty will do. */
  public String clientVersion() {
    return clientVersion;
  }

  /** Anything the client wants the server to log; may be empty. */
  public String context() {
    return context;
  }

  @Override
  public CommandCode code() {
    return CommandCode.LOGIN_USER;
  }

  @Override
  public void encode(WireWriter out) {
    out.name(username);
    out.text8(password);
    out.text32(clientVersion);
    out.text32(context);
  }

  @Override
  public ResponseCodec<IdentityInfo> responseCodec() {
    return ResponseCodec.of(IdentityInfo::decode, IdentityInfo::encode);
  }

  @Override
  public boolean equals(Object other) {
    if (!(other instanceof LoginUser)) {
      return false;
    }
    LoginUser that = (LoginUser) other;
    return username.equals(that.username)
        && password.equals(that.password)
        && clientVersion.equals(that.clientVersion)
        && context.equals(that.context);
  }

  @Override
  public int hashCode() {
    return Objects.hash(username, password, clientVersion, context);
  }

  @Override
  public String toString() {
    return "LoginUser{username="
        + username
        + ", password="
        + "***"
        + ", clientVersion="
        + clientVersion
        + ", context="
        + context
        + "}";
  }
}
