// SPDX-License-Identifier: Apache-2.0
package org.apache.iggy.connector.embedded.sdk;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigInteger;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.iggy.client.blocking.tcp.IggyTcpClient;
import org.apache.iggy.connector.protocol.status.IggyStatus;
import org.apache.iggy.message.Message;
import org.apache.iggy.message.Partitioning;
import org.apache.iggy.personalaccesstoken.RawPersonalAccessToken;
import org.apache.iggy.user.GlobalPermissions;
import org.apache.iggy.user.Permissions;
import org.apache.iggy.user.UserInfoDetails;
import org.apache.iggy.user.UserStatus;
import org.junit.jupiter.api.Test;

class OfficialSdkUsersTest extends OfficialSdk {
  private static final Permissions READ_TOPICS =
      new Permissions(
          new GlobalPermissions(
              false, false, false, false, false, false, false, true, false, false),
          Map.of());

  @Test
  void shouldLetUsersDoWhatTheyMay() {
    UserInfoDetails created =
        client.users().createUser("reader", "secret", UserStatus.Active, Optional.of(READ_TOPICS));
    assertThat(client.users().getUser(created.id()).orElseThrow().permissions())
        .contains(READ_TOPICS);
    IggyTcpClient reader = connect("reader", "secret");
    assertThat(reader.topics().getTopics(stream)).hasSize(1);
    assertFails(IggyStatus.UNAUTHORIZED, () -> reader.streams().createStream("not mine"));
    assertFails(
        IggyStatus.UNAUTHORIZED,
        () ->
            reader
                .messages()
                .sendMessages(stream, TOPIC, Partitioning.balanced(), List.of(Message.of("x"))));
    client.users().updatePermissions(created.id(), Optional.empty());
    assertFails(IggyStatus.UNAUTHORIZED, () -> reader.topics().getTopics(stream));
    reader.close();
    client.users().deleteUser(created.id());
    assertThat(client.users().getUser(created.id())).isEmpty();
  }

  @Test
  void shouldChangeNameStatusAndPassword() {
    UserInfoDetails created =
        client.users().createUser("changing", "secret", UserStatus.Active, Optional.empty());
    assertFails(
        IggyStatus.USER_ALREADY_EXISTS,
        () -> client.users().createUser("changing", "secret", UserStatus.Active, Optional.empty()));
    client.users().changePassword(created.id(), "secret", "other");
    client
        .users()
        .updateUser(created.id(), Optional.of("changed"), Optional.of(UserStatus.Inactive));
    assertLoginFails(IggyStatus.INVALID_CREDENTIALS, "changing", "other");
    assertLoginFails(IggyStatus.USER_INACTIVE, "changed", "other");
    client.users().updateUser(created.id(), Optional.empty(), Optional.of(UserStatus.Active));
    assertLoginFails(IggyStatus.INVALID_CREDENTIALS, "changed", "secret");
    assertThat(client.users().login("changed", "other").userId()).isEqualTo(created.id());
    client.users().login("iggy", "iggy");
    client.users().deleteUser(created.id());
  }

  @Test
  void shouldLogInWithTokens() {
    RawPersonalAccessToken token =
        client
            .personalAccessTokens()
            .createPersonalAccessToken("my-token", BigInteger.valueOf(60_000_000));
    assertThat(client.personalAccessTokens().getPersonalAccessTokens())
        .singleElement()
        .satisfies(
            listed -> {
              assertThat(listed.name()).isEqualTo("my-token");
              assertThat(listed.expiryAt()).isPresent();
            });
    assertThat(client.personalAccessTokens().loginWithPersonalAccessToken(token.token()).userId())
        .isZero();
    client.personalAccessTokens().deletePersonalAccessToken("my-token");
    try (IggyTcpClient stranger = unauthenticated()) {
      assertFails(
          IggyStatus.RESOURCE_NOT_FOUND,
          () -> stranger.personalAccessTokens().loginWithPersonalAccessToken(token.token()));
    }
  }

  /** A failed login leaves a client of the SDK unusable, so each attempt takes a new one. */
  private static void assertLoginFails(IggyStatus status, String username, String password) {
    try (IggyTcpClient stranger = unauthenticated()) {
      assertFails(status, () -> stranger.users().login(username, password));
    }
  }

  private static IggyTcpClient unauthenticated() {
    IggyTcpClient stranger =
        IggyTcpClient.builder()
            .host(server.host())
            .port(server.port())
            .connectionPoolSize(1)
            .build();
    stranger.connect();
    return stranger;
  }
}
