// SPDX-License-Identifier: Apache-2.0
package org.apache.iggy.connector.protocol.message;

import java.nio.ByteBuffer;
import org.apache.iggy.connector.protocol.hash.XxHash3;
import org.apache.iggy.connector.protocol.wire.WireWriter;

/** Writes messages of any layout back to back, each behind its own {@link MessageHeader}. */
final class LegacyMessageEncoder {
  private LegacyMessageEncoder() {}

  /** Writes the cursor's remaining messages with offset, timestamps and a checksum of their own. */
  static void encode(MessageCursor messages, WireWriter out) {
    ByteBuffer source = messages.buffer().duplicate();
    while (messages.next()) {
      int bodyLength = messages.payloadLength() + messages.userHeadersLength();
      int length = MessageHeader.LENGTH + bodyLength;
      ByteBuffer target = out.reserve(length);
      MessageHeader.id(target, 0, messages.idLow(), messages.idHigh());
      MessageHeader.offset(target, 0, messages.offset());
      MessageHeader.timestampMicros(target, 0, messages.timestampMicros());
      MessageHeader.originTimestampMicros(target, 0, messages.originTimestampMicros());
      MessageHeader.userHeadersLength(target, 0, messages.userHeadersLength());
      MessageHeader.payloadLength(target, 0, messages.payloadLength());
      MessageHeader.clearReserved(target, 0);
      source.limit(messages.payloadPosition() + bodyLength);
      source.position(messages.payloadPosition());
      target.position(MessageHeader.LENGTH);
      target.put(source);
      int hashed = MessageHeader.ID_OFFSET;
      MessageHeader.checksum(target, 0, XxHash3.hash64(target, hashed, length - hashed));
    }
  }

  /** Writes the index that a legacy batch has before its messages. */
  static void encodeIndex(MessageCursor messages, WireWriter out) {
    long end = 0;
    while (messages.next()) {
      end += MessageHeader.LENGTH + messages.payloadLength() + messages.userHeadersLength();
      out.u32(0);
      out.u32(end);
      out.u64(0);
    }
  }
}
