// SPDX-License-Identifier: Apache-2.0
package org.apache.iggy.connector.embedded.command;

import static org.apache.iggy.connector.embedded.command.CommandException.require;

import org.apache.iggy.connector.embedded.identity.User;
import org.apache.iggy.connector.embedded.identity.UserDirectory.OwnedToken;
import org.apache.iggy.connector.embedded.session.Session;
import org.apache.iggy.connector.protocol.status.IggyStatus;
import org.apache.iggy.connector.protocol.token.LoginWithPersonalAccessToken;
import org.apache.iggy.connector.protocol.user.IdentityInfo;
import org.apache.iggy.connector.protocol.user.LoginUser;
import org.apache.iggy.connector.protocol.user.LogoutUser;
import org.apache.iggy.connector.protocol.user.UserStatus;

/** Logging in and out. */
final class LoginCommands {
  private final ServerState state;

  LoginCommands(ServerState state) {
    this.state = state;
  }

  IdentityInfo login(Session session, LoginUser request) {
    UserCommands.requireUsername(request.username());
    UserCommands.requirePassword(request.password());
    User user =
        state
            .users()
            .users()
            .find(request.username())
            .orElseThrow(() -> new CommandException(IggyStatus.INVALID_CREDENTIALS));
    requireActive(user);
    require(user.password().matches(request.password()), IggyStatus.INVALID_CREDENTIALS);
    return login(session, user);
  }

  IdentityInfo loginWithToken(Session session, LoginWithPersonalAccessToken request) {
    OwnedToken found =
        state
            .users()
            .findToken(request.token())
            .orElseThrow(() -> new CommandException(IggyStatus.RESOURCE_NOT_FOUND));
    require(!found.token().isExpired(state.nowMicros()), IggyStatus.PERSONAL_ACCESS_TOKEN_EXPIRED);
    requireActive(found.user());
    return login(session, found.user());
  }

  Void logout(Session session, LogoutUser request) {
    require(state.sessions().contains(session), IggyStatus.CLIENT_NOT_FOUND);
    session.logout();
    return null;
  }

  private IdentityInfo login(Session session, User user) {
    require(state.sessions().contains(session), IggyStatus.CLIENT_NOT_FOUND);
    session.login(user.id());
    return new IdentityInfo(user.id());
  }

  private static void requireActive(User user) {
    require(user.status() == UserStatus.ACTIVE, IggyStatus.USER_INACTIVE);
  }
}
