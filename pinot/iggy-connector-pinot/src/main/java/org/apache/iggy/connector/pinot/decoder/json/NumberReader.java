// SPDX-License-Identifier: Apache-2.0
package org.apache.iggy.connector.pinot.decoder.json;

import java.math.BigInteger;
import java.nio.charset.StandardCharsets;

/**
 * Makes numbers: Integer, Long or BigInteger, the smallest that holds it, and Double for one with a
 * point or an exponent.
 */
final class NumberReader {
  /** So many decimal digits are always less than {@link Long#MAX_VALUE}. */
  private static final int MAX_LONG_DIGITS = 18;

  /** Integers up to here, and powers of ten in the table, are doubles without rounding. */
  private static final long MAX_EXACT_INTEGER = 1L << 53;

  private static final double[] EXACT_POWERS_OF_TEN = {
    1e0, 1e1, 1e2, 1e3, 1e4, 1e5, 1e6, 1e7, 1e8, 1e9, 1e10, 1e11, 1e12, 1e13, 1e14, 1e15, 1e16,
    1e17, 1e18, 1e19, 1e20, 1e21, 1e22
  };

  private static final int[] POWERS_OF_TEN = {
    1, 10, 100, 1_000, 10_000, 100_000, 1_000_000, 10_000_000, 100_000_000
  };

  private int end;

  /** Reads the number at a position. */
  Number read(byte[] bytes, int at) throws MalformedJsonException {
    int first = bytes[at] == '-' ? at + 1 : at;
    long word = Words.get(bytes, first);
    int digits = Words.first(Words.notDigits(word));
    if (digits == Long.BYTES || digits == 0) {
      return readLong(bytes, at, first);
    }
    int position = first + digits;
    NumberSkipper.requireInteger(bytes, first, position);
    if (isFloatSign(bytes[position])) {
      return readDouble(bytes, at, first, position);
    }
    end = position;
    int value = (int) Words.decimal(word, digits);
    return first == at ? value : -value;
  }

  /** Returns the position after the number that was read last. */
  int end() {
    return end;
  }

  private Number readLong(byte[] bytes, int start, int first) throws MalformedJsonException {
    int position = NumberSkipper.afterDigits(bytes, first);
    NumberSkipper.requireInteger(bytes, first, position);
    if (isFloatSign(bytes[position])) {
      return readDouble(bytes, start, first, position);
    }
    NumberSkipper.requireBounded(first, position);
    end = position;
    if (position - first > MAX_LONG_DIGITS) {
      return bigInteger(new BigInteger(text(bytes, start, position)));
    }
    long magnitude = decimal(bytes, first, position, 0);
    return smallest(first == start ? magnitude : -magnitude);
  }

  private static Number bigInteger(BigInteger value) {
    return value.bitLength() < Long.SIZE ? (Number) value.longValue() : value;
  }

  private static Number smallest(long value) {
    // Not a conditional expression: that would make both a Long.
    if (value == (int) value) {
      return (int) value;
    }
    return value;
  }

  private Double readDouble(byte[] bytes, int start, int first, int point)
      throws MalformedJsonException {
    int fractionEnd = NumberSkipper.afterFraction(bytes, point);
    int numberEnd = NumberSkipper.afterExponent(bytes, fractionEnd);
    NumberSkipper.requireBounded(first, numberEnd);
    end = numberEnd;
    int fractionDigits = Math.max(0, fractionEnd - point - 1);
    if (point - first + fractionDigits <= MAX_LONG_DIGITS && numberEnd - fractionEnd <= 5) {
      long mantissa = decimal(bytes, first, point, 0);
      mantissa = decimal(bytes, fractionEnd - fractionDigits, fractionEnd, mantissa);
      int exponent = exponent(bytes, fractionEnd, numberEnd) - fractionDigits;
      if (mantissa <= MAX_EXACT_INTEGER && Math.abs(exponent) < EXACT_POWERS_OF_TEN.length) {
        double magnitude = scaled(mantissa, exponent);
        return first == start ? magnitude : -magnitude;
      }
    }
    return Double.valueOf(text(bytes, start, numberEnd));
  }

  /** Both numbers are exact, so that the one operation rounds as IEEE 754 asks for. */
  private static double scaled(long mantissa, int exponent) {
    return exponent < 0
        ? mantissa / EXACT_POWERS_OF_TEN[-exponent]
        : mantissa * EXACT_POWERS_OF_TEN[exponent];
  }

  /** Returns the value of an exponent of up to three digits, 0 if there is none. */
  private static int exponent(byte[] bytes, int from, int to) {
    if (from == to) {
      return 0;
    }
    boolean signed = bytes[from + 1] == '+' || bytes[from + 1] == '-';
    int magnitude = (int) decimal(bytes, signed ? from + 2 : from + 1, to, 0);
    return bytes[from + 1] == '-' ? -magnitude : magnitude;
  }

  /** Returns {@code before} with the digits of a range appended. */
  private static long decimal(byte[] bytes, int from, int to, long before) {
    long value = before;
    for (int position = from; position < to; position += Long.BYTES) {
      int count = Math.min(Long.BYTES, to - position);
      value = value * POWERS_OF_TEN[count] + Words.decimal(Words.get(bytes, position), count);
    }
    return value;
  }

  private static boolean isFloatSign(byte b) {
    return b == '.' || (b | 0x20) == 'e';
  }

  private static String text(byte[] bytes, int from, int to) {
    return new String(bytes, from, to - from, StandardCharsets.ISO_8859_1);
  }
}
