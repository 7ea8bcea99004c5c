// SPDX-License-Identifier: Apache-2.0
package org.apache.iggy.connector.client.command;

import java.util.List;
import java.util.Optional;
import org.apache.iggy.connector.client.RequestExecutor;
import org.apache.iggy.connector.protocol.primitive.Identifier;
import org.apache.iggy.connector.protocol.user.ChangePassword;
import org.apache.iggy.connector.protocol.user.CreateUser;
import org.apache.iggy.connector.protocol.user.DeleteUser;
import org.apache.iggy.connector.protocol.user.GetUser;
import org.apache.iggy.connector.protocol.user.GetUsers;
import org.apache.iggy.connector.protocol.user.Permissions;
import org.apache.iggy.connector.protocol.user.UpdatePermissions;
import org.apache.iggy.connector.protocol.user.UpdateUser;
import org.apache.iggy.connector.protocol.user.UserDetails;
import org.apache.iggy.connector.protocol.user.UserInfo;
import org.apache.iggy.connector.protocol.user.UserStatus;

/** Commands on users and their permissions. */
public final class Users {
  private final RequestExecutor executor;

  /** Sends through this executor: a client, or one connection. */
  public Users(RequestExecutor executor) {
    this.executor = executor;
  }

  /** All users, without their permissions. */
  public List<UserInfo> list() {
    return executor.execute(new GetUsers());
  }

  /** One user with the permissions; empty when there is none. */
  public Optional<UserDetails> find(Identifier userId) {
    return executor.execute(new GetUser(userId));
  }

  /**
   * Makes an active user.
   *
   * @param username 3 to 50 bytes
   * @param password 3 to 100 bytes
   */
  public UserDetails create(String username, String password, Permissions permissions) {
    return create(new CreateUser(username, password, UserStatus.ACTIVE, Optional.of(permissions)));
  }

  /** Makes a user with every setting of its own. */
  public UserDetails create(CreateUser request) {
    return Creation.execute(executor, request, () -> find(Identifier.named(request.username())));
  }

  /** Gives a user another name. */
  public void rename(Identifier userId, String username) {
    executor.execute(new UpdateUser(userId, Optional.of(username), Optional.empty()));
  }

  /** Lets a user log in, or no longer. */
  public void setStatus(Identifier userId, UserStatus status) {
    executor.execute(new UpdateUser(userId, Optional.empty(), Optional.of(status)));
  }

  /** Replaces all permissions of a user. */
  public void setPermissions(Identifier userId, Permissions permissions) {
    executor.execute(new UpdatePermissions(userId, Optional.of(permissions)));
  }

  /** Takes all permissions from a user. */
  public void removePermissions(Identifier userId) {
    executor.execute(new UpdatePermissions(userId, Optional.empty()));
  }

  /** Replaces a user's password. */
  public void changePassword(Identifier userId, String currentPassword, String newPassword) {
    executor.execute(new ChangePassword(userId, currentPassword, newPassword));
  }

  /** Deletes a user. */
  public void delete(Identifier userId) {
    executor.execute(new DeleteUser(userId));
  }
}
