// SPDX-License-Identifier: Apache-2.0
package org.apache.iggy.connector.protocol.message;

import org.apache.iggy.connector.protocol.wire.MalformedFrameException;

/** The types that a user header's key or value can have. */
public enum HeaderKind {
  /** Bytes without a meaning to Iggy, 1 to 255 of them. */
  RAW(1, 0),
  /** Text in UTF-8, 1 to 255 bytes. */
  STRING(2, 0),
  /** One byte: 0 false, anything else true. */
  BOOL(3, 1),
  /** A signed 8-bit integer. */
  INT8(4, 1),
  /** A signed 16-bit integer. */
  INT16(5, 2),
  /** A signed 32-bit integer. */
  INT32(6, 4),
  /** A signed 64-bit integer. */
  INT64(7, 8),
  /** A signed 128-bit integer. */
  INT128(8, 16),
  /** An unsigned 8-bit integer. */
  UINT8(9, 1),
  /** An unsigned 16-bit integer. */
  UINT16(10, 2),
  /** An unsigned 32-bit integer. */
  UINT32(11, 4),
  /** An unsigned 64-bit integer. */
  UINT64(12, 8),
  /** An unsigned 128-bit integer. */
  UINT128(13, 16),
  /** An IEEE 754 float of 32 bits. */
  FLOAT32(14, 4),
  /** An IEEE 754 float of 64 bits. */
  FLOAT64(15, 8);

  private static final int MAX_LENGTH = 255;
  private static final HeaderKind[] KINDS = values();

  private final int code;
  private final int fixedLength;

  HeaderKind(int code, int fixedLength) {
    this.code = code;
    this.fixedLength = fixedLength;
  }

  /**
   * The kind with this code.
   *
   * @throws MalformedFrameException when the code is not within 1..15
   */
  public static HeaderKind of(int code) {
    if (code < 1 || code > KINDS.length) {
      throw new MalformedFrameException("user header kind " + code + " is not within 1..15");
    }
    // The constants stand in the order of their codes.
    return KINDS[code - 1];
  }

  /** The code on the wire, 1 to 15. */
  public int code() {
    return code;
  }

  /** Whether a key or value of this kind can take so many bytes. */
  boolean allows(long length) {
    return fixedLength == 0 ? length >= 1 && length <= MAX_LENGTH : length == fixedLength;
  }

  /** The lengths that {@link #allows} accepts, for messages. */
  String allowedLength() {
    return fixedLength == 0 ? "1 to " + MAX_LENGTH : String.valueOf(fixedLength);
  }
}
