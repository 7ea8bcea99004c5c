// SPDX-License-Identifier: Apache-2.0
package org.apache.iggy.connector.protocol.message;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import org.apache.iggy.connector.protocol.hash.XxHash3;
import org.apache.iggy.connector.protocol.wire.MalformedFrameException;

/** Walks messages that lie back to back, each behind its own {@link MessageHeader}. */
final class LegacyMessageCursor implements MessageCursor {
  private final ByteBuffer buffer;
  private final int end;
  private int remaining;
  private int at;
  private int nextAt;
  private int payloadLength;
  private int userHeadersLength;

  LegacyMessageCursor(ByteBuffer messages, int count) {
    this.buffer =
        messages.order() == ByteOrder.LITTLE_ENDIAN
            ? messages
            : messages.duplicate().order(ByteOrder.LITTLE_ENDIAN);
    this.nextAt = messages.position();
    this.end = messages.limit();
    this.remaining = count;
  }

  @Override
  public boolean next() {
    if (remaining == 0) {
      return false;
    }
    if (end - nextAt < MessageHeader.LENGTH) {
      throw leavesBatch();
    }
    at = nextAt;
    payloadLength = MessageHeader.payloadLength(buffer, at);
    userHeadersLength = MessageHeader.userHeadersLength(buffer, at);
    long next = (long) at + MessageHeader.LENGTH + payloadLength + userHeadersLength;
    if (payloadLength < 0 || userHeadersLength < 0 || next > end) {
      throw leavesBatch();
    }
    nextAt = (int) next;
    remaining--;
    return true;
  }

  private MalformedFrameException leavesBatch() {
    return new MalformedFrameException(
        "a message leaves its batch: " + (end - nextAt) + " bytes for " + remaining + " messages");
  }

  @Override
  public long offset() {
    return MessageHeader.offset(buffer, at);
  }

  @Override
  public long timestampMicros() {
    return MessageHeader.timestampMicros(buffer, at);
  }

  @Override
  public long originTimestampMicros() {
    return MessageHeader.originTimestampMicros(buffer, at);
  }

  @Override
  public long idLow() {
    return MessageHeader.idLow(buffer, at);
  }

  @Override
  public long idHigh() {
    return MessageHeader.idHigh(buffer, at);
  }

  @Override
  public long checksum() {
    return MessageHeader.checksum(buffer, at);
  }

  @Override
  public boolean checksumMatches() {
    return checksum()
        == XxHash3.hash64(buffer, at + MessageHeader.ID_OFFSET, length() - MessageHeader.ID_OFFSET);
  }

  @Override
  public ByteBuffer buffer() {
    return buffer;
  }

  @Override
  public int payloadPosition() {
    return at + MessageHeader.LENGTH;
  }

  @Override
  public int payloadLength() {
    return payloadLength;
  }

  @Override
  public int userHeadersPosition() {
    return at + MessageHeader.LENGTH + payloadLength;
  }

  @Override
  public int userHeadersLength() {
    return userHeadersLength;
  }

  @Override
  public int length() {
    return MessageHeader.LENGTH + payloadLength + userHeadersLength;
  }
}
