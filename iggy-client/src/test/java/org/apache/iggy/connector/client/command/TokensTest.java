// SPDX-License-Identifier: Apache-2.0
package org.apache.iggy.connector.client.command;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.apache.iggy.connector.client.ConnectionOptions;
import org.apache.iggy.connector.client.Credentials;
import org.apache.iggy.connector.client.IggyClient;
import org.apache.iggy.connector.client.testkit.IggyTarget;
import org.apache.iggy.connector.protocol.status.IggyStatus;
import org.junit.jupiter.api.Test;

class TokensTest extends AreaTest {
  private final String name = uniqueName().substring(0, 20);

  @Test
  void shouldLogInWithATokenUntilItIsDeleted() {
    String secret = client.tokens().createWithoutExpiry(name).token();
    ConnectionOptions options = target.options().credentials(Credentials.token(secret)).build();
    try (IggyClient other = IggyClient.connect(options, 1)) {
      assertThat(other.system().me().userId()).isZero();
    }
    assertThat(client.tokens().list()).anyMatch(token -> token.name().equals(name));

    client.tokens().delete(name);
    assertThat(client.tokens().list()).noneMatch(token -> token.name().equals(name));
    try (IggyClient other = IggyClient.connect(options, 1)) {
      assertThatThrownBy(() -> other.system().ping()).hasMessageNotContaining(secret);
    }
  }

  @Test
  void shouldRefuseASecondTokenOfTheSameName() {
    client.tokens().create(name, 3_600_000_000L);
    assertRefused(
        IggyStatus.PERSONAL_ACCESS_TOKEN_ALREADY_EXISTS,
        () -> client.tokens().createWithoutExpiry(name));
    client.tokens().delete(name);
  }

  @Test
  void shouldRefuseATokenThatDoesNotExist() {
    ConnectionOptions options = target.options().credentials(Credentials.token("nonsense")).build();
    try (IggyClient other = IggyClient.connect(options, 1)) {
      assertRefused(
          IggyTarget.either(
              IggyStatus.RESOURCE_NOT_FOUND, IggyStatus.INVALID_PERSONAL_ACCESS_TOKEN),
          () -> other.system().ping());
    }
  }
}
