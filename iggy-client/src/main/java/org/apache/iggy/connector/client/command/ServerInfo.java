// SPDX-License-Identifier: Apache-2.0
package org.apache.iggy.connector.client.command;

import java.util.List;
import java.util.Optional;
import org.apache.iggy.connector.client.RequestExecutor;
import org.apache.iggy.connector.protocol.system.ClientDetails;
import org.apache.iggy.connector.protocol.system.ClientInfo;
import org.apache.iggy.connector.protocol.system.ClusterMetadata;
import org.apache.iggy.connector.protocol.system.GetClient;
import org.apache.iggy.connector.protocol.system.GetClients;
import org.apache.iggy.connector.protocol.system.GetClusterMetadata;
import org.apache.iggy.connector.protocol.system.GetMe;
import org.apache.iggy.connector.protocol.system.GetStats;
import org.apache.iggy.connector.protocol.system.Ping;
import org.apache.iggy.connector.protocol.system.Stats;

/** Questions about the server itself and who is connected to it. */
public final class ServerInfo {
  private final RequestExecutor executor;

  /** Sends through this executor: a client, or one connection. */
  public ServerInfo(RequestExecutor executor) {
    this.executor = executor;
  }

  /** Asks for a sign of life; needs no login. */
  public void ping() {
    executor.execute(new Ping());
  }

  /** The server's version, load and counts. */
  public Stats stats() {
    return executor.execute(new GetStats());
  }

  /** The cluster that the server belongs to. */
  public ClusterMetadata clusterMetadata() {
    return executor.execute(new GetClusterMetadata());
  }

  /** How the server sees the connection that asks. */
  public ClientDetails me() {
    return executor.execute(new GetMe());
  }

  /** One connection with its groups; empty when there is none. */
  public Optional<ClientDetails> client(long clientId) {
    return executor.execute(new GetClient(clientId));
  }

  /** All connections to the server. */
  public List<ClientInfo> clients() {
    return executor.execute(new GetClients());
  }
}
