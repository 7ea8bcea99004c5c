// SPDX-License-Identifier: Apache-2.0
package org.apache.iggy.connector.client;

import org.apache.iggy.connector.protocol.command.Request;
import org.apache.iggy.connector.protocol.token.LoginWithPersonalAccessToken;
import org.apache.iggy.connector.protocol.user.IdentityInfo;
import org.apache.iggy.connector.protocol.user.LoginUser;

/** What a connection logs in with: a name and password, or a personal access token. */
public final class Credentials {
  private static final String CLIENT_VERSION = "0.8.0";

  private final String username;
  private final Request<IdentityInfo> login;

  private Credentials(String username, Request<IdentityInfo> login) {
    this.username = username;
    this.login = login;
  }

  /** A user's name and password. */
  public static Credentials password(String username, String password) {
    return new Credentials(username, new LoginUser(username, password, CLIENT_VERSION, ""));
  }

  /** A personal access token's secret. */
  public static Credentials token(String token) {
    return new Credentials(null, new LoginWithPersonalAccessToken(token));
  }

  Request<IdentityInfo> login() {
    return login;
  }

  /** Who logs in, without a secret. */
  @Override
  public String toString() {
    return username != null ? "user '" + username + "'" : "a personal access token";
  }
}
