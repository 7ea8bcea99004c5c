// SPDX-License-Identifier: Apache-2.0
package org.apache.iggy.connector.protocol.message;

import java.nio.ByteBuffer;
import org.apache.iggy.connector.protocol.hash.XxHash3;
import org.apache.iggy.connector.protocol.wire.WireWriter;

/**
 * Writes messages of any layout back to back, each behind its own {@link MessageHeader}, as one of
 * the legacy layouts has them.
 */
final class LegacyMessageEncoder {
  private final boolean textKeys;
  private final boolean convertsHeaders;
  private final int headerLength;

  /** An encoder of messages that lie in one layout, into a legacy one. */
  LegacyMessageEncoder(MessageLayout from, MessageLayout as) {
    this.textKeys = as == MessageLayout.LEGACY_0_6;
    this.convertsHeaders = textKeys != (from == MessageLayout.LEGACY_0_6);
    this.headerLength = textKeys ? MessageHeader.LENGTH_0_6 : MessageHeader.LENGTH;
  }

  /**
   * Writes the cursor's remaining messages with offset, timestamps and a checksum of their own.
   *
   * @throws IllegalArgumentException when user headers cannot be said in the layout
   */
  void encode(MessageCursor messages, WireWriter out) {
    ByteBuffer source = messages.buffer().duplicate();
    while (messages.next()) {
      int headersLength = userHeadersLength(messages);
      int length = headerLength + messages.payloadLength() + headersLength;
      ByteBuffer target = out.reserve(length);
      MessageHeader.id(target, 0, messages.idLow(), messages.idHigh());
      MessageHeader.offset(target, 0, messages.offset());
      MessageHeader.timestampMicros(target, 0, messages.timestampMicros());
      MessageHeader.originTimestampMicros(target, 0, messages.originTimestampMicros());
      MessageHeader.userHeadersLength(target, 0, headersLength);
      MessageHeader.payloadLength(target, 0, messages.payloadLength());
      if (!textKeys) {
        MessageHeader.clearReserved(target, 0);
      }
      target.position(headerLength);
      copy(source, messages.payloadPosition(), messages.payloadLength(), target);
      encodeUserHeaders(messages, source, target);
      int hashed = MessageHeader.ID_OFFSET;
      MessageHeader.checksum(target, 0, XxHash3.hash64(target, hashed, length - hashed));
    }
  }

  private int userHeadersLength(MessageCursor message) {
    if (!convertsHeaders || message.userHeadersLength() == 0) {
      return message.userHeadersLength();
    }
    UserHeaders headers = message.userHeaders();
    return textKeys ? TextKeyHeaders.encodedLength(headers) : headers.encodedLength();
  }

  private void encodeUserHeaders(MessageCursor message, ByteBuffer source, ByteBuffer target) {
    if (!convertsHeaders || message.userHeadersLength() == 0) {
      copy(source, message.userHeadersPosition(), message.userHeadersLength(), target);
    } else if (textKeys) {
      TextKeyHeaders.encode(message.userHeaders(), target);
    } else {
      message.userHeaders().encode(target);
    }
  }

  private static void copy(ByteBuffer source, int position, int length, ByteBuffer target) {
    source.limit(position + length).position(position);
    target.put(source);
  }

  /** Writes the index that a legacy batch has before its messages. */
  void encodeIndex(MessageCursor messages, WireWriter out) {
    long end = 0;
    while (messages.next()) {
      end += (long) headerLength + messages.payloadLength() + userHeadersLength(messages);
      out.u32(0);
      out.u32(end);
      out.u64(0);
    }
  }
}
