// SPDX-License-Identifier: Apache-2.0
package org.apache.iggy.connector.client;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;
import org.apache.iggy.connector.client.transport.Deadline;
import org.apache.iggy.connector.client.transport.Transport;
import org.apache.iggy.connector.protocol.command.Request;
import org.apache.iggy.connector.protocol.framing.Eviction;
import org.apache.iggy.connector.protocol.framing.Framing;
import org.apache.iggy.connector.protocol.framing.ProtocolGeneration;
import org.apache.iggy.connector.protocol.message.PolledMessages;
import org.apache.iggy.connector.protocol.status.ErrorCategory;
import org.apache.iggy.connector.protocol.user.Registration;
import org.apache.iggy.connector.protocol.wire.WireWriter;

/**
 * The requests that are on the wire of one transport, and their answers, in whatever order these
 * come.
 *
 * <p>An answer that is waited for is handed out where it lies in the buffer, without a copy. One
 * that comes while another is waited for is kept on memory of its own until somebody waits for it;
 * one that nobody waits for any more is dropped. What is kept is bounded by what was asked for, and
 * requests without an answer by a fixed number. One thread at a time.
 */
final class RequestExchange {
  /** Far more than anybody sends ahead: so many answers are missing, not late. */
  private static final int MOST_OPEN = 4096;

  private final IggyAddress address;
  private final Transport transport;
  private final Framing framing;
  private final ResponseBuffer in;
  private final int maxFrameBytes;
  private final WireWriter out = new WireWriter();
  private final Deque<PendingResponse<?>> open = new ArrayDeque<>();
  private boolean headerRead;
  private int untaken;

  /** Exchanges over a transport whose bytes received so far are in the buffer. */
  RequestExchange(
      ConnectionOptions options, Transport transport, Framing framing, ResponseBuffer in) {
    this.address = options.address();
    this.maxFrameBytes = options.maxFrameBytes();
    this.transport = transport;
    this.framing = framing;
    this.in = in;
  }

  /** Forgets what was to be written. */
  void begin() {
    out.clear();
  }

  /** Adds a request to what {@link #write} sends. */
  <R> PendingResponse<R> add(Request<R> request, Deadline deadline) {
    if (open.size() == MOST_OPEN) {
      throw new IggyException(
          ErrorCategory.TRANSIENT, "the server has left " + MOST_OPEN + " requests unanswered");
    }
    PendingResponse<R> pending =
        new PendingResponse<>(request, framing.encodeRequest(request, out), deadline);
    open.add(pending);
    untaken++;
    return pending;
  }

  /**
   * Adds a request that was refused for now once more, to what {@link #write} sends: where requests
   * have numbers, the same bytes under the same number, so that it is done once.
   */
  void addAgain(PendingResponse<?> pending) {
    pending.resent(framing.encodeAgain(pending.request(), pending.ticket(), out));
    open.add(pending);
    untaken++;
  }

  /** Sends what was added. */
  void write(Deadline deadline) throws IOException {
    transport.write(out.view(), deadline);
  }

  /** Has the answer dropped when it comes. */
  void abandon(PendingResponse<?> pending) {
    if (!pending.isAbandoned() && (pending.isKept() || open.contains(pending))) {
      untaken--;
    }
    pending.abandon();
  }

  /**
   * Waits for an answer. After a timeout or an interrupt it can be awaited again.
   *
   * @return what the server answered, perhaps a view that is valid until the next answer is awaited
   * @throws IggyServerException when the server refuses the request
   */
  <R> R await(PendingResponse<R> pending, Deadline deadline) throws IOException {
    if (pending.isKept()) {
      untaken--;
      return pending.takeKept();
    }
    readHeader(deadline);
    while (framing.responseTicket() != pending.ticket()) {
      takeAnother(deadline);
      readHeader(deadline);
    }
    ByteBuffer body = takeBody(deadline);
    close(pending);
    untaken--;
    return decode(pending, body);
  }

  private void takeAnother(Deadline deadline) throws IOException {
    PendingResponse<?> other = find(framing.responseTicket());
    ByteBuffer body = takeBody(deadline);
    if (other != null) {
      close(other);
      if (!other.isAbandoned()) {
        keep(other, body);
      }
    }
  }

  private PendingResponse<?> find(long ticket) {
    for (PendingResponse<?> pending : open) {
      if (pending.ticket() == ticket) {
        return pending;
      }
    }
    return null;
  }

  private void close(PendingResponse<?> pending) {
    if (open.peek() == pending) {
      open.remove();
    } else {
      open.remove(pending);
    }
  }

  private <R> void keep(PendingResponse<R> pending, ByteBuffer body) {
    try {
      pending.keep(detached(decode(pending, body)));
    } catch (IggyServerException e) {
      pending.keep(e);
    }
  }

  /** The answer on memory of its own. */
  @SuppressWarnings("unchecked")
  static <R> R detached(R answer) {
    // The copy has the class of the original, and the class is final.
    return answer instanceof PolledMessages ? (R) ((PolledMessages) answer).copy() : answer;
  }

  private <R> R decode(PendingResponse<R> pending, ByteBuffer body) {
    int status = framing.responseStatus(body);
    if (status != 0) {
      throw new IggyServerException(pending.request().code(), status);
    }
    return framing.decodeResponse(pending.request(), body);
  }

  private void readHeader(Deadline deadline) throws IOException {
    if (headerRead) {
      return;
    }
    int length = framing.responseHeaderLength();
    in.fill(length, transport, deadline);
    framing.readResponseHeader(in.peek(length));
    in.skip(length);
    Optional<Eviction> eviction = framing.eviction();
    if (eviction.isPresent()) {
      throw new IggyEvictedException(address, eviction.get());
    }
    headerRead = true;
  }

  private ByteBuffer takeBody(Deadline deadline) throws IOException {
    long length = framing.responseBodyLength();
    if (length > maxFrameBytes) {
      throw new FrameTooLargeException(length, maxFrameBytes);
    }
    in.fill((int) length, transport, deadline);
    headerRead = false;
    return in.take((int) length);
  }

  /** Whom it is with. */
  IggyAddress address() {
    return address;
  }

  /** The generation of the protocol that is spoken. */
  ProtocolGeneration generation() {
    return framing.generation();
  }

  /** What takes over its session on another connection; empty when there can be none. */
  Optional<Framing> successor() {
    return framing.successor();
  }

  /** What the server told of itself at the login. */
  Optional<Registration> registration() {
    return framing.registration();
  }

  /** How many answers are to be taken by somebody: on their way, or kept. */
  int untaken() {
    return untaken;
  }

  /** Whether nothing is on its way and nothing has come that was not asked for. */
  boolean isIdle() {
    return open.isEmpty() && untaken == 0 && in.isEmpty();
  }
}
