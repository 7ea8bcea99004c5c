// SPDX-License-Identifier: Apache-2.0
package org.apache.iggy.connector.embedded.command;

import static org.apache.iggy.connector.embedded.command.CommandException.require;
import static org.apache.iggy.connector.embedded.command.ServerState.authorize;

import java.net.InetSocketAddress;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.apache.iggy.connector.embedded.release.IggyRelease;
import org.apache.iggy.connector.embedded.session.Session;
import org.apache.iggy.connector.protocol.status.IggyStatus;
import org.apache.iggy.connector.protocol.system.ClientDetails;
import org.apache.iggy.connector.protocol.system.ClientInfo;
import org.apache.iggy.connector.protocol.system.ClusterMetadata;
import org.apache.iggy.connector.protocol.system.ClusterNode;
import org.apache.iggy.connector.protocol.system.ConsumerGroupMembership;
import org.apache.iggy.connector.protocol.system.GetClient;
import org.apache.iggy.connector.protocol.system.GetClients;
import org.apache.iggy.connector.protocol.system.GetClusterMetadata;
import org.apache.iggy.connector.protocol.system.GetMe;
import org.apache.iggy.connector.protocol.system.GetStats;
import org.apache.iggy.connector.protocol.system.Ping;
import org.apache.iggy.connector.protocol.system.Stats;
import org.apache.iggy.connector.protocol.system.TransportProtocol;

/** Commands about the server and its clients. */
final class SystemCommands {
  private static final long NO_USER = 0xFFFF_FFFFL;
  private static final int ROLE_LEADER = 0;
  private static final int STATUS_HEALTHY = 0;

  private final ServerState state;
  private final Supplier<InetSocketAddress> address;
  private final StatsReport stats;

  SystemCommands(ServerState state, Supplier<InetSocketAddress> address, IggyRelease release) {
    this.state = state;
    this.address = address;
    this.stats = new StatsReport(state, release);
  }

  Void ping(Session session, Ping request) {
    session.heartbeat(state.nowMicros());
    return null;
  }

  Stats stats(Session session, GetStats request) {
    authorize(state.access(session).readServers());
    return stats.take();
  }

  /** One healthy leader: this server, which speaks nothing but TCP. */
  ClusterMetadata clusterMetadata(Session session, GetClusterMetadata request) {
    InetSocketAddress own = address.get();
    ClusterNode node =
        new ClusterNode(
            "iggy-node",
            own.getAddress().getHostAddress(),
            own.getPort(),
            0,
            0,
            0,
            ROLE_LEADER,
            STATUS_HEALTHY);
    return new ClusterMetadata("single-node", List.of(node));
  }

  ClientDetails me(Session session, GetMe request) {
    require(state.sessions().contains(session), IggyStatus.CLIENT_NOT_FOUND);
    return details(session);
  }

  Optional<ClientDetails> client(Session session, GetClient request) {
    authorize(state.access(session).readServers());
    require(request.clientId() != 0, IggyStatus.INVALID_CLIENT_ID);
    return state.sessions().find(request.clientId()).map(SystemCommands::details);
  }

  List<ClientInfo> clients(Session session, GetClients request) {
    authorize(state.access(session).readServers());
    return state.sessions().all().stream().map(SystemCommands::info).toList();
  }

  private static ClientInfo info(Session session) {
    return new ClientInfo(
        session.clientId(),
        session.userId().orElse(NO_USER),
        TransportProtocol.TCP,
        session.address(),
        session.groupClient().groups().size());
  }

  private static ClientDetails details(Session session) {
    return new ClientDetails(
        session.clientId(),
        session.userId().orElse(NO_USER),
        TransportProtocol.TCP,
        session.address(),
        session.groupClient().groups().stream()
            .map(key -> new ConsumerGroupMembership(key.streamId(), key.topicId(), key.groupId()))
            .toList());
  }
}
