// SPDX-License-Identifier: Apache-2.0
package org.apache.iggy.connector.client.reader;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import org.apache.iggy.connector.client.IggyException;
import org.apache.iggy.connector.protocol.message.MessageCursor;
import org.apache.iggy.connector.protocol.message.MessageLayout;
import org.apache.iggy.connector.protocol.message.PolledMessages;
import org.apache.iggy.connector.protocol.status.ErrorCategory;
import org.apache.iggy.connector.protocol.wire.MalformedFrameException;

/**
 * The messages of the answer that came last, checked, with the positions of each: one walk over
 * them is dear enough, because it touches all their headers.
 *
 * <p>One object for a reader's life; every answer replaces the one before.
 */
final class IndexedBatch {
  private static final int INITIAL_POSITIONS = 1024;

  private static final ByteBuffer NO_BYTES = ByteBuffer.allocate(0).order(ByteOrder.LITTLE_ENDIAN);

  private int[] positions = new int[INITIAL_POSITIONS];
  private int[] payloadPositions = new int[INITIAL_POSITIONS];
  private int[] payloadLengths = new int[INITIAL_POSITIONS];
  private long[] fingerprints = new long[INITIAL_POSITIONS];
  private PolledMessages polled;
  private MessageCursor message;
  private long generation;
  private int count;
  private int end;
  private long askedOffset;
  private long lastOffset;
  private long currentOffset = -1;

  /**
   * Takes an answer and checks it.
   *
   * @param asked the offset that was asked for
   * @throws MalformedFrameException when a message leaves the answer
   * @throws IggyException when offsets do not ascend from {@code asked}
   */
  void load(PolledMessages answer, long asked) {
    clear();
    makeRoom(answer.count());
    MessageCursor cursor = answer.cursor();
    long previous = asked - 1;
    int walked = 0;
    while (cursor.next()) {
      long offset = cursor.offset();
      if (offset <= previous) {
        throw outOfOrder(asked, walked, previous, offset);
      }
      previous = offset;
      positions[walked] = cursor.position();
      payloadPositions[walked] = cursor.payloadPosition();
      payloadLengths[walked] = cursor.payloadLength();
      fingerprints[walked++] = DeliveredHistory.fingerprint(cursor);
    }
    end = walked == 0 ? 0 : cursor.position() + cursor.length();
    polled = answer;
    message = cursor;
    count = walked;
    askedOffset = asked;
    lastOffset = previous;
    currentOffset = answer.currentOffset();
  }

  private void makeRoom(int messages) {
    if (messages > positions.length) {
      positions = new int[Math.max(messages, positions.length * 2)];
      payloadPositions = new int[positions.length];
      payloadLengths = new int[positions.length];
      fingerprints = new long[positions.length];
    }
  }

  private static IggyException outOfOrder(long asked, int index, long previous, long offset) {
    return new IggyException(
        ErrorCategory.PERMANENT,
        "the server's answer is out of order: asked from offset "
            + asked
            + ", message "
            + index
            + " has offset "
            + Long.toUnsignedString(offset)
            + " where at least "
            + (previous + 1)
            + " is due");
  }

  /** Forgets the messages, whose buffer is about to be used again. */
  void clear() {
    generation++;
    count = 0;
    end = 0;
    polled = null;
    message = null;
  }

  /** Whether it holds what the server has at this offset, or behind it if there is a gap. */
  boolean covers(long offset) {
    return count > 0 && offset >= askedOffset && offset <= lastOffset;
  }

  /** Index of the first message at or behind an offset. */
  int indexOf(long offset) {
    int low = 0;
    int high = count;
    while (low < high) {
      int middle = (low + high) >>> 1;
      if (offset(middle) < offset) {
        low = middle + 1;
      } else {
        high = middle;
      }
    }
    return low;
  }

  MessageCursor message(int index) {
    message.moveTo(positions[index]);
    return message;
  }

  /** A cursor over the first messages, as many as said. */
  MessageCursor newCursor(int end) {
    return polled == null ? MessageLayout.LEGACY.cursor(NO_BYTES, 0) : polled.cursor(end);
  }

  int payloadPosition(int index) {
    return payloadPositions[index];
  }

  int payloadLength(int index) {
    return payloadLengths[index];
  }

  long offset(int index) {
    return message(index).offset();
  }

  /** What tells the message at an index from any other. */
  long fingerprint(int index) {
    return fingerprints[index];
  }

  /** Adds all messages to a history. */
  void record(DeliveredHistory history) {
    if (lastOffset - offset(0) == count - 1) {
      history.record(offset(0), fingerprints, 0, count);
      return;
    }
    for (int i = 0; i < count; i++) {
      history.record(offset(i), fingerprints, i, 1);
    }
  }

  /** Bytes of the messages from an index on, up to another. */
  int sizeBytes(int from, int to) {
    return (to == count ? end : positions[to]) - (from == count ? end : positions[from]);
  }

  int count() {
    return count;
  }

  long lastOffset() {
    return lastOffset;
  }

  /** What the latest answer said, kept when the messages are forgotten. */
  long currentOffset() {
    return currentOffset;
  }

  /** Changes whenever the messages do. */
  long generation() {
    return generation;
  }
}
