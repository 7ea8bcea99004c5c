// SPDX-License-Identifier: Apache-2.0
package org.apache.iggy.connector.protocol.message;

import java.nio.ByteBuffer;

/**
 * The 48 bytes before every message of a VSR batch, read and written in place.
 *
 * <p>All fields are little-endian; every buffer handed in must have that order. Offset and
 * timestamps are told by the batch's {@link VsrBatchHeader} and the deltas here.
 *
 * <pre>
 *   0                   1                   2                   3
 *   0 1 2 3 4 5 6 7 8 9 0 1 2 3 4 5 6 7 8 9 0 1 2 3 4 5 6 7 8 9 0 1
 *  +---------------------------------------------------------------+
 *  |                 Checksum: XXH3-64 of 8..end                   |  0
 *  |                                                               |
 *  +---------------------------------------------------------------+
 *  |                           Id (u128)                           |  8
 *  |                    low half, then high half                   |
 *  |                                                               |
 *  |                                                               |
 *  +---------------------------------------------------------------+
 *  |              Offset delta: index in the batch                 | 24
 *  +---------------------------------------------------------------+
 *  |     Timestamp delta to the batch's origin timestamp, us       | 28
 *  +---------------------------------------------------------------+
 *  |                      User headers length                      | 32
 *  +---------------------------------------------------------------+
 *  |                        Payload length                         | 36
 *  +---------------------------------------------------------------+
 *  |                       Reserved, always 0                      | 40
 *  |                                                               |
 *  +---------------------------------------------------------------+
 *  |                            Payload                           ... 48
 *  +---------------------------------------------------------------+
 *  |                          User headers                        ...
 *  +---------------------------------------------------------------+
 * </pre>
 *
 * <p>The producer computes the checksum and the server keeps every byte, an id of 0 too. Source:
 * server and SDK 0.9.0.
 */
public final class VsrMessageHeader {
  /** Length of the header. */
  public static final int LENGTH = 48;

  /** XXH3-64 of everything behind it. */
  public static final int CHECKSUM_OFFSET = 0;

  /** Message id, u128: low half first. */
  public static final int ID_OFFSET = 8;

  /** Offset minus the batch's base offset, u32. */
  public static final int OFFSET_DELTA_OFFSET = 24;

  /** Origin timestamp minus the batch's, microseconds, u32. */
  public static final int TIMESTAMP_DELTA_OFFSET = 28;

  /** Length of the user headers behind the payload. */
  public static final int USER_HEADERS_LENGTH_OFFSET = 32;

  /** Length of the payload. */
  public static final int PAYLOAD_LENGTH_OFFSET = 36;

  /** Eight bytes that are always 0. */
  public static final int RESERVED_OFFSET = 40;

  private VsrMessageHeader() {}

  /** The checksum of the message at {@code at}. */
  public static long checksum(ByteBuffer buffer, int at) {
    return buffer.getLong(at + CHECKSUM_OFFSET);
  }

  /** Sets the checksum. */
  public static void checksum(ByteBuffer buffer, int at, long checksum) {
    buffer.putLong(at + CHECKSUM_OFFSET, checksum);
  }

  /** The low 64 bits of the id. */
  public static long idLow(ByteBuffer buffer, int at) {
    return buffer.getLong(at + ID_OFFSET);
  }

  /** The high 64 bits of the id. */
  public static long idHigh(ByteBuffer buffer, int at) {
    return buffer.getLong(at + ID_OFFSET + Long.BYTES);
  }

  /** Sets the id. */
  public static void id(ByteBuffer buffer, int at, long low, long high) {
    buffer.putLong(at + ID_OFFSET, low);
    buffer.putLong(at + ID_OFFSET + Long.BYTES, high);
  }

  /** Offset minus the batch's base offset, 0 to 4294967295. */
  public static long offsetDelta(ByteBuffer buffer, int at) {
    return Integer.toUnsignedLong(buffer.getInt(at + OFFSET_DELTA_OFFSET));
  }

  /** Sets the offset delta, a u32. */
  public static void offsetDelta(ByteBuffer buffer, int at, int delta) {
    buffer.putInt(at + OFFSET_DELTA_OFFSET, delta);
  }

  /** Origin timestamp minus the batch's, microseconds, 0 to 4294967295. */
  public static long timestampDeltaMicros(ByteBuffer buffer, int at) {
    return Integer.toUnsignedLong(buffer.getInt(at + TIMESTAMP_DELTA_OFFSET));
  }

  /** Sets the timestamp delta, a u32. */
  public static void timestampDeltaMicros(ByteBuffer buffer, int at, int deltaMicros) {
    buffer.putInt(at + TIMESTAMP_DELTA_OFFSET, deltaMicros);
  }

  /** Length of the user headers, bytes; negative when damaged. */
  public static int userHeadersLength(ByteBuffer buffer, int at) {
    return buffer.getInt(at + USER_HEADERS_LENGTH_OFFSET);
  }

  /** Sets the length of the user headers. */
  public static void userHeadersLength(ByteBuffer buffer, int at, int lengthBytes) {
    buffer.putInt(at + USER_HEADERS_LENGTH_OFFSET, lengthBytes);
  }

  /** Length of the payload, bytes; negative when damaged. */
  public static int payloadLength(ByteBuffer buffer, int at) {
    return buffer.getInt(at + PAYLOAD_LENGTH_OFFSET);
  }

  /** Sets the length of the payload. */
  public static void payloadLength(ByteBuffer buffer, int at, int lengthBytes) {
    buffer.putInt(at + PAYLOAD_LENGTH_OFFSET, lengthBytes);
  }

  /** The reserved bytes, which must be 0. */
  public static long reserved(ByteBuffer buffer, int at) {
    return buffer.getLong(at + RESERVED_OFFSET);
  }

  /** Sets the reserved bytes to 0. */
  public static void clearReserved(ByteBuffer buffer, int at) {
    buffer.putLong(at + RESERVED_OFFSET, 0);
  }
}
