// SPDX-License-Identifier: Apache-2.0
package org.apache.iggy.connector.client.command;

import static org.assertj.core.api.Assertions.assertThat;

import org.apache.iggy.connector.client.Credentials;
import org.apache.iggy.connector.client.IggyClient;
import org.apache.iggy.connector.client.testkit.IggyTarget;
import org.apache.iggy.connector.protocol.primitive.Identifier;
import org.apache.iggy.connector.protocol.status.IggyStatus;
import org.apache.iggy.connector.protocol.user.GlobalPermission;
import org.apache.iggy.connector.protocol.user.Permissions;
import org.apache.iggy.connector.protocol.user.UserStatus;
import org.junit.jupiter.api.Test;

class UsersTest extends AreaTest {
  private final String name = uniqueName().substring(0, 20);
  private final Identifier user = Identifier.named(name);

  @Test
  void shouldLogInAsANewUserWithItsPermissionsOnly() {
    client.users().create(name, "secret", Permissions.of(GlobalPermission.READ_STREAMS));
    try (IggyClient other = clientOf(name, "secret")) {
      assertThat(other.streams().list()).isNotEmpty();
      assertRefused(IggyStatus.UNAUTHORIZED, () -> other.streams().create(uniqueName()));

      client.users().setPermissions(user, Permissions.of(GlobalPermission.MANAGE_STREAMS));
      String created = uniqueName();
      other.streams().create(created);
      other.streams().delete(Identifier.named(created));
    }
    client.users().delete(user);
    assertThat(client.users().find(user)).isEmpty();
  }

  @Test
  void shouldRefuseTheLoginWhenNameOrPasswordAreWrong() {
    client.users().create(name, "secret", Permissions.of());
    assertLoginRefused(IggyStatus.INVALID_CREDENTIALS, name, "wrong");
    assertLoginRefused(IggyStatus.INVALID_CREDENTIALS, uniqueName().substring(0, 20), "secret");
    client.users().delete(user);
  }

  @Test
  void shouldRefuseTheLoginWhenTheUserIsInactiveOrHasAnotherPasswordNow() {
    client.users().create(name, "secret", Permissions.of());
    client.users().changePassword(user, "secret", "changed");
    assertLoginRefused(IggyStatus.INVALID_CREDENTIALS, name, "secret");
    clientOf(name, "changed").close();

    client.users().setStatus(user, UserStatus.INACTIVE);
    // Since 0.9 a login does not tell a stranger that there is such a user.
    assertLoginRefused(
        IggyTarget.either(IggyStatus.USER_INACTIVE, IggyStatus.INVALID_CREDENTIALS),
        name,
        "changed");
    client.users().delete(user);
  }

  @Test
  void shouldFindAndListAUserByItsNewNameWhenRenamed() {
    client.users().create(name, "secret", Permissions.root());
    String renamed = uniqueName().substring(0, 20);
    client.users().rename(user, renamed);

    assertThat(client.users().find(user)).isEmpty();
    assertThat(client.users().find(Identifier.named(renamed)))
        .hasValueSatisfying(found -> assertThat(found.permissions()).contains(Permissions.root()));
    assertThat(client.users().list()).anyMatch(info -> info.username().equals(renamed));
    client.users().delete(Identifier.named(renamed));
  }

  @Test
  void shouldRefuseASecondUserOfTheSameNameAndToDeleteRoot() {
    assertRefused(
        IggyStatus.USER_ALREADY_EXISTS,
        () -> client.users().create("iggy", "secret", Permissions.of()));
    assertRefused(
        IggyStatus.CANNOT_DELETE_USER, () -> client.users().delete(Identifier.named("iggy")));
  }

  private IggyClient clientOf(String username, String password) {
    return IggyClient.connect(
        target.options().credentials(Credentials.password(username, password)).build(), 1);
  }

  private void assertLoginRefused(IggyStatus status, String username, String password) {
    try (IggyClient other = clientOf(username, password)) {
      assertRefused(status, () -> other.system().ping());
    }
  }
}
