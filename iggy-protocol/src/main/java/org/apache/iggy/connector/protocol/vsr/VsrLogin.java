// SPDX-License-Identifier: Apache-2.0
package org.apache.iggy.connector.protocol.vsr;

import java.nio.ByteBuffer;
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
  private final Request<IdentityInfo> login;
  private final String context;

  private VsrLogin(
      ProtocolVersion protocol,
      String clientName,
      String clientVersion,
      Request<IdentityInfo> login,
      String context) {
    this.protocol = protocol;
    this.clientName = clientName;
    this.clientVersion = clientVersion;
    this.login = login;
    this.context = context;
  }

  /** The body of one of this library's logins: a {@link LoginUser} or one by token. */
  static VsrLogin of(Request<?> request) {
    if (request instanceof LoginUser) {
      LoginUser login = (LoginUser) request;
      String version = login.clientVersion().isEmpty() ? UNKNOWN_VERSION : login.clientVersion();
      return new VsrLogin(ProtocolVersion.SPOKEN, CLIENT_NAME, version, login, login.context());
    }
    return new VsrLogin(
        ProtocolVersion.SPOKEN,
        CLIENT_NAME,
        UNKNOWN_VERSION,
        (LoginWithPersonalAccessToken) request,
        "");
  }

  /**
   * Reads what {@link #encode} wrote.
   *
   * @throws MalformedFrameException when it is no login; one of an incompatible protocol that reads
   *     as far as its versions is not refused for what follows
   */
  public static VsrLogin decode(WireReader in) {
    ProtocolVersion protocol = ProtocolVersion.ofWord(in.u32());
    String name = in.name();
    String version = in.name();
    ByteBuffer body = in.slice(in.remaining());
    if (!protocol.isCompatibleWith(ProtocolVersion.SPOKEN)) {
      return new VsrLogin(protocol, name, version, null, "");
    }

    try {
      WireReader user = new WireReader(body);
      String username = user.name();
      String password = user.text8();
      String context = user.text32();
      user.expectEnd();
      LoginUser login = new LoginUser(username, password, version, context);
      return new VsrLogin(protocol, name, version, login, context);
    } catch (MalformedFrameException e) {
      WireReader token = new WireReader(body);
      LoginWithPersonalAccessToken login = new LoginWithPersonalAccessToken(token.text8());
      String context = token.text32();
      token.expectEnd();
      return new VsrLogin(protocol, name, version, login, context);
    }
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
   * The login as a command: a {@link LoginUser} or a {@link LoginWithPersonalAccessToken}; null
   * when the {@link #protocol} is one that this library does not speak.
   */
  public Request<IdentityInfo> login() {
    return login;
  }

  /** Writes it in the layout above. */
  void encode(WireWriter out) {
    out.u32(protocol.word());
    out.name(clientName);
    out.name(clientVersion);
    if (login instanceof LoginUser) {
      out.name(((LoginUser) login).username());
      out.text8(((LoginUser) login).password());
    } else {
      out.text8(((LoginWithPersonalAccessToken) login).token());
    }
    out.text32(context);
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
        + ", login="
        + login
        + "}";
  }
}
