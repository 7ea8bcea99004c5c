// SPDX-License-Identifier: Apache-2.0
package org.apache.iggy.connector.connect.postgres.sink;

import org.apache.iggy.connector.connect.api.MessageId;

/**
 * Unsigned numbers of 128 bits as PostgreSQL's {@code numeric} in binary: count of digits, weight
 * of the first, sign and scale in 2 bytes each, then digits to the base of 10,000 (PostgreSQL's
 * {@code numeric_recv}).
 */
final class BinaryNumeric {
  private static final int BASE = 10_000;
  private static final long TWO_DIGITS = (long) BASE * BASE;
  private static final long LOW = 0xFFFF_FFFFL;

  /** 2^128 has 39 decimal digits. */
  private static final int MOST_DIGITS = 10;

  private static final int HEAD_SHORTS = 4;

  private BinaryNumeric() {}

  /** Puts the length and the number. */
  static void put(CopyBuffer out, MessageId number) {
    int[] pairs = new int[MOST_DIGITS / 2];
    int count = divide(number, pairs);
    boolean oddDigits = count > 0 && pairs[count - 1] < BASE;
    int digits = 2 * count - (oddDigits ? 1 : 0);
    out.putInt((HEAD_SHORTS + digits) * Short.BYTES);
    out.putShort(digits);
    out.putShort(Math.max(0, digits - 1));
    out.putShort(0);
    out.putShort(0);
    for (int i = count - 1; i >= 0; i--) {
      if (i < count - 1 || !oddDigits) {
        out.putShort(pairs[i] / BASE);
      }
      out.putShort(pairs[i] % BASE);
    }
  }

  /** Divides on paper, 32 bits at a time; gives pairs of digits from the right, and their count. */
  private static int divide(MessageId number, int[] pairs) {
    long a = number.high() >>> 32;
    long b = number.high() & LOW;
    long c = number.low() >>> 32;
    long d = number.low() & LOW;
    int count = 0;
    while ((a | b | c | d) != 0) {
      long rest = a % TWO_DIGITS;
      a /= TWO_DIGITS;
      rest = rest << 32 | b;
      b = rest / TWO_DIGITS;
      rest = rest % TWO_DIGITS << 32 | c;
      c = rest / TWO_DIGITS;
      rest = rest % TWO_DIGITS << 32 | d;
      d = rest / TWO_DIGITS;
      pairs[count++] = (int) (rest % TWO_DIGITS);
    }
    return count;
  }
}
