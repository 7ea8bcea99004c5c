// SPDX-License-Identifier: Apache-2.0
package org.apache.iggy.connector.protocol.message;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import org.apache.iggy.connector.protocol.hash.XxHash3;
import org.apache.iggy.connector.protocol.wire.MalformedFrameException;

/** Walks messages that lie back to back, each behind its own {@link MessageHeader}. */
class LegacyMessageCursor implements MessageCursor {
  /** After a jump, messages are not counted down: the bytes end the walk. */
  private static final int UNCOUNTED = -1;

  private final ByteBuffer buffer;

  /** The same bytes with a position of its own: reading many payloads makes no object for each. */
  private final ByteBuffer payloads;

  private final int headerLength;
  private final int end;
  private final int start;
  private int remaining;
  private int at;
  private int nextAt;
  private int payloadLength;
  private int userHeadersLength;

  LegacyMessageCursor(ByteBuffer messages, int count) {
    this(messages, count, MessageHeader.LENGTH);
  }

  /** A cursor over messages whose headers end after so many bytes. */
  LegacyMessageCursor(ByteBuffer messages, int count, int headerLength) {
    this.headerLength = headerLength;
    this.buffer =
        messages.order() == ByteOrder.LITTLE_ENDIAN
            ? messages
            : messages.duplicate().order(ByteOrder.LITTLE_ENDIAN);
    this.start = messages.position();
    this.payloads = buffer.duplicate();
    this.nextAt = start;
    this.end = messages.limit();
    this.remaining = count;
  }

  @Override
  public boolean next() {
    if (remaining == 0 || (remaining == UNCOUNTED && nextAt == end)) {
      return false;
    }
    stepTo(nextAt);
    if (remaining != UNCOUNTED) {
      remaining--;
    }
    return true;
  }

  @Override
  public int position() {
    return at;
  }

  @Override
  public void moveTo(int position) {
    if (position < start) {
      throw new MalformedFrameException(
          "position " + position + " is before the batch, which starts at " + start);
    }
    remaining = UNCOUNTED;
    stepTo(position);
  }

  private void stepTo(int position) {
    if (end - position < headerLength) {
      throw leavesBatch(position);
    }
    at = position;
    payloadLength = MessageHeader.payloadLength(buffer, at);
    userHeadersLength = MessageHeader.userHeadersLength(buffer, at);
    long next = (long) at + headerLength + payloadLength + userHeadersLength;
    if (payloadLength < 0 || userHeadersLength < 0 || next > end) {
      throw leavesBatch(position);
    }
    nextAt = (int) next;
  }

  private MalformedFrameException leavesBatch(int position) {
    return new MalformedFrameException(
        "a message leaves its batch: it starts at "
            + position
            + " and the batch ends at "
            + end
            + (remaining == UNCOUNTED ? "" : ", with " + remaining + " messages to come"));
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
    return at + headerLength;
  }

  @Override
  public byte[] payload() {
    byte[] payload = new byte[payloadLength];
    payloads.position(payloadPosition());
    payloads.get(payload);
    return payload;
  }

  @Override
  public int payloadLength() {
    return payloadLength;
  }

  @Override
  public int userHeadersPosition() {
    return at + headerLength + payloadLength;
  }

  @Override
  public int userHeadersLength() {
    return userHeadersLength;
  }

  @Override
  public int length() {
    return headerLength + payloadLength + userHeadersLength;
  }
}
