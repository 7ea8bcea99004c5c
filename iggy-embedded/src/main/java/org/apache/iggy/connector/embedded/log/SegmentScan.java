// SPDX-License-Identifier: Apache-2.0
package org.apache.iggy.connector.embedded.log;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import org.apache.iggy.connector.protocol.message.MessageBatchEncoder;
import org.apache.iggy.connector.protocol.message.MessageHeader;

/**
 * Reads a segment's file from its start and finds how far its messages are good.
 *
 * <p>A message is good when it lies whole in the file, has the offset behind the one before, and
 * its checksum fits its bytes. Reads in windows, so a large segment takes little memory.
 */
final class SegmentScan {
  private static final int WINDOW_BYTES = 1024 * 1024;

  /** A longer message was never appended; damaged lengths must not cost memory. */
  private static final int MAX_MESSAGE_BYTES =
      MessageHeader.LENGTH
          + MessageBatchEncoder.MAX_PAYLOAD_BYTES
          + MessageBatchEncoder.MAX_USER_HEADERS_BYTES;

  private final StorageFile file;
  private final long baseOffset;
  private final long fileSize;
  private final SparseIndex index = new SparseIndex();
  private ByteBuffer window = ByteBuffer.allocate(WINDOW_BYTES).order(ByteOrder.LITTLE_ENDIAN);
  private long windowStart;
  private long nextOffset;
  private int goodBytes;
  private long lastTimestampMicros;

  private SegmentScan(StorageFile file, long baseOffset, long lastTimestampMicros)
      throws IOException {
    this.file = file;
    this.baseOffset = baseOffset;
    this.fileSize = file.size();
    this.nextOffset = baseOffset;
    this.lastTimestampMicros = lastTimestampMicros;
    this.window.limit(0);
  }

  /**
   * Scans a segment up to its end or its first bad message.
   *
   * @param lastTimestampMicros of the message before the segment
   */
  static SegmentScan of(StorageFile file, long baseOffset, long lastTimestampMicros)
      throws IOException {
    SegmentScan scan = new SegmentScan(file, baseOffset, lastTimestampMicros);
    if (scan.fileSize > Integer.MAX_VALUE) {
      throw new CorruptLogException(
          file + " has " + scan.fileSize + " bytes, more than a segment can have");
    }
    scan.walk();
    return scan;
  }

  private void walk() throws IOException {
    while (load(goodBytes)) {
      int at = (int) (goodBytes - windowStart);
      if (!MessageWalk.isIntact(window, at, window.limit(), nextOffset)) {
        return;
      }
      lastTimestampMicros = MessageHeader.timestampMicros(window, at);
      index.offer((int) (nextOffset - baseOffset), goodBytes, lastTimestampMicros);
      goodBytes += MessageWalk.lengthOf(window, at);
      nextOffset++;
    }
  }

  /** Makes the window hold the message at a position, as far as the file does. */
  private boolean load(long position) throws IOException {
    if (fileSize - position < MessageHeader.LENGTH) {
      return false;
    }
    if (!holds(position, MessageHeader.LENGTH)) {
      fill(position, WINDOW_BYTES);
    }
    int at = (int) (position - windowStart);
    long length =
        (long) MessageHeader.LENGTH
            + Math.max(0, MessageHeader.payloadLength(window, at))
            + Math.max(0, MessageHeader.userHeadersLength(window, at));
    if (length <= Math.min(MAX_MESSAGE_BYTES, fileSize - position) && !holds(position, length)) {
      fill(position, (int) Math.max(WINDOW_BYTES, length));
    }
    return true;
  }

  private boolean holds(long position, long length) {
    return position >= windowStart && position + length <= windowStart + window.limit();
  }

  private void fill(long position, int length) throws IOException {
    if (window.capacity() < length) {
      window = ByteBuffer.allocate(length).order(ByteOrder.LITTLE_ENDIAN);
    }
    window.clear().limit((int) Math.min(window.capacity(), fileSize - position));
    file.read(window, position);
    windowStart = position;
  }

  /** Whether the file ends with its last good message. */
  boolean isClean() {
    return goodBytes == fileSize;
  }

  /**
   * Whether a good message with a later offset stands behind the first bad one: then the bad one is
   * no torn end but damage in the middle.
   */
  boolean hasMessagesBehindDamage() throws IOException {
    for (long at = goodBytes + 1L; fileSize - at >= MessageHeader.LENGTH; at++) {
      if (!holds(at, MessageHeader.LENGTH)) {
        fill(at, WINDOW_BYTES);
      }
      long offset = MessageHeader.offset(window, (int) (at - windowStart));
      if (offset > nextOffset && offset - nextOffset <= fileSize / MessageHeader.LENGTH) {
        load(at);
        if (MessageWalk.isIntact(window, (int) (at - windowStart), window.limit(), offset)) {
          return true;
        }
      }
    }
    return false;
  }

  long fileSize() {
    return fileSize;
  }

  SparseIndex index() {
    return index;
  }

  /** The good messages. */
  SegmentState state() {
    return new SegmentState(nextOffset, goodBytes, lastTimestampMicros, index.view());
  }
}
