// SPDX-License-Identifier: Apache-2.0
package org.apache.iggy.connector.cli.pinot.doctor.server;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import org.apache.iggy.connector.cli.pinot.doctor.Check;
import org.apache.iggy.connector.cli.pinot.doctor.Findings;
import org.apache.iggy.connector.cli.pinot.doctor.StreamFacts;

/** Whether the host has an address. */
public final class HostNameCheck implements Check {
  private final StreamFacts facts;

  /** Checks the host of these facts' configuration. */
  public HostNameCheck(StreamFacts facts) {
    this.facts = facts;
  }

  @Override
  public void examine(Findings findings) {
    String host = facts.config().connection().address().host();
    try {
      List<InetAddress> addresses = Arrays.asList(InetAddress.getAllByName(host));
      facts.resolved(addresses);
      String list =
          addresses.stream().map(InetAddress::getHostAddress).collect(Collectors.joining(", "));
      findings.pass(list.equals(host) ? host + " is an address" : host + " is " + list);
    } catch (UnknownHostException e) {
      findings.fail(
          "host '" + host + "' cannot be resolved",
          "change stream.iggy.host, or add the name to the DNS that Pinot's servers use");
    }
  }
}
