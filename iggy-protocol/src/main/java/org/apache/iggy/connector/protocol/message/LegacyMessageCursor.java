// SPDX-License-Identifier: Apache-2.0
package org.apache.iggy.connector.protocol.message;

import java.nio.ByteBuffer;
import org.apache.iggy.connector.protocol.wire.MalformedFrameException;

/** Walks messages that lie back to back, each behind its own {@link MessageHeader}. */
class LegacyMessageCursor extends FramedMessageCursor {
  LegacyMessageCursor(ByteBuffer messages, int count) {
    this(messages, count, MessageHeader.LENGTH);
  }

  /** A cursor over messages whose headers end after so many bytes. */
  LegacyMessageCursor(ByteBuffer messages, int count, int headerLength) {
    super(messages, count, headerLength);
  }

  @Override
  public boolean next() {
    if (isAtEnd()) {
      return false;
    }
    stepTo(nextAt);
    if (remaining != UNCOUNTED) {
      remaining--;
    }
    return true;
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
    requireHeader(position, end);
    standOn(
        position,
        MessageHeader.payloadLength(buffer, position),
        MessageHeader.userHeadersLength(buffer, position),
        end);
  }

  @Override
  MalformedFrameException leavesBatch(int position) {
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
}
