// SPDX-License-Identifier: Apache-2.0
package org.apache.iggy.connector.protocol.hash;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Base64;
import java.util.Objects;

/**
 * XXH3-64 with seed 0: the checksum of Iggy's messages and batches.
 *
 * <p>An Iggy message's checksum covers everything behind the checksum field itself: the rest of its
 * header, the payload and the user headers.
 *
 * <p>The algorithm picks one of five shapes by the length of its input: 0, 1 to 16, 17 to 128, 129
 * to 240, and more bytes. The last one keeps eight accumulators ("lanes") and eats stripes of 64
 * bytes, eight bytes a lane, sixteen stripes to a block. A lane only ever meets its neighbour (0
 * with 1, 2 with 3, ...), so this class runs the four pairs one after the other and needs no memory
 * for them.
 *
 * <p>Allocates nothing for buffers, keeps no state, and is safe for use by many threads. Reads are
 * absolute and little-endian: a buffer's position, limit and byte order are left as they are.
 *
 * @see <a href="https://github.com/Cyan4973/xxHash/blob/dev/doc/xxhash_spec.md">the xxHash
 *     specification</a>
 */
public final class XxHash3 {
  private static final VarHandle BUFFER_LONG =
      MethodHandles.byteBufferViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
  private static final VarHandle BUFFER_INT =
      MethodHandles.byteBufferViewVarHandle(int[].class, ByteOrder.LITTLE_ENDIAN);
  private static final VarHandle ARRAY_LONG =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);

  private static final long PRIME32_1 = 0x9E3779B1L;
  private static final long PRIME32_2 = 0x85EBCA77L;
  private static final long PRIME32_3 = 0xC2B2AE3DL;
  private static final long PRIME64_1 = 0x9E3779B185EBCA87L;
  private static final long PRIME64_2 = 0xC2B2AE3D27D4EB4FL;
  private static final long PRIME64_3 = 0x165667B19E3779F9L;
  private static final long PRIME64_4 = 0x85EBCA77C2B2AE63L;
  private static final long PRIME64_5 = 0x27D4EB2F165667C5L;
  private static final long PRIME_MX1 = 0x165667919E3779F9L;
  private static final long PRIME_MX2 = 0x9FB21C651E98DF25L;

  private static final long UNSIGNED_INT = 0xFFFF_FFFFL;

  private static final int STRIPE_BYTES = 64;
  private static final int STRIPES_PER_BLOCK = 16;
  private static final int BLOCK_BYTES = STRIPE_BYTES * STRIPES_PER_BLOCK;

  /** Where the secret's bytes for a block's end, the last stripe and the final merge start. */
  private static final int SCRAMBLE_SECRET = 128;

  private static final int LAST_STRIPE_SECRET = 121;
  private static final int MERGE_SECRET = 11;

  /** The specification's default secret, 192 bytes. */
  private static final byte[] SECRET =
      Base64.getDecoder()
          .decode(
              "uP5sOSOkS758AYEs9yGtHN7UbemDkJfbckCkpLezZx/LeeZOzMDleIJa0H3M/3Ih"
                  + "uAhGdPdDJI7gNZDmgTomTDwoUruRwwDLiNBlixtTLqNxZEiXog35TjgZ70ap3qzY"
                  + "qPp2P+OcND/53LvHxwtPHYpR4EvNtFkxyJ9+ydl4c2TqxayDNNPrw8WBoP/6E2Pr"
                  + "Fw3dUbfw2knTFlUmKdRonisWvlh9R6H8j/i40XrQMc5FyzqPlRYEKK/X+8q7S0B+");

  private XxHash3() {}

  /**
   * Hashes a whole array.
   *
   * @param data the bytes to hash
   * @return the 64-bit hash
   */
  public static long hash64(byte[] data) {
    return hash64(data, 0, data.length);
  }

  /**
   * Hashes a range of an array.
   *
   * @param data the array to read
   * @param offset index of the first byte
   * @param length number of bytes, 0 or more
   * @return the 64-bit hash
   * @throws IndexOutOfBoundsException when the range does not lie within the array
   */
  public static long hash64(byte[] data, int offset, int length) {
    return hash64(ByteBuffer.wrap(data), offset, length);
  }

  /**
   * Hashes a range of a heap or direct buffer.
   *
   * @param buffer the buffer to read; its position, limit and byte order do not change
   * @param position absolute index of the first byte
   * @param length number of bytes, 0 or more
   * @return the 64-bit hash
   * @throws IndexOutOfBoundsException when the range does not lie between 0 and the buffer's limit
   */
  public static long hash64(ByteBuffer buffer, int position, int length) {
    Objects.checkFromIndexSize(position, length, buffer.limit());
    if (length <= 16) {
      return hashUpTo16(buffer, position, length);
    }
    if (length <= 128) {
      return hashUpTo128(buffer, position, length);
    }
    if (length <= 240) {
      return hashUpTo240(buffer, position, length);
    }
    return hashLong(buffer, position, length);
  }

  private static long hashUpTo16(ByteBuffer buffer, int position, int length) {
    if (length > 8) {
      long low = readLong(buffer, position) ^ secret(24) ^ secret(32);
      long high = readLong(buffer, position + length - 8) ^ secret(40) ^ secret(48);
      return avalanche(length + Long.reverseBytes(low) + high + multiplyFold(low, high));
    }
    if (length >= 4) {
      long first = readInt(buffer, position);
      long last = readInt(buffer, position + length - 4) & UNSIGNED_INT;
      return mixShort((last + (first << 32)) ^ secret(8) ^ secret(16), length);
    }
    if (length > 0) {
      int first = buffer.get(position) & 0xFF;
      int middle = buffer.get(position + (length >> 1)) & 0xFF;
      int last = buffer.get(position + length - 1) & 0xFF;
      int combined = first << 16 | middle << 24 | last | length << 8;
      long key = secret(0);
      return avalancheXxh64(((combined ^ key) ^ (key >>> 32)) & UNSIGNED_INT);
    }
    return avalancheXxh64(secret(56) ^ secret(64));
  }

  private static long hashUpTo128(ByteBuffer buffer, int position, int length) {
    long hash = length * PRIME64_1;
    for (int i = (length - 1) >> 5; i >= 0; i--) {
      hash += mix16(buffer, position + 16 * i, 32 * i);
      hash += mix16(buffer, position + length - 16 * (i + 1), 32 * i + 16);
    }
    return avalanche(hash);
  }

  private static long hashUpTo240(ByteBuffer buffer, int position, int length) {
    long hash = length * PRIME64_1;
    for (int i = 0; i < 8; i++) {
      hash += mix16(buffer, position + 16 * i, 16 * i);
    }
    hash = avalanche(hash);
    for (int i = 8; i < length >> 4; i++) {
      hash += mix16(buffer, position + 16 * i, 16 * (i - 8) + 3);
    }
    return avalanche(hash + mix16(buffer, position + length - 16, 119));
  }

  private static long hashLong(ByteBuffer buffer, int position, int length) {
    long hash = length * PRIME64_1;
    hash += hashLanes(buffer, position, length, 0, PRIME32_3, PRIME64_1);
    hash += hashLanes(buffer, position, length, 2, PRIME64_2, PRIME64_3);
    hash += hashLanes(buffer, position, length, 4, PRIME64_4, PRIME32_2);
    hash += hashLanes(buffer, position, length, 6, PRIME64_5, PRIME32_1);
    return avalanche(hash);
  }

  /** Runs lane {@code lane} and its neighbour over the whole input and merges the two. */
  private static long hashLanes(
      ByteBuffer buffer, int position, int length, int lane, long even, long odd) {
    int laneBytes = lane * Long.BYTES;
    int at = position + laneBytes;
    // The last stripe always ends with the input and may overlap the one before it.
    int lastStripe = at + length - STRIPE_BYTES;
    int blocks = (length - 1) / BLOCK_BYTES;
    int stripes = (length - 1) / STRIPE_BYTES;
    for (int block = 0; block <= blocks; block++) {
      int end = Math.min(stripes - block * STRIPES_PER_BLOCK, STRIPES_PER_BLOCK);
      for (int stripe = 0; stripe < end; stripe++) {
        long evenData = readLong(buffer, at);
        long oddData = readLong(buffer, at + Long.BYTES);
        int secret = stripe * Long.BYTES + laneBytes;
        even += oddData + multiplyHalves(evenData ^ secret(secret));
        odd += evenData + multiplyHalves(oddData ^ secret(secret + Long.BYTES));
        at += STRIPE_BYTES;
      }
      if (block < blocks) {
        even = scramble(even, SCRAMBLE_SECRET + laneBytes);
        odd = scramble(odd, SCRAMBLE_SECRET + laneBytes + Long.BYTES);
      }
    }
    long evenData = readLong(buffer, lastStripe);
    long oddData = readLong(buffer, lastStripe + Long.BYTES);
    int secret = LAST_STRIPE_SECRET + laneBytes;
    even += oddData + multiplyHalves(evenData ^ secret(secret));
    odd += evenData + multiplyHalves(oddData ^ secret(secret + Long.BYTES));
    return multiplyFold(
        even ^ secret(MERGE_SECRET + laneBytes),
        odd ^ secret(MERGE_SECRET + laneBytes + Long.BYTES));
  }

  private static long mix16(ByteBuffer buffer, int position, int secret) {
    return multiplyFold(
        readLong(buffer, position) ^ secret(secret),
        readLong(buffer, position + Long.BYTES) ^ secret(secret + Long.BYTES));
  }

  private static long multiplyHalves(long value) {
    return (value & UNSIGNED_INT) * (value >>> 32);
  }

  /** The unsigned 128-bit product's high half XORed with its low half. */
  private static long multiplyFold(long a, long b) {
    long high = Math.multiplyHigh(a, b) + ((a >> 63) & b) + ((b >> 63) & a);
    return high ^ (a * b);
  }

  private static long scramble(long lane, int secret) {
    return (lane ^ (lane >>> 47) ^ secret(secret)) * PRIME32_1;
  }

  private static long mixShort(long value, int length) {
    long hash = value ^ Long.rotateLeft(value, 49) ^ Long.rotateLeft(value, 24);
    hash *= PRIME_MX2;
    hash ^= (hash >>> 35) + length;
    hash *= PRIME_MX2;
    return hash ^ (hash >>> 28);
  }

  private static long avalanche(long value) {
    long hash = (value ^ (value >>> 37)) * PRIME_MX1;
    return hash ^ (hash >>> 32);
  }

  private static long avalancheXxh64(long value) {
    long hash = (value ^ (value >>> 33)) * PRIME64_2;
    hash = (hash ^ (hash >>> 29)) * PRIME64_3;
    return hash ^ (hash >>> 32);
  }

  private static long readLong(ByteBuffer buffer, int position) {
    return (long) BUFFER_LONG.get(buffer, position);
  }

  private static int readInt(ByteBuffer buffer, int position) {
    return (int) BUFFER_INT.get(buffer, position);
  }

  private static long secret(int position) {
    return (long) ARRAY_LONG.get(SECRET, position);
  }
}
