// SPDX-License-Identifier: Apache-2.0
package org.apache.iggy.connector.cli.pinot.doctor.server;

import java.time.Duration;
import org.apache.iggy.connector.cli.pinot.doctor.Check;
import org.apache.iggy.connector.cli.pinot.doctor.Findings;
import org.apache.iggy.connector.cli.pinot.doctor.StreamFacts;
import org.apache.iggy.connector.client.ConnectionOptions;
import org.apache.iggy.connector.client.IggyConnection;
import org.apache.iggy.connector.client.IggyException;
import org.apache.iggy.connector.client.ProtocolChoice;
import org.apache.iggy.connector.client.ServerIdentity;
import org.apache.iggy.connector.protocol.system.Ping;

/** Whether the server speaks Iggy, and which generation of the protocol. */
public final class ProtocolCheck implements Check {
  private final StreamFacts facts;
  private final Duration timeout;

  /** Checks the server of these facts' configuration, within the time. */
  public ProtocolCheck(StreamFacts facts, Duration timeout) {
    this.facts = facts;
    this.timeout = timeout;
  }

  @Override
  public void examine(Findings findings) {
    ConnectionOptions loggedOut =
        facts.config().connection().toBuilder()
            .credentials(null)
            .build()
            .within(timeout.toMillis() / 2);
    IggyConnection connection = IggyConnection.unconnected(loggedOut);
    try {
      connection.connect();
      connection.execute(new Ping());
      findings.pass(connection.server().map(ServerIdentity::toString).orElseThrow());
    } catch (IggyException e) {
      findings.fail(e.getMessage(), advice(loggedOut, e));
    } finally {
      connection.close();
    }
  }

  private String advice(ConnectionOptions options, IggyException failure) {
    if (options.protocol() != ProtocolChoice.AUTO
        && failure.getMessage().contains("protocol is set")) {
      return "remove stream.iggy.protocol, so that the server is asked which protocol it speaks";
    }
    boolean speaksTls =
        options.tls().isEmpty()
            && PeerCertificate.of(options.address(), (int) Math.max(1, timeout.toMillis() / 4))
                .isPresent();
    if (speaksTls) {
      return "set stream.iggy.enable.tls to \"true\": this port speaks TLS";
    }
    return "change stream.iggy.port to the TCP port of an Iggy server (8090), not that of HTTP,"
        + " QUIC or WebSocket";
  }
}
