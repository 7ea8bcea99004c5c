// SPDX-License-Identifier: Apache-2.0
package org.apache.iggy.connector.client.command;

import java.util.List;
import org.apache.iggy.connector.client.RequestExecutor;
import org.apache.iggy.connector.protocol.token.CreatePersonalAccessToken;
import org.apache.iggy.connector.protocol.token.DeletePersonalAccessToken;
import org.apache.iggy.connector.protocol.token.GetPersonalAccessTokens;
import org.apache.iggy.connector.protocol.token.PersonalAccessToken;
import org.apache.iggy.connector.protocol.token.PersonalAccessTokenInfo;

/** Commands on the personal access tokens of the user that is logged in. */
public final class Tokens {
  private static final long NEVER = -1;

  private final RequestExecutor executor;

  /** Sends through this executor: a client, or one connection. */
  public Tokens(RequestExecutor executor) {
    this.executor = executor;
  }

  /** All tokens, without their secrets, which the server does not keep. */
  public List<PersonalAccessTokenInfo> list() {
    return executor.execute(new GetPersonalAccessTokens());
  }

  /**
   * Makes a token; the answer is the only time its secret is shown.
   *
   * @param expiryMicros how long it is valid, microseconds
   */
  public PersonalAccessToken create(String name, long expiryMicros) {
    return executor.execute(new CreatePersonalAccessToken(name, expiryMicros));
  }

  /** Makes a token that does not expire; the answer is the only time its secret is shown. */
  public PersonalAccessToken createWithoutExpiry(String name) {
    return executor.execute(new CreatePersonalAccessToken(name, NEVER));
  }

  /** Deletes a token. */
  public void delete(String name) {
    executor.execute(new DeletePersonalAccessToken(name));
  }
}
