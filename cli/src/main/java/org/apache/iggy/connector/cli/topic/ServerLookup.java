// SPDX-License-Identifier: Apache-2.0
package org.apache.iggy.connector.cli.topic;

import java.util.Optional;
import org.apache.iggy.connector.client.ConnectionOptions;
import org.apache.iggy.connector.client.IggyConnection;
import org.apache.iggy.connector.client.IggyException;
import org.apache.iggy.connector.client.IggyServerException;
import org.apache.iggy.connector.client.ServerIdentity;
import org.apache.iggy.connector.client.command.ServerInfo;
import org.apache.iggy.connector.protocol.status.IggyStatus;

/** Finds out which Iggy a server is. */
public final class ServerLookup {
  private ServerLookup() {}

  /**
   * Connects and asks. A server of 0.9 tells its version at the login; an older one tells it to
   * users who may read statistics.
   *
   * @throws IggyException when it cannot be connected to
   */
  public static ServerIdentity identify(ConnectionOptions options) {
    try (IggyConnection connection = IggyConnection.open(options)) {
      ServerIdentity server = connection.server().orElseThrow();
      return server.version().isPresent()
          ? server
          : new ServerIdentity(server.generation(), askVersion(connection));
    }
  }

  private static Optional<String> askVersion(IggyConnection connection) {
    try {
      return Optional.of(new ServerInfo(connection).stats().serverVersion());
    } catch (IggyServerException e) {
      // A user who may only read topics is what a table should have.
      if (e.status() == IggyStatus.UNAUTHORIZED) {
        return Optional.empty();
      }
      throw e;
    }
  }
}
