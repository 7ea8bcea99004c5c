// SPDX-License-Identifier: Apache-2.0
package org.apache.iggy.connector.client;

import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.iggy.connector.protocol.system.ClusterMetadata;

/**
 * Which node of a cluster to connect to instead of the one that the options name, as far as that
 * has told. Remembered for the process, until the leader cannot be reached.
 */
final class ClusterLeaders {
  private static final int LEADER = 0;
  private static final int HEALTHY = 0;

  private static final Map<IggyAddress, IggyAddress> LEADERS = new ConcurrentHashMap<>();

  private ClusterLeaders() {}

  /** The leader that was told at an address, if any was. */
  static Optional<IggyAddress> toldAt(IggyAddress address) {
    return Optional.ofNullable(LEADERS.get(address));
  }

  /** Has connections that are to go to an address go to its leader. */
  static void follow(IggyAddress address, IggyAddress leader) {
    LEADERS.put(address, leader);
  }

  /** Has connections go to the address itself again. */
  static void forget(IggyAddress address) {
    LEADERS.remove(address);
  }

  /** The healthy leader of a cluster that has other nodes too. */
  static Optional<IggyAddress> leaderOf(ClusterMetadata cluster) {
    if (cluster.nodes().size() < 2) {
      return Optional.empty();
    }
    return cluster.nodes().stream()
        .filter(node -> node.role() == LEADER && node.status() == HEALTHY && node.tcpPort() > 0)
        .map(node -> IggyAddress.of(node.address(), node.tcpPort()))
        .findFirst();
  }
}
