// SPDX-License-Identifier: Apache-2.0
package org.apache.iggy.connector.protocol.hash;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Objects;

/**
 * XXH32 with seed 0: how Iggy maps a message key to a partition and a consumer's name to its id.
 *
 * <p>Iggy takes the hash as an unsigned number: partition = {@code Integer.remainderUnsigned(hash,
 * partitions)}.
 *
 * <p>Keeps no state and is safe for use by many threads. Reads are absolute and little-endian: a
 * buffer's position, limit and byte order are left as they are.
 *
 * @see <a href="https://github.com/Cyan4973/xxHash/blob/dev/doc/xxhash_spec.md">the xxHash
 *     specification</a>
 */
public final class XxHash32 {
  private static final VarHandle BUFFER_INT =
      MethodHandles.byteBufferViewVarHandle(int[].class, ByteOrder.LITTLE_ENDIAN);

  private static final int PRIME_1 = 0x9E3779B1;
  private static final int PRIME_2 = 0x85EBCA77;
  private static final int PRIME_3 = 0xC2B2AE3D;
  private static final int PRIME_4 = 0x27D4EB2F;
  private static final int PRIME_5 = 0x165667B1;

  /** PRIME_1 + PRIME_2, which overflows as the specification means it to. */
  private static final int FIRST_LANE = 0x24234428;

  private static final int STRIPE_BYTES = 16;

  private XxHash32() {}

  /**
   * Hashes a whole array.
   *
   * @param data the bytes to hash
   * @return the 32-bit hash, to be taken as unsigned
   */
  public static int hash32(byte[] data) {
    return hash32(ByteBuffer.wrap(data), 0, data.length);
  }

  /**
   * Hashes a range of a heap or direct buffer.
   *
   * @param buffer the buffer to read; its position, limit and byte order do not change
   * @param position absolute index of the first byte
   * @param length number of bytes, 0 or more
   * @return the 32-bit hash, to be taken as unsigned
   * @throws IndexOutOfBoundsException when the range does not lie between 0 and the buffer's limit
   */
  public static int hash32(ByteBuffer buffer, int position, int length) {
    Objects.checkFromIndexSize(position, length, buffer.limit());
    int striped = length - length % STRIPE_BYTES;
    int hash = length + (striped > 0 ? hashStripes(buffer, position, striped) : PRIME_5);
    int at = position + striped;
    int end = position + length;
    for (; end - at >= Integer.BYTES; at += Integer.BYTES) {
      hash = Integer.rotateLeft(hash + readInt(buffer, at) * PRIME_3, 17) * PRIME_4;
    }
    for (; at < end; at++) {
      hash = Integer.rotateLeft(hash + (buffer.get(at) & 0xFF) * PRIME_5, 11) * PRIME_1;
    }
    return avalanche(hash);
  }

  private static int hashStripes(ByteBuffer buffer, int position, int length) {
    int lane1 = FIRST_LANE;
    int lane2 = PRIME_2;
    int lane3 = 0;
    int lane4 = -PRIME_1;
    for (int at = position; at < position + length; at += STRIPE_BYTES) {
      lane1 = round(lane1, readInt(buffer, at));
      lane2 = round(lane2, readInt(buffer, at + 4));
      lane3 = round(lane3, readInt(buffer, at + 8));
      lane4 = round(lane4, readInt(buffer, at + 12));
    }
    return Integer.rotateLeft(lane1, 1)
        + Integer.rotateLeft(lane2, 7)
        + Integer.rotateLeft(lane3, 12)
        + Integer.rotateLeft(lane4, 18);
  }

  private static int round(int lane, int data) {
    return Integer.rotateLeft(lane + data * PRIME_2, 13) * PRIME_1;
  }

  private static int avalanche(int value) {
    int hash = (value ^ (value >>> 15)) * PRIME_2;
    hash = (hash ^ (hash >>> 13)) * PRIME_3;
    return hash ^ (hash >>> 16);
  }

  private static int readInt(ByteBuffer buffer, int position) {
    return (int) BUFFER_INT.get(buffer, position);
  }
}
