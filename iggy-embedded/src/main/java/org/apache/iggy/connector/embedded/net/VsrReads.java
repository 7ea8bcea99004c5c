// SPDX-License-Identifier: Apache-2.0
package org.apache.iggy.connector.embedded.net;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Optional;
import org.apache.iggy.connector.embedded.command.CommandException;
import org.apache.iggy.connector.embedded.command.PolledBatch;
import org.apache.iggy.connector.embedded.command.ResponseSink;
import org.apache.iggy.connector.embedded.session.GroupClient;
import org.apache.iggy.connector.embedded.session.Session;
import org.apache.iggy.connector.embedded.vsr.ClientId;
import org.apache.iggy.connector.embedded.vsr.VsrClient;
import org.apache.iggy.connector.protocol.command.CommandCode;
import org.apache.iggy.connector.protocol.command.Request;
import org.apache.iggy.connector.protocol.framing.Eviction;
import org.apache.iggy.connector.protocol.framing.EvictionReason;
import org.apache.iggy.connector.protocol.status.IggyStatus;
import org.apache.iggy.connector.protocol.vsr.VsrOperation;
import org.apache.iggy.connector.protocol.vsr.VsrRequest;
import org.apache.iggy.connector.protocol.wire.MalformedFrameException;

/** Serves what is not replicated: everything that changes nothing but stored offsets. */
final class VsrReads {
  private final Session session;
  private final VsrService service;
  private final VsrOutput out;

  VsrReads(Session session, VsrService service, VsrOutput out) {
    this.session = session;
    this.service = service;
    this.out = out;
  }

  /** Serves a request and answers it; {@code bound} is null before the login. */
  void serve(VsrRequest request, ByteBuffer body, VsrBinding bound) throws IOException {
    Optional<CommandCode> command = request.command();
    if (command.filter(VsrReads::isLegacyLogin).isPresent()) {
      out.evicted(new Eviction(EvictionReason.MALFORMED_LOGIN), ClientId.of(request));
    } else if (command.filter(CommandCode.PING::equals).isPresent()) {
      out.empty(request);
    } else if (bound == null) {
      out.denied(request, IggyStatus.UNAUTHENTICATED);
    } else if (command.isEmpty()) {
      out.denied(request, IggyStatus.INVALID_COMMAND);
    } else if (!isRead(command.get())) {
      out.denied(request, IggyStatus.FEATURE_UNAVAILABLE);
    } else {
      execute(request, body, command.get(), bound);
    }
  }

  /** Flushing does not exist, and what is replicated has operations of its own. */
  private static boolean isRead(CommandCode command) {
    return command != CommandCode.FLUSH_UNSAVED_BUFFER
        && VsrOperation.of(command) == VsrOperation.NON_REPLICATED;
  }

  private static boolean isLegacyLogin(CommandCode command) {
    return command == CommandCode.LOGIN_USER
        || command == CommandCode.LOGIN_WITH_PERSONAL_ACCESS_TOKEN;
  }

  private void execute(VsrRequest request, ByteBuffer body, CommandCode command, VsrBinding bound)
      throws IOException {
    boolean ofMember =
        command == CommandCode.POLL_MESSAGES || command == CommandCode.SYNC_CONSUMER_GROUP;
    if (ofMember) {
      session.actAs(groupClient(request, bound));
    }
    try {
      Request<?> decoded = request.decode(body, service.release().vsr().orElseThrow());
      service.dispatcher().execute(session, decoded, new Answers(request));
    } catch (CommandException e) {
      out.denied(request, e.status());
    } catch (MalformedFrameException e) {
      refuseMalformed(request, command);
    } finally {
      if (ofMember) {
        session.actAs(bound.client().groupClient());
      }
    }
  }

  /** What concerns members goes by the client that the request names, registered here or not. */
  private GroupClient groupClient(VsrRequest request, VsrBinding bound) {
    ClientId named = ClientId.of(request);
    return named.equals(bound.client().id())
        ? bound.client().groupClient()
        : service
            .state()
            .vsrClients()
            .find(named)
            .map(VsrClient::groupClient)
            .orElseGet(GroupClient::new);
  }

  private void refuseMalformed(VsrRequest request, CommandCode command) throws IOException {
    switch (command) {
      case POLL_MESSAGES -> out.polled(request, PolledBatch.NOTHING);
      case GET_CONSUMER_OFFSET, SYNC_CONSUMER_GROUP -> out.empty(request);
      default -> out.denied(request, IggyStatus.INVALID_COMMAND);
    }
  }

  /** Answers one request. */
  private final class Answers implements ResponseSink {
    private final VsrRequest to;

    Answers(VsrRequest to) {
      this.to = to;
    }

    @Override
    public <R> void answered(Request<R> request, R response) throws IOException {
      out.answered(to, request, response, 0);
    }

    @Override
    public void polled(PolledBatch batch) throws IOException {
      out.polled(to, batch);
    }
  }
}
