// SPDX-License-Identifier: Apache-2.0
package org.apache.iggy.connector.pinot.decoder.json;

/** Finds the ends of numbers. */
final class NumberSkipper {
  private NumberSkipper() {}

  /** Returns the position after the number at a position. */
  static int end(byte[] bytes, int at) throws MalformedJsonException {
    int first = bytes[at] == '-' ? at + 1 : at;
    int position = afterDigits(bytes, first);
    requireInteger(bytes, first, position);
    if (bytes[position] == '.' || (bytes[position] | 0x20) == 'e') {
      position = afterExponent(bytes, afterFraction(bytes, position));
    }
    requireBounded(first, position);
    return position;
  }

  /** Returns the position after the decimal digits at a position, if there are any. */
  static int afterDigits(byte[] bytes, int at) {
    int position = at;
    int count;
    do {
      count = Words.first(Words.notDigits(Words.get(bytes, position)));
      position += count;
    } while (count == Long.BYTES);
    return position;
  }

  /** Checks the digits before the point: at least one, and no zero before others. */
  static void requireInteger(byte[] bytes, int first, int end) throws MalformedJsonException {
    if (bytes[first] == '0' && end - first > 1) {
      throw MalformedJsonException.at(first, "a number has a leading zero");
    }
    requireDigit(bytes, first, end);
  }

  static int afterFraction(byte[] bytes, int at) throws MalformedJsonException {
    if (bytes[at] != '.') {
      return at;
    }
    int end = afterDigits(bytes, at + 1);
    requireDigit(bytes, at + 1, end);
    return end;
  }

  static int afterExponent(byte[] bytes, int at) throws MalformedJsonException {
    if ((bytes[at] | 0x20) != 'e') {
      return at;
    }
    int first = bytes[at + 1] == '+' || bytes[at + 1] == '-' ? at + 2 : at + 1;
    int end = afterDigits(bytes, first);
    requireDigit(bytes, first, end);
    return end;
  }

  static void requireBounded(int first, int end) throws MalformedJsonException {
    if (end - first > JsonLimits.MAX_NUMBER_CHARS) {
      throw MalformedJsonException.tooLong(
          first, "the length of a number", end - first, JsonLimits.MAX_NUMBER_CHARS);
    }
  }

  private static void requireDigit(byte[] bytes, int first, int end) throws MalformedJsonException {
    if (end == first) {
      throw MalformedJsonException.unexpected(bytes, first, "a digit");
    }
  }
}
