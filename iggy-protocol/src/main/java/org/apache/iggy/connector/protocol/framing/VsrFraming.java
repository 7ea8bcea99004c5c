// SPDX-License-Identifier: Apache-2.0
package org.apache.iggy.connector.protocol.framing;

import java.nio.ByteBuffer;
import java.security.SecureRandom;
import java.util.Optional;
import org.apache.iggy.connector.protocol.command.CommandCode;
import org.apache.iggy.connector.protocol.command.Request;
import org.apache.iggy.connector.protocol.hash.XxHash3;
import org.apache.iggy.connector.protocol.message.MessageIds;
import org.apache.iggy.connector.protocol.user.IdentityInfo;
import org.apache.iggy.connector.protocol.user.Registration;
import org.apache.iggy.connector.protocol.vsr.VsrHeader;
import org.apache.iggy.connector.protocol.vsr.VsrOperation;
import org.apache.iggy.connector.protocol.vsr.VsrReply;
import org.apache.iggy.connector.protocol.vsr.VsrRequestBodies;
import org.apache.iggy.connector.protocol.vsr.VsrResponseBodies;
import org.apache.iggy.connector.protocol.wire.MalformedFrameException;
import org.apache.iggy.connector.protocol.wire.WireReader;
import org.apache.iggy.connector.protocol.wire.WireWriter;

/**
 * The framing of Iggy 0.9: a header of 256 bytes before every body, {@link VsrHeader}.
 *
 * <p>A login registers the client under a random id, which is drawn anew for each registration, and
 * binds a session to the connection. Every request has a number of its own, rising from 1, which is
 * its ticket: servers answer in any order and, from 0.9.0 on, take a number that came before for a
 * repetition, so that its send is not carried out. The session ends with a logout, with an {@link
 * Eviction} and with the connection; none of them takes the connection itself down.
 *
 * <p>A repeated number gets the first answer again where it changes metadata, and status 59 ({@link
 * org.apache.iggy.connector.protocol.status.IggyStatus#REQUEST_ALREADY_APPLIED}) when that is no
 * longer known. A repeated send or offset write is carried out again by 0.9.0-edge.5; 0.9.0 answers
 * it without a body.
 *
 * <p>An error stands in the reply's header when the request was refused before it came into the
 * server's log, and in a result section before the body when it was refused on the way out of it;
 * {@link #responseStatus} knows both.
 *
 * <p>A partition takes 32 sends and offset writes that wait for their answers, queues 64 more, and
 * drops the rest without a word.
 *
 * <p>A server does not answer what it takes for a client's fault in the protocol, such as a batch
 * that does not fit its checksum: every request needs a deadline.
 *
 * <p>Messages without an id get a random one here, because this generation of servers leaves an id
 * of 0 as it is, and messages of the same content are told apart by it. The ids follow from client,
 * request and index, so that a request that is encoded again has the same bytes.
 */
public final class VsrFraming implements Framing {
  /**
   * What a request that changes something carries while nobody is logged in: with 0 it would get no
   * answer, with a session that is not there an eviction that says so.
   */
  private static final long NO_SESSION = 1;

  private static final SecureRandom RANDOM = new SecureRandom();

  private final boolean drawsClientIds;
  private long clientLow;
  private long clientHigh;
  private MessageIds messageIds;
  private long lastNumber;
  private long session;
  private Optional<Registration> registration = Optional.empty();

  private Optional<Eviction> eviction = Optional.empty();
  private long number;
  private int operation;
  private int status;
  private long bodyLength;

  /** Creates a framing that draws a random client id for each registration. */
  public VsrFraming() {
    this(0, 0, true);
    drawClientId();
  }

  private VsrFraming(long clientLow, long clientHigh, boolean drawsClientIds) {
    this.drawsClientIds = drawsClientIds;
    setClientId(clientLow, clientHigh);
  }

  /** A framing with a client id of one's own choice, which must not be 0. */
  public static VsrFraming ofClient(long clientLow, long clientHigh) {
    return new VsrFraming(clientLow, clientHigh, false);
  }

  /** The client goes on under its id and with its numbers, registered anew. */
  @Override
  public Optional<Framing> successor() {
    if (registration.isEmpty()) {
      return Optional.empty();
    }
    VsrFraming successor = ofClient(clientLow, clientHigh);
    successor.lastNumber = lastNumber;
    return Optional.of(successor);
  }

  private void drawClientId() {
    // An id of 0 would get no answer.
    setClientId(RANDOM.nextLong() | 1, RANDOM.nextLong());
  }

  private void setClientId(long low, long high) {
    clientLow = low;
    clientHigh = high;
    messageIds = new MessageIds(low, high);
  }

