// SPDX-License-Identifier: Apache-2.0
package org.apache.iggy.connector.benchmarks.server;

import java.io.IOException;
import org.apache.iggy.connector.client.ConnectionOptions;
import org.apache.iggy.connector.client.Credentials;
import org.apache.iggy.connector.client.IggyAddress;
import org.apache.iggy.connector.client.IggyConnection;
import org.apache.iggy.connector.protocol.framing.ProtocolGeneration;
import picocli.CommandLine.Option;

/** Options of every comparison: which server, and how to log in there. */
public final class ServerOptions implements AutoCloseable {
  @Option(
      names = {"--address", "--iggy"},
      paramLabel = "HOST:PORT",
      description = "An Iggy server; an embedded one is started in a process of its own if absent.")
  private String address;

  @Option(names = "--username", defaultValue = "iggy", description = "Default ${DEFAULT-VALUE}.")
  private String username;

  @Option(names = "--password", defaultValue = "iggy", description = "Default ${DEFAULT-VALUE}.")
  private String password;

  private EmbeddedServerProcess process;

  /** An embedded server in a process of its own; to be closed. */
  public static ServerOptions embedded() throws IOException {
    ServerOptions options = new ServerOptions();
    options.username = "iggy";
    options.password = "iggy";
    return options.start();
  }

  /** Starts a server unless there is one; to be closed. */
  public ServerOptions start() throws IOException {
    if (address == null) {
      process = EmbeddedServerProcess.start(username, password);
      address = process.address().toString();
    }
    return this;
  }

  /** Where it listens; only after {@link #start}. */
  public IggyAddress address() {
    return IggyAddress.parse(address);
  }

  /** The user to log in as. */
  public String username() {
    return username;
  }

  /** The user's password. */
  public String password() {
    return password;
  }

  /** The generation of the protocol that it speaks to clients that ask. */
  public ProtocolGeneration generation() {
    try (IggyConnection connection = IggyConnection.open(connection())) {
      return connection.generation().orElseThrow();
    }
  }

  /** How the client connects. */
  public ConnectionOptions connection() {
    return ConnectionOptions.builder(address())
        .credentials(Credentials.password(username, password))
        .build();
  }

  /** Ends the server that {@link #start} has started. */
  @Override
  public void close() {
    if (process != null) {
      process.close();
    }
  }
}
