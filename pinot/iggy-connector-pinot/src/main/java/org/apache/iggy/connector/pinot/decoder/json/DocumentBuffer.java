// SPDX-License-Identifier: Apache-2.0
package org.apache.iggy.connector.pinot.decoder.json;

import java.nio.ByteBuffer;

/**
 * A copy of one document with zeros after it, as the readers of this package need it.
 *
 * <p>The copy costs less than what it saves: no look at an end for each byte, and no other way of
 * reading for the last seven of them.
 */
public final class DocumentBuffer {
  private static final int INITIAL_BYTES = 4 * 1024;
  private static final int MAX_KEPT_BYTES = 1 << 20;

  private byte[] bytes = new byte[INITIAL_BYTES];
  private int length;

  /** Makes the range of an array the document. */
  public void load(byte[] source, int offset, int length) {
    reserve(length);
    System.arraycopy(source, offset, bytes, 0, length);
    Words.put(bytes, length, 0);
  }

  /** Makes the range of a buffer the document; its position and limit are neither used nor set. */
  public void load(ByteBuffer source, int index, int length) {
    reserve(length);
    source.duplicate().clear().position(index).get(bytes, 0, length);
    Words.put(bytes, length, 0);
  }

  /** Gives memory back after a very large document. */
  public void trim() {
    if (bytes.length > MAX_KEPT_BYTES) {
      bytes = new byte[INITIAL_BYTES];
      length = 0;
    }
  }

  /** Returns the document from index 0, zeros after it. */
  byte[] bytes() {
    return bytes;
  }

  /** Returns the byte at an index as a number from 0 to 255; at most seven after the end are 0. */
  public int at(int index) {
    return bytes[index] & 0xFF;
  }

  /** Returns the length of the document. */
  public int length() {
    return length;
  }

  private void reserve(int length) {
    this.length = length;
    if (bytes.length - Long.BYTES < length) {
      bytes = new byte[Math.addExact(length, Long.BYTES + (length >> 2))];
    }
  }
}
