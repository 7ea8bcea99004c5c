// SPDX-License-Identifier: Apache-2.0
package org.apache.iggy.connector.cli.pinot.doctor.server;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.apache.iggy.connector.cli.pinot.doctor.Check;
import org.apache.iggy.connector.cli.pinot.doctor.Findings;
import org.apache.iggy.connector.cli.pinot.doctor.StreamFacts;
import org.apache.iggy.connector.client.IggyAddress;

/** Whether something listens at the address, on each of the host's addresses. */
public final class TcpCheck implements Check {
  private final StreamFacts facts;
  private final Duration timeout;

  /** Checks the addresses of these facts; all of them within the time. */
  public TcpCheck(StreamFacts facts, Duration timeout) {
    this.facts = facts;
    this.timeout = timeout;
  }

  @Override
  public void examine(Findings findings) {
    IggyAddress address = facts.config().connection().address();
    List<String> failures = new ArrayList<>();
    List<String> successes = new ArrayList<>();
    // Leaves some of the time for the answer to be said.
    int share = (int) (timeout.toMillis() * 3 / 4 / facts.addresses().size());
    for (InetAddress candidate : facts.addresses()) {
      try (Socket socket = new Socket()) {
        socket.connect(new InetSocketAddress(candidate, address.port()), Math.max(1, share));
        successes.add(candidate.getHostAddress());
      } catch (SocketTimeoutException e) {
        failures.add(candidate.getHostAddress() + " does not answer");
      } catch (IOException e) {
        failures.add(candidate.getHostAddress() + ": " + e.getMessage());
      }
    }
    if (successes.isEmpty()) {
      findings.fail(
          "nothing accepts a connection at " + address + " (" + String.join("; ", failures) + ")",
          "start the server, open the way to it, or change stream.iggy.host and stream.iggy.port");
    } else if (!failures.isEmpty()) {
      findings.warn(
          address + " accepts connections only on some addresses; " + String.join("; ", failures),
          "take the dead address out of the DNS, or have the server listen there");
    } else {
      findings.pass(address + " accepts connections");
    }
  }
}
