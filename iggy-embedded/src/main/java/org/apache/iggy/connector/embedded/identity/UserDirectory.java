// SPDX-License-Identifier: Apache-2.0
package org.apache.iggy.connector.embedded.identity;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import org.apache.iggy.connector.embedded.catalog.Directory;
import org.apache.iggy.connector.protocol.user.Permissions;
import org.apache.iggy.connector.protocol.user.StreamPermissions;
import org.apache.iggy.connector.protocol.user.UserStatus;

/** All users; the root user is always there. Not thread-safe. */
public final class UserDirectory {
  /**
   * A token and whose it is.
   *
   * @param user the owner
   * @param token the token
   */
  public record OwnedToken(User user, AccessToken token) {}

  private final Directory<User> users = new Directory<>();

  /** The users by number and name. */
  public Directory<User> users() {
    return users;
  }

  /** Adds the root user, who may do everything. */
  public void addRoot(String name, String password, long nowMicros) {
    users.put(
        new User(
            User.ROOT_ID,
            nowMicros,
            name,
            PasswordHash.of(password),
            UserStatus.ACTIVE,
            Optional.of(Permissions.root())));
  }

  /** What a user may do; nothing when there is no such user. */
  public Access access(OptionalLong userId) {
    return userId.isPresent()
        ? users.find(userId.getAsLong()).map(Access::of).orElse(Access.NONE)
        : Access.NONE;
  }

  /** Finds a token by its secret. */
  public Optional<OwnedToken> findToken(String secret) {
    String hash = AccessToken.hash(secret);
    for (User user : users.all()) {
      for (AccessToken token : user.tokens()) {
        if (token.hash().equals(hash)) {
          return Optional.of(new OwnedToken(user, token));
        }
      }
    }
    return Optional.empty();
  }

  /** Takes back what was granted on a stream that is gone, as its number is used again. */
  public void forgetStream(long streamId) {
    for (User user : users.all()) {
      user.permissions(user.permissions().map(granted -> without(granted, streamId)));
    }
  }

  private static Permissions without(Permissions granted, long streamId) {
    Map<Long, StreamPermissions> streams = new HashMap<>(granted.streams());
    return streams.remove(streamId) == null ? granted : new Permissions(granted.global(), streams);
  }
}
