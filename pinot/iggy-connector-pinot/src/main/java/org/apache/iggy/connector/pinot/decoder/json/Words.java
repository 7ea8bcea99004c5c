// SPDX-License-Identifier: Apache-2.0
package org.apache.iggy.connector.pinot.decoder.json;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/**
 * Eight bytes of text as one number, the first byte lowest.
 *
 * <p>A search for bytes gives a word in which the highest bit of each byte found is set. Unless
 * said otherwise only the lowest such bit is exact: what follows a hit may be a false one.
 */
final class Words {
  static final long ONES = 0x0101_0101_0101_0101L;
  static final long HIGH_BITS = 0x8080_8080_8080_8080L;
  static final long QUOTES = ONES * '"';
  static final long BACKSLASHES = ONES * '\\';

  private static final long SPACES = ONES * ' ';
  private static final long ZERO_DIGITS = ONES * '0';
  private static final long ALL_BUT_HIGH_BITS = ~HIGH_BITS;
  private static final long TO_HIGH_BIT_ABOVE_9 = ONES * (0x80 - 10);

  private static final VarHandle LONGS =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
  private static final VarHandle INTS =
      MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.LITTLE_ENDIAN);

  private Words() {}

  static long get(byte[] bytes, int at) {
    return (long) LONGS.get(bytes, at);
  }

  static int getInt(byte[] bytes, int at) {
    return (int) INTS.get(bytes, at);
  }

  static void put(byte[] bytes, int at, long word) {
    LONGS.set(bytes, at, word);
  }

  /** Returns the index of the first byte found, 8 if none was. */
  static int first(long found) {
    return Long.numberOfTrailingZeros(found) >>> 3;
  }

  /** Returns the bits of the first {@code bytes} bytes, 1 to 8. */
  static long lowest(int bytes) {
    return -1L >>> (64 - 8 * bytes);
  }

  /** Finds what a string cannot hold as it is: quote, backslash, control and non-ASCII bytes. */
  static long specialInString(long word) {
    // A non-ASCII byte keeps its highest bit in at least one of the first two differences.
    return (((word ^ QUOTES) - ONES) | ((word ^ BACKSLASHES) - ONES) | (word - SPACES)) & HIGH_BITS;
  }

  /** Finds control and non-ASCII bytes. */
  static long notPlain(long word) {
    return ((word - SPACES) | word) & HIGH_BITS;
  }

  /** Finds all bytes of a kind, exactly; both words consist of ASCII bytes. */
  static long equalAscii(long word, long pattern) {
    return ~((word ^ pattern) + ALL_BUT_HIGH_BITS) & HIGH_BITS;
  }

  /** Finds bytes that are no decimal digits. */
  static long notDigits(long word) {
    long digits = word ^ ZERO_DIGITS;
    return ((digits + TO_HIGH_BIT_ABOVE_9) | digits) & HIGH_BITS;
  }

  /** Returns the number that the first {@code count} bytes are the decimal digits of, 1 to 8. */
  static long decimal(long word, int count) {
    // Zeros in front make it eight digits; then pairs, pairs of pairs, and the whole.
    long digits = (word ^ ZERO_DIGITS) << (64 - 8 * count);
    long pairs = digits * 10 + (digits >>> 8);
    return ((pairs & 0x0000_00FF_0000_00FFL) * (100 + (1_000_000L << 32))
            + ((pairs >>> 16) & 0x0000_00FF_0000_00FFL) * (1 + (10_000L << 32)))
        >>> 32;
  }
}
