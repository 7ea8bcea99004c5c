// SPDX-License-Identifier: Apache-2.0
package org.apache.iggy.connector.client;

import java.util.function.Supplier;
import org.apache.iggy.connector.protocol.command.Request;
import org.apache.iggy.connector.protocol.token.LoginWithPersonalAccessToken;
import org.apache.iggy.connector.protocol.user.IdentityInfo;
import org.apache.iggy.connector.protocol.user.LoginUser;

/**
 * What a connection logs in with: a name and password, or a personal access token. Thread-safe as
 * far as the source of its secret is.
 */
public final class Credentials {
  private static final String CLIENT_VERSION = "0.8.0";

  private final String username;
  private final Supplier<Request<IdentityInfo>> login;

  private Credentials(String username, Supplier<Request<IdentityInfo>> login) {
    this.username = username;
    this.login = login;
  }

  /** A user's name and password. */
  public static Credentials password(String username, String password) {
    Request<IdentityInfo> login = new LoginUser(username, password, CLIENT_VERSION, "");
    return new Credentials(username, () -> login);
  }

  /**
   * A user's name, and a password that is asked for at each login, so that it can change.
   *
   * @param password gives the password; what it throws ends the attempt to connect
   */
  public static Credentials password(String username, Supplier<String> password) {
    return new Credentials(
        username, () -> new LoginUser(username, password.get(), CLIENT_VERSION, ""));
  }

  /** A personal access token's secret. */
  public static Credentials token(String token) {
    Request<IdentityInfo> login = new LoginWithPersonalAccessToken(token);
    return new Credentials(null, () -> login);
  }

  /**
   * A personal access token's secret that is asked for at each login, so that it can change.
   *
   * @param token gives the secret; what it throws ends the attempt to connect
   */
  public static Credentials token(Supplier<String> token) {
    return new Credentials(null, () -> new LoginWithPersonalAccessToken(token.get()));
  }

  Request<IdentityInfo> login() {
    return login.get();
  }

  /** Who logs in, without a secret. */
  @Override
  public String toString() {
    return username != null ? "user '" + username + "'" : "a personal access token";
  }
}
