// SPDX-License-Identifier: Apache-2.0
package org.apache.iggy.connector.protocol.vsr;

import org.apache.iggy.connector.protocol.command.Request;
import org.apache.iggy.connector.protocol.primitive.ProtocolVersion;
import org.apache.iggy.connector.protocol.token.LoginWithPersonalAccessToken;
import org.apache.iggy.connector.protocol.user.IdentityInfo;
import org.apache.iggy.connector.protocol.user.LoginUser;
import org.apache.iggy.connector.protocol.wire.MalformedFrameException;
import org.apache.iggy.connector.protocol.wire.WireReader;
import org.apache.iggy.connector.protocol.wire.WireWriter;

/**
 * The body of {@link VsrOperation#REGISTER}: a login of either kind with the client's versions.
 * Immutable.
 *
 * <pre>{@code
 * protocol u32  client name  client version name,
 * then username name  password text8  context text32, or token text8  context text32
 * }</pre>
 *
 * <p>Nothing tells the two kinds apart but that one of them fits; a server tries name and password
 * first.
 */
public final class VsrLogin {
  /** The client's name that this library tells. */
  static final String CLIENT_NAME = "iggy-connectors-java";

  private static final String UNKNOWN_VERSION = "0";

  private final ProtocolVersion protocol;
  private final String clientName;
  private final String clientVersion;

  /** What follows the versions: credentials and context. */
  private final byte[] rest;

  private VsrLogin(ProtocolVersion protocol, String clientName, String clientVersion, byte[] rest) {
    this.protocol = protocol;
    this.clientName = clientName;
    this.clientVersion = clientVersion;
    this.rest = rest;
  }

  /** The body of one of this library's logins: a {@link LoginUser} or one by token. */
  static VsrLogin of(Request<?> request) {
    WireWriter rest = new WireWriter();
    String version = "";
    if (request instanceof LoginUser) {
      LoginUser login = (LoginUser) request;
      version = login.clientVersion();
      rest.name(login.username());
      rest.text8(login.password());
      rest.text32(login.context());
    } else {
      rest.text8(((LoginWithPersonalAccessToken) request).token());
      rest.text32("");
    }
    return new VsrLogin(
        ProtocolVersion.SPOKEN,
        CLIENT_NAME,
        version.isEmpty() ? UNKNOWN_VERSION : version,
        rest.toByteArray());
  }

  /**
   * Reads what {@link #encode} wrote. Of a login of another protocol it reads the versions only, so
   * that its client can be told that it is another one.
   *
   * @throws MalformedFrameException when it is no login
   */
  public static VsrLogin decode(WireReader in) {
    VsrLogin login =
        new VsrLogin(
            ProtocolVersion.ofWord(in.u32()), in.name(), in.name(), in.bytes(in.remaining()));
    if (login.protocol.isCompatibleWith(ProtocolVersion.SPOKEN)) {
      login.login();
    }
    return login;
  }

  /** Version of the protocol that the client speaks. */
  public ProtocolVersion protocol() {
    return protocol;
  }

  /** The client's name for itself. */
  public String clientName() {
    return clientName;
  }

  /** The client's version. */
  public String clientVersion() {
    return clientVersion;
  }

  /**
   * The login as a command: a {@link LoginUser} or a {@link LoginWithPersonalAccessToken}.
   *
   * @throws MalformedFrameException when it is neither, as that of another {@link #protocol} may be
   */
  public Request<IdentityInfo> login() {
    try {
      WireReader in = WireReader.of(rest);
      LoginUser login = new LoginUser(in.name(), in.text8(), clientVersion, in.text32());
      in.expectEnd();
      return login;
    } catch (MalformedFrameException e) {
      WireReader in = WireReader.of(rest);
      LoginWithPersonalAccessToken login = new LoginWithPersonalAccessToken(in.text8());
      in.text32();
      in.expectEnd();
      return login;
    }
  }

  /** Writes it in the layout above. */
  public void encode(WireWriter out) {
    out.u32(protocol.word());
    out.name(clientName);
    out.name(clientVersion);
    out.bytes(rest);
  }

  /** Without the secrets. */
  @Override
  public String toString() {
    return "VsrLogin{protocol="
        + protocol
        + ", clientName="
        + clientName
        + ", clientVersion="
        + clientVersion
        + "}";
  }
}
