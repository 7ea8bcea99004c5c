// SPDX-License-Identifier: Apache-2.0
package org.apache.iggy.connector.embedded.net;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;
import org.apache.iggy.connector.embedded.command.CommandException;
import org.apache.iggy.connector.embedded.session.Session;
import org.apache.iggy.connector.embedded.vsr.ClientId;
import org.apache.iggy.connector.embedded.vsr.ReplyCache;
import org.apache.iggy.connector.embedded.vsr.VsrClient;
import org.apache.iggy.connector.protocol.command.Request;
import org.apache.iggy.connector.protocol.framing.Eviction;
import org.apache.iggy.connector.protocol.framing.EvictionReason;
import org.apache.iggy.connector.protocol.status.IggyStatus;
import org.apache.iggy.connector.protocol.vsr.RefusedBodyException;
import org.apache.iggy.connector.protocol.vsr.VsrOperation;
import org.apache.iggy.connector.protocol.vsr.VsrRequest;
import org.apache.iggy.connector.protocol.wire.MalformedFrameException;

/**
 * Serves what changes streams, topics, groups and users. A number is executed once: a repeated one
 * gets the reply of the first time, or is told that there is none any more.
 */
final class VsrMetadata {
  /** What the real server refuses before it takes a request into its log. */
  private static final Set<IggyStatus> REFUSED_EARLY =
      EnumSet.of(
          IggyStatus.INVALID_COMMAND,
          IggyStatus.UNSUPPORTED_OPTION_KEY,
          IggyStatus.INVALID_OPTION_VALUE,
          IggyStatus.INVALID_TOPIC_SIZE,
          IggyStatus.TOO_MANY_PARTITIONS,
          IggyStatus.PERSONAL_ACCESS_TOKENS_LIMIT_REACHED);

  /** Those whose malformed bodies get no answer. */
  private static final Set<VsrOperation> SILENT_WHEN_MALFORMED =
      EnumSet.of(VsrOperation.JOIN_CONSUMER_GROUP, VsrOperation.LEAVE_CONSUMER_GROUP);

  private final Session session;
  private final VsrService service;
  private final VsrOutput out;

  VsrMetadata(Session session, VsrService service, VsrOutput out) {
    this.session = session;
    this.service = service;
    this.out = out;
  }

  /** Serves a request and answers it. */
  void serve(VsrRequest request, ByteBuffer body, VsrBinding bound) throws IOException {
    VsrClient client = bound.client();
    // Two connections may speak for one client until the older one is told.
    synchronized (client) {
      if (bound.isSuperseded()) {
        out.evicted(
            new Eviction(EvictionReason.SESSION_SUPERSEDED), new ClientId(session.clientId(), 0));
      } else if (request.operation().orElseThrow() == VsrOperation.DELETE_SEGMENTS
          || client.replies().isNew(request.number())) {
        execute(request, body, client.replies());
      } else {
        repeat(request, client.replies().find(request.number()));
      }
    }
  }

  private void repeat(VsrRequest request, Optional<ReplyCache.Entry> first) throws IOException {
    if (first.isEmpty()) {
      out.rejectedToKeep(request, IggyStatus.REQUEST_ALREADY_APPLIED, 0);
    } else if (!first.get().conflictsWith(request.checksum())) {
      out.frame(first.get().frame());
    }
    // Another request under an old number gets no answer.
  }

  private void execute(VsrRequest request, ByteBuffer body, ReplyCache replies) throws IOException {
    try {
      Request<?> decoded = request.decode(body, service.release().vsr().orElseThrow());
      service.dispatcher().execute(session, decoded, new Answers(request, replies));
    } catch (RefusedBodyException e) {
      out.denied(request, e.status());
    } catch (MalformedFrameException e) {
      if (!SILENT_WHEN_MALFORMED.contains(request.operation().orElseThrow())) {
        out.denied(request, IggyStatus.INVALID_COMMAND);
      }
    } catch (CommandException e) {
      if (REFUSED_EARLY.contains(e.status())) {
        out.denied(request, e.status());
      } else {
        keep(request, replies, out.rejectedToKeep(request, e.status(), service.nextLogPosition()));
      }
    }
  }

  private static void keep(VsrRequest request, ReplyCache replies, ByteBuffer frame) {
    if (request.operation().orElseThrow().isMetadata()) {
      replies.add(new ReplyCache.Entry(request.number(), request.checksum(), frame));
    }
  }

  /** Answers one request and keeps the answer. */
  private final class Answers extends Responses {
    private final VsrRequest to;
    private final ReplyCache replies;

    Answers(VsrRequest to, ReplyCache replies) {
      this.to = to;
      this.replies = replies;
    }

    @Override
    public <R> void answered(Request<R> request, R response) throws IOException {
      keep(to, replies, out.answeredToKeep(to, request, response, service.nextLogPosition()));
    }
  }
}
