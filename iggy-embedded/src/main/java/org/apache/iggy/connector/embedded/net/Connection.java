// SPDX-License-Identifier: Apache-2.0
package org.apache.iggy.connector.embedded.net;

import java.io.IOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.net.InetSocketAddress;
import java.net.Socket;
import org.apache.iggy.connector.embedded.command.ServerState;
import org.apache.iggy.connector.embedded.session.Session;

/** Serves one client in the generation of the protocol that its first bytes are of. */
final class Connection implements Runnable {
  private static final Logger LOG = System.getLogger(Connection.class.getName());

  private final Socket socket;
  private final ServerState state;
  private final ProtocolChoice protocols;

  Connection(Socket socket, ServerState state, ProtocolChoice protocols) {
    this.socket = socket;
    this.state = state;
    this.protocols = protocols;
  }

  @Override
  public void run() {
    InetSocketAddress client = (InetSocketAddress) socket.getRemoteSocketAddress();
    Session session = state.sessions().open(client, state.nowMicros());
    try (socket) {
      socket.setTcpNoDelay(true);
      serve(session);
    } catch (IOException e) {
      LOG.log(Level.DEBUG, () -> "Connection of " + session + " ended: " + e.getMessage());
    } finally {
      state.disconnect(session);
    }
  }

  private void serve(Session session) throws IOException {
    ResponseOutput out = new ResponseOutput(socket.getOutputStream());
    RequestInput in = new RequestInput(socket.getInputStream(), out::flush);
    try (ProtocolHandler handler = protocols.handlerOf(session, in, out)) {
      boolean open = true;
      while (open) {
        open = handler.serveNext();
      }
      out.flush();
    }
  }
}
