// SPDX-License-Identifier: Apache-2.0
package org.apache.iggy.connector.embedded.command;

import static org.apache.iggy.connector.embedded.command.CommandException.require;

import java.nio.charset.StandardCharsets;
import java.util.List;
import org.apache.iggy.connector.embedded.identity.AccessToken;
import org.apache.iggy.connector.embedded.identity.User;
import org.apache.iggy.connector.embedded.session.Session;
import org.apache.iggy.connector.protocol.status.IggyStatus;
import org.apache.iggy.connector.protocol.token.CreatePersonalAccessToken;
import org.apache.iggy.connector.protocol.token.DeletePersonalAccessToken;
import org.apache.iggy.connector.protocol.token.GetPersonalAccessTokens;
import org.apache.iggy.connector.protocol.token.PersonalAccessToken;
import org.apache.iggy.connector.protocol.token.PersonalAccessTokenInfo;

/** Commands about the logged-in user's personal access tokens. */
final class TokenCommands {
  private static final int MAX_TOKENS_PER_USER = 100;
  private static final long EXPIRY_NEVER = -1;
  private static final long EXPIRY_SERVER_DEFAULT = 0;

  private final ServerState state;

  TokenCommands(ServerState state) {
    this.state = state;
  }

  List<PersonalAccessTokenInfo> list(Session session, GetPersonalAccessTokens request) {
    return user(session).tokens().stream()
        .map(token -> new PersonalAccessTokenInfo(token.name(), token.expiryAtMicros()))
        .toList();
  }

  PersonalAccessToken create(Session session, CreatePersonalAccessToken request) {
    int length = request.name().getBytes(StandardCharsets.UTF_8).length;
    require(length >= 3 && length <= 30, IggyStatus.INVALID_PERSONAL_ACCESS_TOKEN_NAME);
    List<AccessToken> tokens = user(session).tokens();
    require(tokens.size() < MAX_TOKENS_PER_USER, IggyStatus.PERSONAL_ACCESS_TOKENS_LIMIT_REACHED);
    require(
        tokens.stream().noneMatch(token -> token.name().equals(request.name())),
        IggyStatus.PERSONAL_ACCESS_TOKEN_ALREADY_EXISTS);
    String secret = AccessToken.generate();
    long expiryAt = expiryAt(request.expiryMicros());
    tokens.add(new AccessToken(request.name(), AccessToken.hash(secret), expiryAt));
    return new PersonalAccessToken(secret);
  }

  private long expiryAt(long expiryMicros) {
    return expiryMicros == EXPIRY_NEVER || expiryMicros == EXPIRY_SERVER_DEFAULT
        ? AccessToken.NEVER
        : state.nowMicros() + expiryMicros;
  }

  Void delete(Session session, DeletePersonalAccessToken request) {
    require(
        user(session).tokens().removeIf(token -> token.name().equals(request.name())),
        IggyStatus.RESOURCE_NOT_FOUND);
    return null;
  }

  private User user(Session session) {
    return state
        .users()
        .users()
        .find(session.userId().orElseThrow())
        .orElseThrow(() -> new CommandException(IggyStatus.RESOURCE_NOT_FOUND));
  }
}
