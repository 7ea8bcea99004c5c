// SPDX-License-Identifier: Apache-2.0
package org.apache.iggy.connector.embedded.net;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.nio.ByteBuffer;
import java.util.Optional;
import org.apache.iggy.connector.embedded.command.CommandDispatcher;
import org.apache.iggy.connector.embedded.command.CommandException;
import org.apache.iggy.connector.embedded.release.IggyRelease;
import org.apache.iggy.connector.embedded.session.Session;
import org.apache.iggy.connector.protocol.command.CommandCode;
import org.apache.iggy.connector.protocol.framing.LegacyFraming;
import org.apache.iggy.connector.protocol.status.IggyStatus;
import org.apache.iggy.connector.protocol.wire.MalformedFrameException;

/**
 * Serves a client of Iggy 0.8 or before: a request after the other, answered in the order they
 * came.
 */
final class LegacyHandler implements ProtocolHandler {
  private static final Logger LOG = System.getLogger(LegacyHandler.class.getName());
  private static final int MAX_CONTROL_BODY_BYTES = 10 * 1024 * 1024;
  private static final int MAX_SEND_BODY_BYTES = 256 * 1024 * 1024;

  private final Session session;
  private final CommandDispatcher dispatcher;
  private final RequestInput in;
  private final LegacyResponses out;
  private final LegacyBodies bodies;
  private final ByteBuffer header = ByteBuffer.allocate(LegacyFraming.REQUEST_HEADER_LENGTH);

  LegacyHandler(
      Session session,
      CommandDispatcher dispatcher,
      IggyRelease release,
      RequestInput in,
      ResponseOutput out) {
    this.session = session;
    this.dispatcher = dispatcher;
    this.in = in;
    this.bodies = new LegacyBodies(release);
    this.out = new LegacyResponses(out, bodies);
  }

  @Override
  public boolean serveNext() throws IOException {
    return in.readHeader(header) && serveRequest();
  }

  private boolean serveRequest() throws IOException {
    long length = LegacyFraming.requestBodyLength(header);
    Optional<CommandCode> code =
        CommandCode.of(LegacyFraming.requestCode(header)).filter(c -> !c.isVsrOnly());
    try {
      ByteBuffer body = body(code, length);
      CommandCode command =
          code.orElseThrow(() -> new CommandException(IggyStatus.INVALID_COMMAND));
      dispatcher.execute(session, bodies.decode(command, body), out);
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
  private ByteBuffer body(Optional<CommandCode> code, long length) throws IOException {
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

  @Override
  public void close() {}
}
