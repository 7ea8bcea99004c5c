// SPDX-License-Identifier: Apache-2.0
package org.apache.iggy.connector.protocol.message;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import org.apache.iggy.connector.protocol.hash.XxHash3;
import org.apache.iggy.connector.protocol.wire.MalformedFrameException;

/**
 * What cursors have in common: a message is a header of fixed length, the payload and the user
 * headers, and its checksum is the hash of all behind it.
 */
abstract class FramedMessageCursor implements MessageCursor {
  /** After a jump, messages are not counted down: the bytes end the walk. */
  static final int UNCOUNTED = -1;

  /** The checksum comes first in every layout and covers everything behind it. */
  private static final int HASHED_FROM = Long.BYTES;

  /** The bytes, little-endian. */
  final ByteBuffer buffer;

  /** Where the messages start and end. */
  final int start;

  final int end;

  /** How many messages are still to come, or {@link #UNCOUNTED}. */
  int remaining;

  /** Where the message that it stands on starts, and the one behind it. */
  int at;

  int nextAt;

  private final int headerLength;

  /** The same bytes with a position of its own: reading many payloads makes no object for each. */
  private final ByteBuffer payloads;

  private int payloadLength;
  private int userHeadersLength;

  /** A cursor over messages whose headers have so many bytes. */
  FramedMessageCursor(ByteBuffer messages, int count, int headerLength) {
    this.headerLength = headerLength;
    this.buffer =
        messages.order() == ByteOrder.LITTLE_ENDIAN
            ? messages
            : messages.duplicate().order(ByteOrder.LITTLE_ENDIAN);
    this.payloads = buffer.duplicate();
    this.start = messages.position();
    this.end = messages.limit();
    this.nextAt = start;
    this.remaining = count;
  }

  /** Whether {@link #next} has nothing to go to. */
  final boolean isAtEnd() {
    return remaining == 0 || (remaining == UNCOUNTED && nextAt == end);
  }

  /**
   * Stands on a message with parts of these lengths, which has to end at {@code limit} or before.
   */
  final void standOn(int position, int payload, int userHeaders, int limit) {
    long next = (long) position + headerLength + payload + userHeaders;
    if (payload < 0 || userHeaders < 0 || next > limit) {
      throw leavesBatch(position);
    }
    at = position;
    payloadLength = payload;
    userHeadersLength = userHeaders;
    nextAt = (int) next;
  }

  /** Fails unless a header fits before {@code limit}. */
  final void requireHeader(int position, int limit) {
    if (limit - position < headerLength) {
      throw leavesBatch(position);
    }
  }

  /** What is wrong with the message at a position that does not fit its batch. */
  abstract MalformedFrameException leavesBatch(int position);

  @Override
  public final int position() {
    return at;
  }

  @Override
  public final boolean checksumMatches() {
    return checksum() == XxHash3.hash64(buffer, at + HASHED_FROM, length() - HASHED_FROM);
  }

  @Override
  public final ByteBuffer buffer() {
    return buffer;
  }

  @Override
  public final int payloadPosition() {
    return at + headerLength;
  }

  @Override
  public final byte[] payload() {
    byte[] payload = new byte[payloadLength];
    payloads.position(payloadPosition());
    payloads.get(payload);
    return payload;
  }

  @Override
  public final int payloadLength() {
    return payloadLength;
  }

  @Override
  public final int userHeadersPosition() {
    return at + headerLength + payloadLength;
  }

  @Override
  public final int userHeadersLength() {
    return userHeadersLength;
  }

  @Override
  public final int length() {
    return headerLength + payloadLength + userHeadersLength;
  }
}
