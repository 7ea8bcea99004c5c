// SPDX-License-Identifier: Apache-2.0
package org.apache.iggy.connector.protocol.framing;

import java.nio.ByteBuffer;
import java.util.Optional;
import org.apache.iggy.connector.protocol.command.Request;
import org.apache.iggy.connector.protocol.user.Registration;
import org.apache.iggy.connector.protocol.wire.WireWriter;

/**
 * Puts frames around requests and takes them off responses, for one connection.
 *
 * <p>Generations of the protocol differ here and nowhere above: the commands do not know which one
 * carries them. A caller writes a request with {@link #encodeRequest} and keeps the ticket; it then
 * reads {@link #responseHeaderLength} bytes, hands them to {@link #readResponseHeader}, reads as
 * many bytes more as {@link #responseBodyLength} says, and finds the request by {@link
 * #responseTicket}, unless {@link #eviction} says that the frame is none. Requests may be sent
 * before earlier ones are answered; later generations answer them in any order. Stateful and not
 * thread-safe.
 */
public interface Framing {
  /**
   * Appends a whole request frame.
   *
   * @return the ticket that the response to it will carry
   * @throws UnsupportedCommandException when this generation does not have the command
   * @throws IllegalArgumentException when the request cannot be said in this generation
   */
  long encodeRequest(Request<?> request, WireWriter out);

  /**
   * Appends the frame of an earlier request once more, for a server that asked to try again ({@link
   * org.apache.iggy.connector.protocol.status.IggyStatus#TRANSIENT_NOT_COMMITTED}). A generation
   * that numbers requests writes the same bytes under the same ticket, so that the server does not
   * do twice what it did the first time; legacy servers take it for another request.
   *
   * @param ticket what {@link #encodeRequest} returned for it, on this connection and since the
   *     last login
   * @return the ticket that the response will carry
   */
  long encodeAgain(Request<?> request, long ticket, WireWriter out);

  /** Bytes before a response's body. */
  int responseHeaderLength();

  /**
   * Reads a response's header from the buffer's position; the buffer is not moved.
   *
   * @throws org.apache.iggy.connector.protocol.wire.MalformedFrameException when it cannot be one
   */
  void readResponseHeader(ByteBuffer header);

  /**
   * What the header read last says of the connection instead of answering a request; no body
   * follows, and no ticket. Always empty in the legacy generation.
   */
  Optional<Eviction> eviction();

  /** Ticket of the request that the header read last answers. */
  long responseTicket();

  /**
   * Status of the response whose header was read last: 0 is success, everything else an error.
   *
   * @param body the response's body, between position and limit: VSR has some errors there
   * @throws org.apache.iggy.connector.protocol.wire.MalformedFrameException when it has no status
   */
  int responseStatus(ByteBuffer body);

  /** Bytes of the body that follow the header read last, 0 to 4294967295. */
  long responseBodyLength();

  /**
   * Reads a successful response's body, between the buffer's position and limit.
   *
   * @throws org.apache.iggy.connector.protocol.wire.MalformedFrameException when it is not an
   *     answer to this request
   */
  <R> R decodeResponse(Request<R> request, ByteBuffer body);

  /** What the server told of itself at the last login; always empty in the legacy generation. */
  Optional<Registration> registration();

  /**
   * A framing with which another connection takes over the session of this one, by a login; empty
   * without one, and always in the legacy generation.
   */
  Optional<Framing> successor();

  /** The generation of the protocol. */
  ProtocolGeneration generation();
}
