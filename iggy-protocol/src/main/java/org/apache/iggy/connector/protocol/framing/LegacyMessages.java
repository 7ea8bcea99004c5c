// SPDX-License-Identifier: Apache-2.0
package org.apache.iggy.connector.protocol.framing;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import org.apache.iggy.connector.protocol.command.CommandCode;
import org.apache.iggy.connector.protocol.command.Request;
import org.apache.iggy.connector.protocol.command.ResponseCodec;
import org.apache.iggy.connector.protocol.message.MessageCursor;
import org.apache.iggy.connector.protocol.message.MessageLayout;
import org.apache.iggy.connector.protocol.message.PolledMessages;
import org.apache.iggy.connector.protocol.message.SendMessages;
import org.apache.iggy.connector.protocol.wire.MalformedFrameException;
import org.apache.iggy.connector.protocol.wire.WireWriter;

/**
 * How a legacy server has its messages: as Iggy 0.6, or as 0.7 and 0.8. No request tells one from
 * the other before messages flow, but messages do: each carries a checksum of 64 bits over the rest
 * of itself, which holds in one of the layouts only. So the first message that a connection
 * receives decides; until then, and when a message's checksum holds in neither, it is as 0.7 and
 * 0.8.
 *
 * <p>What is sent to a server of 0.6 before anything was received has to be told: it refuses a
 * batch in the other layout, because the batch's bytes do not add up, and stores none of it.
 */
final class LegacyMessages {
  private static final int COUNT_OFFSET = 12;
  private static final int MESSAGES_OFFSET = 16;

  private MessageLayout layout;

  private LegacyMessages(MessageLayout layout) {
    this.layout = layout;
  }

  /** Decided by what is received. */
  static LegacyMessages seen() {
    return new LegacyMessages(null);
  }

  /** As Iggy 0.6. */
  static LegacyMessages of06() {
    return new LegacyMessages(MessageLayout.LEGACY_0_6);
  }

  /** Writes a request's body. */
  void encode(Request<?> request, WireWriter out) {
    if (layout == MessageLayout.LEGACY_0_6 && request instanceof SendMessages) {
      ((SendMessages) request).encode06(out);
    } else {
      request.encode(out);
    }
  }

  /** What reads a response's body. */
  @SuppressWarnings("unchecked")
  <R> ResponseCodec<R> codec(Request<R> request, ByteBuffer body) {
    if (request.code() != CommandCode.POLL_MESSAGES) {
      return request.responseCodec();
    }
    if (layout == null) {
      layout = layoutOf(body);
    }
    // A poll is answered by polled messages.
    return layout == MessageLayout.LEGACY_0_6
        ? (ResponseCodec<R>) PolledMessages.CODEC_0_6
        : request.responseCodec();
  }

  /** The layout of an answer's messages; null when it cannot be told. */
  private static MessageLayout layoutOf(ByteBuffer body) {
    ByteBuffer answer = body.duplicate().order(ByteOrder.LITTLE_ENDIAN);
    if (answer.remaining() <= MESSAGES_OFFSET
        || answer.getInt(answer.position() + COUNT_OFFSET) < 1) {
      return null;
    }
    ByteBuffer messages = answer.position(answer.position() + MESSAGES_OFFSET);
    if (holdsIn(MessageLayout.LEGACY, messages)) {
      return MessageLayout.LEGACY;
    }
    return holdsIn(MessageLayout.LEGACY_0_6, messages) ? MessageLayout.LEGACY_0_6 : null;
  }

  private static boolean holdsIn(MessageLayout layout, ByteBuffer messages) {
    MessageCursor cursor = layout.cursor(messages, 1);
    try {
      return cursor.next() && cursor.checksumMatches();
    } catch (MalformedFrameException e) {
      return false;
    }
  }
}
