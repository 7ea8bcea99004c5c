// SPDX-License-Identifier: Apache-2.0
package org.apache.iggy.connector.protocol.framing;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Optional;
import org.apache.iggy.connector.protocol.command.Request;
import org.apache.iggy.connector.protocol.user.Registration;
import org.apache.iggy.connector.protocol.wire.MalformedFrameException;
import org.apache.iggy.connector.protocol.wire.WireReader;
import org.apache.iggy.connector.protocol.wire.WireWriter;

/**
 * The framing of Iggy 0.6 to 0.8. All integers are little-endian.
 *
 * <pre>
 *  Request
 *   0                   1                   2                   3
 *  +---------------------------------------------------------------+
 *  |                    Length: 4 + body bytes                     |  0
 *  +---------------------------------------------------------------+
 *  |                         Command code                          |  4
 *  +---------------------------------------------------------------+
 *  |                             Body                             ...  8
 *  +---------------------------------------------------------------+
 *
 *  Response
 *  +---------------------------------------------------------------+
 *  |                  Status: 0, or an error code                  |  0
 *  +---------------------------------------------------------------+
 *  |                      Length: body bytes                       |  4
 *  +---------------------------------------------------------------+
 *  |                Body; empty when status is not 0              ...  8
 *  +---------------------------------------------------------------+
 * </pre>
 *
 * <p>There is no correlation id: a connection's requests are answered in the order they were sent,
 * which makes the ticket a count.
 */
public final class LegacyFraming implements Framing {
  /** Bytes before a request's body. */
  public static final int REQUEST_HEADER_LENGTH = 8;

  /** Bytes before a response's body. */
  public static final int RESPONSE_HEADER_LENGTH = 8;

  private static final int CODE_LENGTH = 4;

  private final LegacyMessages messages;
  private long requests;
  private long responses;
  private int status;
  private long bodyLength;

  /** Creates a framing for a server of any release; see {@link LegacyMessages}. */
  public LegacyFraming() {
    this(LegacyMessages.seen());
  }

  private LegacyFraming(LegacyMessages messages) {
    this.messages = messages;
  }

  /** A framing for a server of Iggy 0.6, which can be read from without saying so. */
  public static LegacyFraming of06() {
    return new LegacyFraming(LegacyMessages.of06());
  }

  @Override
  public long encodeRequest(Request<?> request, WireWriter out) {
    if (request.code().isVsrOnly()) {
      throw new UnsupportedCommandException(request.code(), generation());
    }
    int start = out.position();
    out.u32(0);
    out.u32(request.code().code());
    try {
      messages.encode(request, out);
    } catch (RuntimeException e) {
      out.truncate(start);
      throw e;
    }
    out.patchLength(start);
    return requests++;
  }

  @Override
  public long encodeAgain(Request<?> request, long ticket, WireWriter out) {
    return encodeRequest(request, out);
  }

  @Override
  public int responseHeaderLength() {
    return RESPONSE_HEADER_LENGTH;
  }

  @Override
  public void readResponseHeader(ByteBuffer header) {
    WireReader in = new WireReader(header);
    long statusCode = in.u32();
    bodyLength = in.u32();
    if (statusCode > Integer.MAX_VALUE) {
      throw new MalformedFrameException("status " + statusCode + " is no status");
    }
    if (responses == requests) {
      throw new MalformedFrameException("a response came that no request asked for");
    }
    status = (int) statusCode;
    responses++;
  }

  @Override
  public long responseTicket() {
    return responses - 1;
  }

  @Override
  public Optional<Eviction> eviction() {
    return Optional.empty();
  }

  @Override
  public int responseStatus(ByteBuffer body) {
    return status;
  }

  @Override
  public long responseBodyLength() {
    return bodyLength;
  }

  @Override
  public <R> R decodeResponse(Request<R> request, ByteBuffer body) {
    return messages.codec(request, body).decode(new WireReader(body));
  }

  @Override
  public Optional<Registration> registration() {
    return Optional.empty();
  }

  @Override
  public Optional<Framing> successor() {
    return Optional.empty();
  }

  @Override
  public ProtocolGeneration generation() {
    return ProtocolGeneration.LEGACY;
  }

  /** Server side: bytes of the request's body, from its 8-byte header; negative when impossible. */
  public static long requestBodyLength(ByteBuffer header) {
    int length = header.duplicate().order(ByteOrder.LITTLE_ENDIAN).getInt(header.position());
    return (length & 0xFFFF_FFFFL) - CODE_LENGTH;
  }

  /** Server side: the command's code, from the request's 8-byte header. */
  public static int requestCode(ByteBuffer header) {
    return header.duplicate().order(ByteOrder.LITTLE_ENDIAN).getInt(header.position() + 4);
  }

  /** Server side: appends a successful response frame. */
  public static <R> void encodeResponse(Request<R> request, R response, WireWriter out) {
    out.u32(0);
    int length = out.position();
    out.u32(0);
    request.responseCodec().encode(response, out);
    out.patchLength(length);
  }

  /** Server side: appends a response frame that carries an error and nothing else. */
  public static void encodeError(int status, WireWriter out) {
    out.u32(status);
    out.u32(0);
  }
}
