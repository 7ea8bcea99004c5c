// SPDX-License-Identifier: Apache-2.0
package org.apache.iggy.connector.embedded.log;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.List;
import org.apache.iggy.connector.protocol.hash.XxHash3;
import org.apache.iggy.connector.protocol.message.MessageHeader;

/**
 * Walks messages that lie back to back in several buffers, each message whole in one of them.
 *
 * <p>It stands on a message, or at the end. It trusts the lengths that it finds. Not thread-safe.
 */
final class MessageWalk {
  private final List<ByteBuffer> buffers;
  private int current;
  private int at;
  private int passed;

  /** Starts on the first message. */
  MessageWalk(List<ByteBuffer> buffers) {
    this.buffers = buffers;
    this.at = buffers.isEmpty() ? 0 : buffers.get(0).position();
  }

  /** Whether it stands behind the last message. */
  boolean atEnd() {
    return current == buffers.size();
  }

  /** Bytes of the messages it has passed. */
  int passedBytes() {
    return passed;
  }

  long timestampMicros() {
    return MessageHeader.timestampMicros(buffers.get(current), at);
  }

  long originTimestampMicros() {
    return MessageHeader.originTimestampMicros(buffers.get(current), at);
  }

  /** Whether the message has this offset, fits its buffer, and has the checksum of its bytes. */
  boolean isIntact(long offset) {
    ByteBuffer buffer = buffers.get(current);
    return isIntact(buffer, at, buffer.limit(), offset);
  }

  /** Moves over messages. */
  void skip(long messages) {
    for (long i = 0; i < messages; i++) {
      ByteBuffer buffer = buffers.get(current);
      forward(lengthOf(buffer, at));
    }
  }

  /** Moves over bytes that end between messages. */
  void skipBytes(int bytes) {
    int left = bytes;
    while (left > 0) {
      int here = Math.min(left, buffers.get(current).limit() - at);
      forward(here);
      left -= here;
    }
  }

  private void forward(int bytes) {
    at += bytes;
    passed += bytes;
    if (at == buffers.get(current).limit()) {
      current++;
      at = atEnd() ? 0 : buffers.get(current).position();
    }
  }

  /** Bytes of the message at {@code at}, as its header says. */
  static int lengthOf(ByteBuffer buffer, int at) {
    return MessageHeader.LENGTH
        + MessageHeader.payloadLength(buffer, at)
        + MessageHeader.userHeadersLength(buffer, at);
  }

  /** Whether a whole message with this offset and a right checksum lies between the two places. */
  static boolean isIntact(ByteBuffer buffer, int at, int end, long offset) {
    return fits(buffer, at, end)
        && MessageHeader.offset(buffer, at) == offset
        && MessageHeader.checksum(buffer, at) == checksumOf(buffer, at, lengthOf(buffer, at));
  }

  /** Whether the message at {@code at} ends at or before {@code end}, as its header says. */
  static boolean fits(ByteBuffer buffer, int at, int end) {
    if (end - at < MessageHeader.LENGTH) {
      return false;
    }
    int payload = MessageHeader.payloadLength(buffer, at);
    int userHeaders = MessageHeader.userHeadersLength(buffer, at);
    return payload >= 0
        && userHeaders >= 0
        && (long) MessageHeader.LENGTH + payload + userHeaders <= end - at;
  }

  /** The checksum that a message of these bytes must have. */
  static long checksumOf(ByteBuffer buffer, int at, int length) {
    return XxHash3.hash64(buffer, at + MessageHeader.ID_OFFSET, length - MessageHeader.ID_OFFSET);
  }

  /** Views of the bytes {@code from..to} of all buffers. */
  static List<ByteBuffer> cut(List<ByteBuffer> buffers, int from, int to) {
    List<ByteBuffer> cut = new ArrayList<>(buffers.size());
    int base = 0;
    for (ByteBuffer buffer : buffers) {
      int start = Math.max(from - base, 0);
      int end = Math.min(to - base, buffer.remaining());
      if (start < end) {
        ByteBuffer view = buffer.duplicate().order(ByteOrder.LITTLE_ENDIAN);
        cut.add(view.position(buffer.position() + start).limit(buffer.position() + end));
      }
      base += buffer.remaining();
    }
    return cut;
  }
}
