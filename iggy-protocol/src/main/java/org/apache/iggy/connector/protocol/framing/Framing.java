// SPDX-License-Identifier: Apache-2.0
package org.apache.iggy.connector.protocol.framing;

import java.nio.ByteBuffer;
import org.apache.iggy.connector.protocol.command.Request;
import org.apache.iggy.connector.protocol.wire.WireWriter;

/**
 * Puts frames around requests and takes them off responses, for one connection.
 *
 * <p>Generations of the protocol differ here and nowhere above: the commands do not know which one
 * carries them. A caller writes a request with {@link #encodeRequest} and keeps the ticket; it then
 * reads {@link #responseHeaderLength} bytes, hands them to {@link #readResponseHeader}, reads as
 * many bytes more as {@link #responseBodyLength} says, and finds the request by {@link
 * #responseTicket}. Requests may be sent before earlier ones are answered. Stateful and not
 * thread-safe.
 */
public interface Framing {
  /**
   * Appends a whole request frame.
   *
   * @return the ticket that the response to it will carry
   */
  long encodeRequest(Request<?> request, WireWriter out);

  /** Bytes before a response's body. */
  int responseHeaderLength();

  /**
   * Reads a response's header from the buffer's position; the buffer is not moved.
   *
   * @throws org.apache.iggy.connector.protocol.wire.MalformedFrameException when it cannot be one
   */
  void readResponseHeader(ByteBuffer header);

  /** Ticket of the request that the header read last answers. */
  long responseTicket();

  /** Status in the header read last; 0 is success, everything else an error without a body. */
  int responseStatus();

  /** Bytes of the body that follow the header read last, 0 to 4294967295. */
  long responseBodyLength();

  /**
   * Reads a successful response's body, between the buffer's position and limit.
   *
   * @throws org.apache.iggy.connector.protocol.wire.MalformedFrameException when it is not an
   *     answer to this request
   */
  <R> R decodeResponse(Request<R> request, ByteBuffer body);
}
