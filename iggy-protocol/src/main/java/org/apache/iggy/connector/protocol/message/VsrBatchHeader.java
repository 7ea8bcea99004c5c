// SPDX-License-Identifier: Apache-2.0
package org.apache.iggy.connector.protocol.message;

import java.nio.ByteBuffer;

/**
 * The 256 bytes before every batch of messages in VSR, read and written in place.
 *
 * <p>All fields are little-endian; every buffer handed in must have that order. The messages follow
 * back to back, each behind its {@link VsrMessageHeader}.
 *
 * <pre>
 *  +---------------------------------------------------------------+
 *  |                Partition; 0 by the producer (u64)             |   0
 *  +---------------------------------------------------------------+
 *  |               Base offset; 0 by the producer (u64)            |   8
 *  +---------------------------------------------------------------+
 *  |   Base timestamp: appended, us; 0 by the producer (u64)       |  16
 *  +---------------------------------------------------------------+
 *  |     Origin timestamp: the smallest of the batch, us (u64)     |  24
 *  +---------------------------------------------------------------+
 *  |          Length: 256 + the messages with headers (u64)        |  32
 *  +---------------------------------------------------------------+
 *  |  Checksum: XXH3-64 of 0..39, 48..51, each message's checksum  |  40
 *  +---------------------------------------------------------------+
 *  |      Count of messages, 1 or more     |                       |  48
 *  +---------------------------------------+                       |
 *  |                   Reserved, must be 0                         |  52
 *  +---------------------------------------------------------------+
 *  |                           Messages                           ... 256
 *  +---------------------------------------------------------------+
 * </pre>
 *
 * <p>The server sets partition, base offset and base timestamp and the checksum anew, and leaves
 * the messages as they are. A poll may return a part of a batch: base offset and base timestamp
 * stay, length, count and checksum are those of the part, so that its first message's offset is the
 * base offset plus that message's delta. Source: server and SDK 0.9.0.
 */
public final class VsrBatchHeader {
  /** Length of the header. */
  public static final int LENGTH = 256;

  /** The partition, u64. */
  public static final int PARTITION_OFFSET = 0;

  /** What the messages' offset deltas count from. */
  public static final int BASE_OFFSET_OFFSET = 8;

  /** When the server appended the batch, microseconds since the epoch. */
  public static final int BASE_TIMESTAMP_OFFSET = 16;

  /** What the messages' timestamp deltas count from, microseconds since the epoch. */
  public static final int ORIGIN_TIMESTAMP_OFFSET = 24;

  /** Bytes of the batch, this header included. */
  public static final int BATCH_LENGTH_OFFSET = 32;

  /** XXH3-64 over what {@link VsrBatchChecksum} says. */
  public static final int CHECKSUM_OFFSET = 40;

  /** How many messages follow, u32. */
  public static final int COUNT_OFFSET = 48;

  /** Bytes that are always 0, up to the header's end. */
  public static final int RESERVED_OFFSET = 52;

  private VsrBatchHeader() {}

  /** Sets all of the header to 0. */
  public static void clear(ByteBuffer buffer, int at) {
    for (int i = 0; i < LENGTH; i += Long.BYTES) {
      buffer.putLong(at + i, 0);
    }
  }

  /** The partition. */
  public static long partition(ByteBuffer buffer, int at) {
    return buffer.getLong(at + PARTITION_OFFSET);
  }

  /** Sets the partition. */
  public static void partition(ByteBuffer buffer, int at, long partition) {
    buffer.putLong(at + PARTITION_OFFSET, partition);
  }

  /** What the messages' offset deltas count from. */
  public static long baseOffset(ByteBuffer buffer, int at) {
    return buffer.getLong(at + BASE_OFFSET_OFFSET);
  }

  /** Sets what the messages' offset deltas count from. */
  public static void baseOffset(ByteBuffer buffer, int at, long offset) {
    buffer.putLong(at + BASE_OFFSET_OFFSET, offset);
  }

  /** When the server appended the batch, microseconds since the epoch. */
  public static long baseTimestampMicros(ByteBuffer buffer, int at) {
    return buffer.getLong(at + BASE_TIMESTAMP_OFFSET);
  }

  /** Sets when the server appended the batch. */
  public static void baseTimestampMicros(ByteBuffer buffer, int at, long timestampMicros) {
    buffer.putLong(at + BASE_TIMESTAMP_OFFSET, timestampMicros);
  }

  /** What the messages' timestamp deltas count from, microseconds since the epoch. */
  public static long originTimestampMicros(ByteBuffer buffer, int at) {
    return buffer.getLong(at + ORIGIN_TIMESTAMP_OFFSET);
  }

  /** Sets what the messages' timestamp deltas count from. */
  public static void originTimestampMicros(ByteBuffer buffer, int at, long timestampMicros) {
    buffer.putLong(at + ORIGIN_TIMESTAMP_OFFSET, timestampMicros);
  }

  /** Bytes of the batch, this header included; negative when damaged. */
  public static long batchLength(ByteBuffer buffer, int at) {
    return buffer.getLong(at + BATCH_LENGTH_OFFSET);
  }

  /** Sets the bytes of the batch, this header included. */
  public static void batchLength(ByteBuffer buffer, int at, long lengthBytes) {
    buffer.putLong(at + BATCH_LENGTH_OFFSET, lengthBytes);
  }

  /** The checksum of the batch. */
  public static long checksum(ByteBuffer buffer, int at) {
    return buffer.getLong(at + CHECKSUM_OFFSET);
  }

  /** Sets the checksum. */
  public static void checksum(ByteBuffer buffer, int at, long checksum) {
    buffer.putLong(at + CHECKSUM_OFFSET, checksum);
  }

  /** How many messages follow; negative when damaged. */
  public static int count(ByteBuffer buffer, int at) {
    return buffer.getInt(at + COUNT_OFFSET);
  }

  /** Sets how many messages follow. */
  public static void count(ByteBuffer buffer, int at, int count) {
    buffer.putInt(at + COUNT_OFFSET, count);
  }

  /** Whether the reserved bytes are 0, as they must be. */
  public static boolean isReservedClear(ByteBuffer buffer, int at) {
    long bits = buffer.getInt(at + RESERVED_OFFSET);
    for (int i = RESERVED_OFFSET + Integer.BYTES; i < LENGTH; i += Long.BYTES) {
      bits |= buffer.getLong(at + i);
    }
    return bits == 0;
  }
}
