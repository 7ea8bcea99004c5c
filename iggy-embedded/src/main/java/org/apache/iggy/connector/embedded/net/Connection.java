// SPDX-License-Identifier: Apache-2.0
package org.apache.iggy.connector.embedded.net;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.ByteBuffer;
import java.util.Optional;
import org.apache.iggy.connector.embedded.command.CommandDispatcher;
import org.apache.iggy.connector.embedded.command.CommandException;
import org.apache.iggy.connector.embedded.command.ServerState;
import org.apache.iggy.connector.embedded.session.Session;
import org.apache.iggy.connector.protocol.command.CommandCode;
import org.apache.iggy.connector.protocol.framing.LegacyFraming;
import org.apache.iggy.connector.protocol.status.IggyStatus;
import org.apache.iggy.connector.protocol.wire.MalformedFrameException;
import org.apache.iggy.connector.protocol.wire.WireReader;

/** Serves one client: a request after the other, in the order they came. */
final class Connection implements Runnable {
  private static final Logger LOG = System.getLogger(Connection.class.getName());
  private static final int MAX_CONTROL_BODY_BYTES = 10 * 1024 * 1024;
  private static final int MAX_SEND_BODY_BYTES = 256 * 1024 * 1024;

  private final Socket socket;
  private final ServerState state;
  private final CommandDispatcher dispatcher;
  private final ByteBuffer header = ByteBuffer.allocate(LegacyFraming.REQUEST_HEADER_LENGTH);

  Connection(Socket socket, ServerState state, CommandDispatcher dispatcher) {
    this.socket = socket;
    this.state = state;
    this.dispatcher = dispatcher;
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
    boolean open = true;
    while (open && in.readHeader(header)) {
      open = serveRequest(session, in, out);
    }
    out.flush();
  }

  /** Returns whether the connection stays open. */
  private boolean serveRequest(Session session, RequestInput in, ResponseOutput out)
      throws IOException {
    long length = LegacyFraming.requestBodyLength(header);
    Optional<CommandCode> code =
        CommandCode.of(LegacyFraming.requestCode(header)).filter(command -> !command.isVsrOnly());
    try {
      ByteBuffer body = body(session, code, length, in);
      CommandCode command =
          code.orElseThrow(() -> new CommandException(IggyStatus.INVALID_COMMAND));
      dispatcher.execute(session, command.decodeRequestPrefix(new WireReader(body)), out);
      return true;
    } catch (CommandException e) {
      out.failed(e.status());
      return !e.closesConnection();
    } catch (MalformedFrameException e) {
      LOG.log(Level.DEBUG, () -> session + " sent a malformed request: " + e.getMessage());
      out.failed(IggyStatus.INVALID_COMMAND);
      return true;
    } catch (UncheckedIOException e) {
      LOG.log(Level.WARNING, "A request of " + session + " failed on disk", e);
      out.failed(IggyStatus.IO_ERROR);
      return true;
    } catch (RuntimeException e) {
      LOG.log(Level.WARNING, "A request of " + session + " failed", e);
      out.failed(IggyStatus.ERROR);
      return true;
    }
  }

  /**
   * Reads a body that is wanted; any other one is stepped over, so that the next frame is found.
   */
  private static ByteBuffer body(
      Session session, Optional<CommandCode> code, long length, RequestInput in)
      throws IOException {
    try {
      code.ifPresent(command -> CommandDispatcher.requireAuthenticated(session, command));
      boolean send = code.isPresent() && code.get() == CommandCode.SEND_MESSAGES;
      if (length < 0 || length > (send ? MAX_SEND_BODY_BYTES : MAX_CONTROL_BODY_BYTES)) {
        throw new CommandException(IggyStatus.INVALID_COMMAND);
      }
    } catch (CommandException e) {
      in.skip(length);
      throw e;
    }
    return in.readBody((int) length);
  }
}
