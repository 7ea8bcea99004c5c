// SPDX-License-Identifier: Apache-2.0
package org.apache.iggy.connector.protocol.message;

import java.nio.ByteBuffer;

/**
 * The 64 bytes before every message, read and written in place.
 *
 * <p>All fields are little-endian; every buffer handed in must have that order. The payload follows
 * the header, and the user headers follow the payload.
 *
 * <pre>
 *   0                   1                   2                   3
 *   0 1 2 3 4 5 6 7 8 9 0 1 2 3 4 5 6 7 8 9 0 1 2 3 4 5 6 7 8 9 0 1
 *  +---------------------------------------------------------------+
 *  |                                                               |  0
 *  |                   Checksum: XXH3-64 of 8..end                 |
 *  +---------------------------------------------------------------+
 *  |                                                               |  8
 *  |                           Id (u128)                           |
 *  |                    low half, then high half                   |
 *  |                                                               |
 *  +---------------------------------------------------------------+
 *  |                            Offset                             | 24
 *  |                                                               |
 *  +---------------------------------------------------------------+
 *  |            Timestamp: appended, microseconds                  | 32
 *  |                                                               |
 *  +---------------------------------------------------------------+
 *  |        Origin timestamp: by the producer, microseconds        | 40
 *  |                                                               |
 *  +---------------------------------------------------------------+
 *  |                      User headers length                      | 48
 *  +---------------------------------------------------------------+
 *  |                        Payload length                         | 52
 *  +---------------------------------------------------------------+
 *  |                       Reserved, always 0                      | 56
 *  |                                                               |
 *  +---------------------------------------------------------------+
 *  |                            Payload                           ... 64
 *  +---------------------------------------------------------------+
 *  |                          User headers                        ...
 *  +---------------------------------------------------------------+
 * </pre>
 *
 * <p>The server overwrites checksum, offset and timestamp (one timestamp for a whole batch), and
 * gives an id of 0 a random UUID. Source: the message layout of Iggy 0.7 and 0.8.
 */
public final class MessageHeader {
  /** Length of the header. */
  public static final int LENGTH = 64;

  /** Length of the header in Iggy 0.6, which does not have the reserved bytes. */
  public static final int LENGTH_0_6 = 56;

  /** XXH3-64 of everything behind it. */
  public static final int CHECKSUM_OFFSET = 0;

  /** Message id, u128: low half first. */
  public static final int ID_OFFSET = 8;

  /** Offset in the partition. */
  public static final int OFFSET_OFFSET = 24;

  /** When the server appended the message, microseconds since the epoch. */
  public static final int TIMESTAMP_OFFSET = 32;

  /** When the producer made the message, microseconds since the epoch. */
  public static final int ORIGIN_TIMESTAMP_OFFSET = 40;

  /** Length of the user headers behind the payload. */
  public static final int USER_HEADERS_LENGTH_OFFSET = 48;

  /** Length of the payload. */
  public static final int PAYLOAD_LENGTH_OFFSET = 52;

  /** Eight bytes that are always 0. */
  public static final int RESERVED_OFFSET = 56;

  private MessageHeader() {}

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
    return buffer.getLong(at + ID_OFFSET + 8);
  }

  /** Sets the id. */
  public static void id(ByteBuffer buffer, int at, long low, long high) {
    buffer.putLong(at + ID_OFFSET, low);
    buffer.putLong(at + ID_OFFSET + 8, high);
  }

  /** The offset in the partition. */
  public static long offset(ByteBuffer buffer, int at) {
    return buffer.getLong(at + OFFSET_OFFSET);
  }

  /** Sets the offset. */
  public static void offset(ByteBuffer buffer, int at, long offset) {
    buffer.putLong(at + OFFSET_OFFSET, offset);
  }

  /** When the server appended it, microseconds since the epoch. */
  public static long timestampMicros(ByteBuffer buffer, int at) {
    return buffer.getLong(at + TIMESTAMP_OFFSET);
  }

  /** Sets when the server appended it. */
  public static void timestampMicros(ByteBuffer buffer, int at, long timestampMicros) {
    buffer.putLong(at + TIMESTAMP_OFFSET, timestampMicros);
  }

  /** When the producer made it, microseconds since the epoch. */
  public static long originTimestampMicros(ByteBuffer buffer, int at) {
    return buffer.getLong(at + ORIGIN_TIMESTAMP_OFFSET);
  }

  /** Sets when the producer made it. */
  public static void originTimestampMicros(ByteBuffer buffer, int at, long timestampMicros) {
    buffer.putLong(at + ORIGIN_TIMESTAMP_OFFSET, timestampMicros);
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

  /** Sets the reserved bytes to 0. */
  public static void clearReserved(ByteBuffer buffer, int at) {
    buffer.putLong(at + RESERVED_OFFSET, 0);
  }
}
