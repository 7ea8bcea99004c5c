// SPDX-License-Identifier: Apache-2.0
package org.apache.iggy.connector.embedded;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Optional;
import java.util.UUID;
import org.apache.iggy.connector.embedded.release.IggyRelease;
import org.apache.iggy.connector.protocol.framing.EvictionReason;
import org.apache.iggy.connector.protocol.primitive.Identifier;
import org.apache.iggy.connector.protocol.status.IggyStatus;
import org.apache.iggy.connector.protocol.stream.CreateStream;
import org.apache.iggy.connector.protocol.stream.GetStreams;
import org.apache.iggy.connector.protocol.token.CreatePersonalAccessToken;
import org.apache.iggy.connector.protocol.token.DeletePersonalAccessToken;
import org.apache.iggy.connector.protocol.token.GetPersonalAccessTokens;
import org.apache.iggy.connector.protocol.token.LoginWithPersonalAccessToken;
import org.apache.iggy.connector.protocol.user.ChangePassword;
import org.apache.iggy.connector.protocol.user.CreateUser;
import org.apache.iggy.connector.protocol.user.DeleteUser;
import org.apache.iggy.connector.protocol.user.GetUser;
import org.apache.iggy.connector.protocol.user.LoginUser;
import org.apache.iggy.connector.protocol.user.UpdateUser;
import org.apache.iggy.connector.protocol.user.UserStatus;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Users, tokens and what those without permissions are told, by the rules of VSR. */
class VsrUsersTest {
  private final String name = "user-" + UUID.randomUUID();
  private VsrServer server;
  private WireClient root;

  @BeforeEach
  void start() {
    server = VsrServer.start(IggyRelease.V0_9_EDGE_5);
    root = server.login();
    root.ask(new CreateUser(name, "secret", UserStatus.ACTIVE, Optional.empty()));
  }

  @AfterEach
  void stop() {
    root.ask(new DeleteUser(Identifier.named(name)));
    root.close();
    server.close();
  }

  private WireClient login(String password) {
    WireClient client = server.connect();
    client.ask(new LoginUser(name, password, "", ""));
    return client;
  }

  @Test
  void shouldRefuseThoseWithoutPermission() {
    TestTopic.create(root, 1);
    try (WireClient nobody = login("secret")) {
      assertThat(nobody.fail(new GetStreams())).isEqualTo(IggyStatus.UNAUTHORIZED);
      assertThat(nobody.fail(new CreateStream("other"))).isEqualTo(IggyStatus.UNAUTHORIZED);
      assertThat(nobody.fail(TestTopic.pollFirst(0))).isEqualTo(IggyStatus.UNAUTHORIZED);
      assertThat(nobody.fail(TestTopic.send(0, "a"))).isEqualTo(IggyStatus.UNAUTHORIZED);
      assertThat(nobody.ask(new GetUser(Identifier.named(name)))).isPresent();
    }
  }

  @Test
  void shouldLogInByToken() {
    String token = root.ask(new CreatePersonalAccessToken("token", -1)).token();
    try (WireClient client = server.connect()) {
      client.write(client.frame(new LoginWithPersonalAccessToken("wrong")));
      assertThat(client.readEviction()).isEqualTo(EvictionReason.INVALID_TOKEN);
      assertThat(client.ask(new LoginWithPersonalAccessToken(token)).userId()).isZero();
      assertThat(client.ask(new GetPersonalAccessTokens())).hasSize(1);
      assertThat(client.fail(new CreatePersonalAccessToken("token", -1)))
          .isEqualTo(IggyStatus.PERSONAL_ACCESS_TOKEN_ALREADY_EXISTS);
    } finally {
      root.ask(new DeletePersonalAccessToken("token"));
    }
  }

  @Test
  void shouldRefuseAnInactiveUser() {
    root.ask(
        new UpdateUser(Identifier.named(name), Optional.empty(), Optional.of(UserStatus.INACTIVE)));
    try (WireClient inactive = server.connect()) {
      inactive.write(inactive.frame(new LoginUser(name, "secret", "", "")));
      assertThat(inactive.readEviction()).isEqualTo(EvictionReason.INVALID_CREDENTIALS);
    }
  }

  @Test
  void shouldChangePasswords() {
    Identifier user = Identifier.named(name);
    assertThat(root.fail(new ChangePassword(user, "wrong", "changed")))
        .isEqualTo(IggyStatus.INVALID_CREDENTIALS);
    root.ask(new ChangePassword(user, "secret", "changed"));
    login("changed").close();
    assertThat(root.fail(new CreateUser(name, "secret", UserStatus.ACTIVE, Optional.empty())))
        .isEqualTo(IggyStatus.USER_ALREADY_EXISTS);
    assertThat(root.fail(new DeleteUser(Identifier.numeric(0))))
        .isEqualTo(IggyStatus.CANNOT_DELETE_USER);
  }
}
