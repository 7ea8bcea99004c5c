// SPDX-License-Identifier: Apache-2.0
package org.apache.iggy.connector.embedded.identity;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.iggy.connector.embedded.catalog.Directory;
import org.apache.iggy.connector.protocol.user.Permissions;
import org.apache.iggy.connector.protocol.user.UserStatus;

/** A user. */
public final class User implements Directory.Entry {
  /** The user that is always there and may do everything. */
  public static final long ROOT_ID = 0;

  private final long id;
  private final long createdAtMicros;
  private final List<AccessToken> tokens = new ArrayList<>();
  private String name;
  private PasswordHash password;
  private UserStatus status;
  private Optional<Permissions> permissions;

  /** Creates a user without tokens. */
  public User(
      long id,
      long createdAtMicros,
      String name,
      PasswordHash password,
      UserStatus status,
      Optional<Permissions> permissions) {
    this.id = id;
    this.createdAtMicros = createdAtMicros;
    this.name = name;
    this.password = password;
    this.status = status;
    this.permissions = permissions;
  }

  @Override
  public long id() {
    return id;
  }

  @Override
  public String name() {
    return name;
  }

  /** Gives the user another name. */
  public void rename(String newName) {
    name = newName;
  }

  /** When the user was created, microseconds since the epoch. */
  public long createdAtMicros() {
    return createdAtMicros;
  }

  /** The password's hash. */
  public PasswordHash password() {
    return password;
  }

  /** Replaces the password. */
  public void password(PasswordHash newPassword) {
    password = newPassword;
  }

  /** Whether the user may log in. */
  public UserStatus status() {
    return status;
  }

  /** Sets whether the user may log in. */
  public void status(UserStatus newStatus) {
    status = newStatus;
  }

  /** What the user may do; empty is nothing. */
  public Optional<Permissions> permissions() {
    return permissions;
  }

  /** Replaces what the user may do. */
  public void permissions(Optional<Permissions> newPermissions) {
    permissions = newPermissions;
  }

  /** The user's tokens, to be changed in place. */
  public List<AccessToken> tokens() {
    return tokens;
  }
}
