// SPDX-License-Identifier: Apache-2.0
package org.apache.iggy.connector.embedded.command;

import static org.apache.iggy.connector.embedded.command.CommandException.require;
import static org.apache.iggy.connector.embedded.command.ServerState.authorize;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.apache.iggy.connector.embedded.catalog.Directory;
import org.apache.iggy.connector.embedded.identity.PasswordHash;
import org.apache.iggy.connector.embedded.identity.User;
import org.apache.iggy.connector.embedded.session.Session;
import org.apache.iggy.connector.protocol.primitive.Identifier;
import org.apache.iggy.connector.protocol.status.IggyStatus;
import org.apache.iggy.connector.protocol.user.ChangePassword;
import org.apache.iggy.connector.protocol.user.CreateUser;
import org.apache.iggy.connector.protocol.user.DeleteUser;
import org.apache.iggy.connector.protocol.user.GetUser;
import org.apache.iggy.connector.protocol.user.GetUsers;
import org.apache.iggy.connector.protocol.user.UpdatePermissions;
import org.apache.iggy.connector.protocol.user.UpdateUser;
import org.apache.iggy.connector.protocol.user.UserDetails;
import org.apache.iggy.connector.protocol.user.UserInfo;

/** Commands about users. */
final class UserCommands {
  private final ServerState state;
  private final Directory<User> users;

  UserCommands(ServerState state) {
    this.state = state;
    this.users = state.users().users();
  }

  Optional<UserDetails> get(Session session, GetUser request) {
    Optional<User> found = users.find(request.userId());
    boolean self = found.isPresent() && isSelf(session, found.get());
    // Whether a number is taken is told only to those who may see users; a name's absence, to all.
    if (!self && (found.isPresent() || request.userId().isNumeric())) {
      authorize(state.access(session).readUsers());
    }
    return found.map(UserCommands::details);
  }

  List<UserInfo> list(Session session, GetUsers request) {
    authorize(state.access(session).readUsers());
    return users.all().stream().map(UserCommands::info).toList();
  }

  UserDetails create(Session session, CreateUser request) {
    authorize(state.access(session).manageUsers());
    requireUsername(request.username());
    requirePassword(request.password());
    requireFree(request.username());
    long now = state.nowMicros();
    PasswordHash password = PasswordHash.of(request.password());
    return details(
        users.add(
            id ->
                new User(
                    id,
                    now,
                    request.username(),
                    password,
                    request.status(),
                    request.permissions())));
  }

  Void delete(Session session, DeleteUser request) {
    authorize(state.access(session).manageUsers());
    User user = user(request.userId());
    require(user.id() != User.ROOT_ID, IggyStatus.CANNOT_DELETE_USER);
    users.remove(user);
    OptionalLong deleted = OptionalLong.of(user.id());
    for (Session other : state.sessions().all()) {
      if (other.userId().equals(deleted)) {
        state.disconnect(other);
      }
    }
    return null;
  }

  Void update(Session session, UpdateUser request) {
    authorize(state.access(session).manageUsers());
    request.username().ifPresent(UserCommands::requireUsername);
    User user = user(request.userId());
    request.username().filter(name -> !name.equals(user.name())).ifPresent(this::requireFree);
    String oldName = user.name();
    request.username().ifPresent(user::rename);
    users.renamed(oldName, user);
    request.status().ifPresent(user::status);
    return null;
  }

  Void updatePermissions(Session session, UpdatePermissions request) {
    authorize(state.access(session).manageUsers());
    User user = user(request.userId());
    require(user.id() != User.ROOT_ID, IggyStatus.CANNOT_CHANGE_PERMISSIONS);
    user.permissions(request.permissions());
    return null;
  }

  Void changePassword(Session session, ChangePassword request) {
    requirePassword(request.currentPassword());
    requirePassword(request.newPassword());
    User user = user(request.userId());
    authorize(isSelf(session, user) || state.access(session).manageUsers());
    require(user.password().matches(request.currentPassword()), IggyStatus.INVALID_CREDENTIALS);
    user.password(PasswordHash.of(request.newPassword()));
    return null;
  }

  private User user(Identifier userId) {
    return users
        .find(userId)
        .orElseThrow(() -> new CommandException(IggyStatus.RESOURCE_NOT_FOUND));
  }

  private void requireFree(String name) {
    require(users.find(name).isEmpty(), IggyStatus.USER_ALREADY_EXISTS);
  }

  private static boolean isSelf(Session session, User user) {
    return session.userId().equals(OptionalLong.of(user.id()));
  }

  static void requireUsername(String username) {
    int length = username.getBytes(StandardCharsets.UTF_8).length;
    require(length >= 3 && length <= 50, IggyStatus.INVALID_USERNAME);
  }

  static void requirePassword(String password) {
    int length = password.getBytes(StandardCharsets.UTF_8).length;
    require(length >= 3 && length <= 100, IggyStatus.INVALID_PASSWORD);
  }

  private static UserDetails details(User user) {
    return new UserDetails(info(user), user.permissions());
  }

  private static UserInfo info(User user) {
    return new UserInfo(user.id(), user.createdAtMicros(), user.status(), user.name());
  }
}
