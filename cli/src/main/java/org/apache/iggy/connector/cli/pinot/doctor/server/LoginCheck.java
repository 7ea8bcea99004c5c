// SPDX-License-Identifier: Apache-2.0
package org.apache.iggy.connector.cli.pinot.doctor.server;

import java.time.Duration;
import org.apache.iggy.connector.cli.pinot.doctor.Check;
import org.apache.iggy.connector.cli.pinot.doctor.Findings;
import org.apache.iggy.connector.cli.pinot.doctor.StreamFacts;
import org.apache.iggy.connector.cli.topic.ServerLookup;
import org.apache.iggy.connector.client.ConnectionOptions;
import org.apache.iggy.connector.client.IggyClient;
import org.apache.iggy.connector.client.ServerIdentity;

/** Whether the table's user or token is let in; asks the server's version on the way. */
public final class LoginCheck implements Check {
  private final StreamFacts facts;
  private final Duration timeout;

  /** Checks the login of these facts' configuration, within the time. */
  public LoginCheck(StreamFacts facts, Duration timeout) {
    this.facts = facts;
    this.timeout = timeout;
  }

  @Override
  public void examine(Findings findings) {
    ConnectionOptions connection = facts.config().connection();
    IggyClient client = IggyClient.connect(connection.within(timeout.toMillis() / 2), 1);
    facts.loggedIn(client);
    String who =
        connection.credentials().map(credentials -> credentials.toString()).orElse("nobody");
    // A request that needs no permission; the client logs in for it.
    client.system().ping();
    findings.pass(who + " is let in" + server(client.options()));
    if (usesDefaultPassword()) {
      findings.warn(
          "the table logs in with the password that every Iggy server starts with",
          "make a user for Pinot that may only read, and set stream.iggy.username and"
              + " stream.iggy.password.file or stream.iggy.password.env");
    }
    if (facts.keys().containsKey("stream.iggy.password")
        || facts.keys().containsKey("stream.iggy.token")) {
      findings.warn(
          "the secret is written in the table config, which Pinot shows in its logs and console",
          "use stream.iggy.password.file or .env, or stream.iggy.token.file or .env");
    }
  }

  private boolean usesDefaultPassword() {
    return facts.keys().keySet().stream()
        .noneMatch(
            key -> key.startsWith("stream.iggy.password") || key.startsWith("stream.iggy.token"));
  }

  private static String server(ConnectionOptions connection) {
    ServerIdentity server = ServerLookup.identify(connection);
    return " by Iggy " + server.version().orElse("of unknown version");
  }
}