  @Override
  public long encodeRequest(Request<?> request, WireWriter out) {
    VsrOperation requested = VsrOperation.of(request.code());
    if (requested == VsrOperation.REGISTER) {
      if (session == 0 && drawsClientIds) {
        drawClientId();
      }
      return encode(request, requested, 0, out);
    }
    // Only a request that was written uses its number up.
    long ticket = encode(request, requested, lastNumber + 1, out);
    lastNumber = ticket;
    return ticket;
  }

  @Override
  public long encodeAgain(Request<?> request, long ticket, WireWriter out) {
    return encode(request, VsrOperation.of(request.code()), ticket, out);
  }

  private long encode(Request<?> request, VsrOperation requested, long ticket, WireWriter out) {
    int start = out.position();
    out.reserve(VsrHeader.LENGTH);
    try {
      messageIds.startRequest(ticket);
      VsrRequestBodies.encode(request, messageIds, out);
      if (out.position() - start > VsrHeader.MAX_FRAME_BYTES) {
        throw new IllegalArgumentException(
            request.code()
                + " takes "
                + (out.position() - start)
                + " bytes, a frame of Iggy 0.9 has at most "
                + VsrHeader.MAX_FRAME_BYTES);
      }
    } catch (RuntimeException e) {
      out.truncate(start);
      throw e;
    }
    writeHeader(request.code(), requested, ticket, start, out);
    return ticket;
  }

  private void writeHeader(
      CommandCode code, VsrOperation requested, long ticket, int start, WireWriter out) {
    ByteBuffer frame = VsrHeader.write(VsrHeader.REQUEST, start, out);
    frame.putLong(start + VsrHeader.REQUEST_CLIENT_OFFSET, clientLow);
    frame.putLong(start + VsrHeader.REQUEST_CLIENT_OFFSET + Long.BYTES, clientHigh);
    frame.putLong(start + VsrHeader.REQUEST_NUMBER_OFFSET, ticket);
    frame.put(start + VsrHeader.REQUEST_OPERATION_OFFSET, (byte) requested.code());
    frame.putLong(start + VsrHeader.REQUEST_SESSION_OFFSET, sessionFor(requested));
    if (requested == VsrOperation.NON_REPLICATED) {
      frame.putInt(start + VsrHeader.REQUEST_CODE_OFFSET, code.code());
    }
    if (requested.isStamped()) {
      int bodyAt = start + VsrHeader.LENGTH;
      long checksum = XxHash3.hash64(frame, bodyAt, frame.limit() - bodyAt);
      frame.putLong(start + VsrHeader.REQUEST_CHECKSUM_OFFSET, checksum);
    }
  }

  private long sessionFor(VsrOperation requested) {
    if (requested == VsrOperation.REGISTER) {
      return 0;
    }
    return session == 0 && requested != VsrOperation.NON_REPLICATED ? NO_SESSION : session;
  }

  @Override
  public int responseHeaderLength() {
    return VsrHeader.LENGTH;
  }

  @Override
  public void readResponseHeader(ByteBuffer header) {
    VsrReply reply = VsrReply.read(header);
    eviction = reply.eviction();
    bodyLength = reply.bodyLength();
    if (eviction.isPresent()) {
      endSession(eviction.get().reason());
      return;
    }
    number = reply.number();
    operation = reply.operation();
    status = reply.status();
    if (Long.compareUnsigned(number, lastNumber) > 0) {
      throw new MalformedFrameException(
          "a response came to request "
              + Long.toUnsignedString(number)
              + ", the last one sent is "
              + lastNumber);
    }
  }

  private void endSession(EvictionReason reason) {
    if (reason == EvictionReason.NO_SESSION || reason == EvictionReason.STALE_CLIENT) {
      session = 0;
    }
  }

  @Override
  public Optional<Eviction> eviction() {
    return eviction;
  }

  @Override
  public long responseTicket() {
    return number;
  }

  @Override
  public int responseStatus(ByteBuffer body) {
    return status != 0 ? status : VsrReply.resultStatus(operation, body);
  }

  @Override
  public long responseBodyLength() {
    return bodyLength;
  }

  @Override
  public <R> R decodeResponse(Request<R> request, ByteBuffer body) {
    WireReader in = new WireReader(body);
    VsrReply.skipResult(operation, in);
    R response = VsrResponseBodies.codec(request).decode(in);
    if (response instanceof IdentityInfo) {
      registration = ((IdentityInfo) response).registration();
      session = registration.map(Registration::session).orElse(0L);
    } else if (request.code() == CommandCode.LOGOUT_USER) {
      session = 0;
    }
    return response;
  }

  @Override
  public Optional<Registration> registration() {
    return registration;
  }

  @Override
  public ProtocolGeneration generation() {
    return ProtocolGeneration.VSR;
  }
}
