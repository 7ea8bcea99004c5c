// SPDX-License-Identifier: Apache-2.0
package org.apache.iggy.connector.protocol.message;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import org.apache.iggy.connector.protocol.hash.XxHash3;

/**
 * The checksum of a VSR batch: XXH3-64 of the header's bytes 0..39 and 48..51 and then the 8 bytes
 * of each message's own checksum, in order.
 *
 * <p>Payloads count through their messages' checksums, so that whoever sets offset and timestamp
 * anew has to read 8 bytes a message only. Made once and used again, for it keeps memory; not
 * thread-safe.
 */
public final class VsrBatchChecksum {
  /** Bytes of the header that are hashed. */
  static final int HEADER_BYTES = VsrBatchHeader.CHECKSUM_OFFSET + Integer.BYTES;

  private ByteBuffer hashed = ByteBuffer.allocate(1024).order(ByteOrder.LITTLE_ENDIAN);

  /**
   * Computes the checksum of the batch at {@code at} in a little-endian buffer.
   *
   * @throws org.apache.iggy.connector.protocol.wire.MalformedFrameException when messages leave the
   *     batch
   */
  public long compute(ByteBuffer buffer, int at) {
    int count = VsrBatchHeader.count(buffer, at);
    ByteBuffer range = buffer.duplicate().order(ByteOrder.LITTLE_ENDIAN);
    range.position(at);
    MessageCursor messages = MessageLayout.VSR.cursor(range, count);
    boolean hasMessage = messages.next();
    ByteBuffer sums = room(HEADER_BYTES + Long.BYTES * count);
    copyHeader(buffer, at, sums, 0);
    int position = HEADER_BYTES;
    while (hasMessage) {
      sums.putLong(position, messages.checksum());
      position += Long.BYTES;
      hasMessage = messages.next();
    }
    return XxHash3.hash64(sums, 0, position);
  }

  /** Copies the bytes of a header that are hashed. */
  static void copyHeader(ByteBuffer from, int at, ByteBuffer to, int position) {
    for (int i = 0; i < VsrBatchHeader.CHECKSUM_OFFSET; i += Long.BYTES) {
      to.putLong(position + i, from.getLong(at + i));
    }
    to.putInt(position + VsrBatchHeader.CHECKSUM_OFFSET, VsrBatchHeader.count(from, at));
  }

  private ByteBuffer room(int bytes) {
    if (hashed.capacity() < bytes) {
      hashed = ByteBuffer.allocate(2 * bytes).order(ByteOrder.LITTLE_ENDIAN);
    }
    return hashed;
  }
}
