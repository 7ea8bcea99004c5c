// SPDX-License-Identifier: Apache-2.0
package org.apache.iggy.connector.pinot.decoder;

import java.io.InputStream;
import java.nio.charset.StandardCharsets;

/**
 * An endless stream that consists of the payloads offered to it, one at a time.
 *
 * <p>It reports an end of input at the end of each payload, which a parser meets only in a document
 * that is cut short.
 */
final class PayloadStream extends InputStream {
  private static final byte[] EMPTY_OBJECT = "{}".getBytes(StandardCharsets.US_ASCII);
  private static final byte[] NOTHING = {};

  private byte[] bytes = NOTHING;
  private int position;
  private int end;
  private long bytesRead;

  /** Starts the stream anew, with an empty JSON object. */
  void restart() {
    bytesRead = 0;
    offer(EMPTY_OBJECT, 0, EMPTY_OBJECT.length);
  }

  /** Makes a range of bytes the next part of the stream; what was left of the last is dropped. */
  void offer(byte[] payload, int offset, int length) {
    bytes = payload;
    position = offset;
    end = offset + length;
  }

  /** Drops the payload, so that it is not kept alive. */
  void release() {
    offer(NOTHING, 0, 0);
  }

  /** Returns how many bytes were read since the start. */
  long bytesRead() {
    return bytesRead;
  }

  @Override
  public int read() {
    if (position == end) {
      return -1;
    }
    bytesRead++;
    return bytes[position++] & 0xFF;
  }

  @Override
  public int read(byte[] target, int offset, int length) {
    int count = Math.min(length, end - position);
    if (count == 0) {
      return length == 0 ? 0 : -1;
    }
    System.arraycopy(bytes, position, target, offset, count);
    position += count;
    bytesRead += count;
    return count;
  }
}
