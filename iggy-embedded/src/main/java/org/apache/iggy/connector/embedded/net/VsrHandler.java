// SPDX-License-Identifier: Apache-2.0
package org.apache.iggy.connector.embedded.net;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.nio.ByteBuffer;
import org.apache.iggy.connector.embedded.session.GroupClient;
import org.apache.iggy.connector.embedded.session.Session;
import org.apache.iggy.connector.embedded.vsr.ClientId;
import org.apache.iggy.connector.protocol.framing.Eviction;
import org.apache.iggy.connector.protocol.framing.EvictionReason;
import org.apache.iggy.connector.protocol.status.IggyStatus;
import org.apache.iggy.connector.protocol.vsr.VsrHeader;
import org.apache.iggy.connector.protocol.vsr.VsrOperation;
import org.apache.iggy.connector.protocol.vsr.VsrRequest;

/**
 * Serves a client of Iggy 0.9. What the real server does not answer gets no answer here either, and
 * the connection stays open after every refusal.
 *
 * <p>Used by the connection's thread, but for {@link #evictIfSilent}.
 */
final class VsrHandler implements ProtocolHandler {
  private static final Logger LOG = System.getLogger(VsrHandler.class.getName());

  private final Session session;
  private final VsrService service;
  private final RequestInput in;
  private final VsrOutput out;
  private final VsrReads reads;
  private final VsrWrites writes;
  private final VsrMetadata metadata;
  private final VsrLogins logins;
  private final ByteBuffer header = ByteBuffer.allocate(VsrHeader.LENGTH);
  private volatile VsrBinding binding;

  VsrHandler(Session session, VsrService service, RequestInput in, ResponseOutput out) {
    this.session = session;
    this.service = service;
    this.in = in;
    this.out = new VsrOutput(out, service.reorderReplies());
    this.reads = new VsrReads(session, service, this.out);
    this.writes = new VsrWrites(session, service, this.out);
    this.metadata = new VsrMetadata(session, service, this.out);
    this.logins = new VsrLogins(session, service, this.out);
    session.evictSelf();
    service.opened(this);
  }

  @Override
  public boolean serveNext() throws IOException {
    if (!in.readHeader(header)) {
      return false;
    }
    VsrRequest request = VsrRequest.read(header);
    VsrRequest.Disposition disposition = request.disposition();
    if (disposition == VsrRequest.Disposition.CLOSE) {
      return false;
    }
    ByteBuffer body = in.readBody((int) request.bodyLength());
    switch (disposition) {
      case ANSWER -> serve(request, body);
      case EVICT -> evicted(EvictionReason.INVALID_REQUEST_OPERATION, connectionId());
      default -> LOG.log(Level.DEBUG, () -> session + " gets no answer to " + request);
    }
    return true;
  }

  private void serve(VsrRequest request, ByteBuffer body) throws IOException {
    try {
      if (!request.checksumMatches(body)) {
        out.denied(request, IggyStatus.INVALID_FORMAT);
        return;
      }
      session.heartbeat(service.state().nowMicros());
      execute(request, body, request.operation().orElseThrow());
    } catch (UncheckedIOException e) {
      LOG.log(Level.WARNING, "A request of " + session + " failed on disk", e);
      out.denied(request, IggyStatus.IO_ERROR);
    } catch (RuntimeException e) {
      LOG.log(Level.WARNING, "A request of " + session + " failed", e);
      out.denied(request, IggyStatus.ERROR);
    }
  }

  private void execute(VsrRequest request, ByteBuffer body, VsrOperation operation)
      throws IOException {
    VsrBinding bound = binding;
    switch (operation) {
      case NON_REPLICATED -> reads.serve(request, body, bound);
      case REGISTER -> register(request, body);
      case LOGOUT -> logout(request);
      default -> {
        if (bound == null) {
          evicted(EvictionReason.NO_SESSION, connectionId());
        } else if (operation.isMetadata() || operation == VsrOperation.DELETE_SEGMENTS) {
          metadata.serve(request, body, bound);
        } else {
          writes.serve(request, body, bound);
        }
      }
    }
  }

  private synchronized void register(VsrRequest request, ByteBuffer body) throws IOException {
    VsrBinding registered = logins.register(request, body, binding);
    if (registered != null) {
      binding = registered;
      session.actAs(registered.client().groupClient());
    }
  }

  private void logout(VsrRequest request) throws IOException {
    unbind();
    out.empty(request);
  }

  /** Ends the session, and with it the client's memberships unless it lives on elsewhere. */
  private void unbind() {
    VsrBinding bound = release();
    if (bound == null) {
      return;
    }
    if (service.state().vsrClients().remove(bound.client(), bound.session())) {
      service.state().leaveGroups(bound.client().groupClient());
    }
  }

  /** Takes the connection's client away from it; null when it has none. */
  private synchronized VsrBinding release() {
    VsrBinding bound = binding;
    if (bound != null) {
      binding = null;
      session.logout();
      session.actAs(new GroupClient());
    }
    return bound;
  }

  /** Gives up a member of a group who has sent nothing since a time. Any thread may call it. */
  void evictIfSilent(long sinceMicros) {
    VsrBinding bound = binding;
    boolean member = bound != null && !bound.client().groupClient().groups().isEmpty();
    if (!member || session.lastHeartbeatMicros() >= sinceMicros) {
      return;
    }
    unbind();
    try {
      out.evictedNow(new Eviction(EvictionReason.STALE_CLIENT), connectionId());
    } catch (IOException e) {
      LOG.log(Level.DEBUG, () -> session + " cannot be told that it was given up");
    }
  }

  private void evicted(EvictionReason reason, ClientId client) throws IOException {
    out.evicted(new Eviction(reason), client);
  }

  private ClientId connectionId() {
    return new ClientId(session.clientId(), 0);
  }

  @Override
  public void close() {
    service.closed(this);
    if (service.keepsSessions()) {
      release();
    } else {
      unbind();
    }
  }
}
