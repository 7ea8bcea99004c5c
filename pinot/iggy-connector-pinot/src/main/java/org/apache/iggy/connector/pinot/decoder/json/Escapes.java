// SPDX-License-Identifier: Apache-2.0
package org.apache.iggy.connector.pinot.decoder.json;

/** What may follow a backslash in a string. */
final class Escapes {
  /** How many characters an escaped UTF-16 code unit has. */
  static final int UNIT_LENGTH = 6;

  private static final byte[] MEANINGS = new byte[256];
  private static final String HEX_DIGITS = "four hexadecimal digits of an escape";

  static {
    String letters = "\"\\/bfnrt";
    String meanings = "\"\\/\b\f\n\r\t";
    for (int i = 0; i < letters.length(); i++) {
      MEANINGS[letters.charAt(i)] = (byte) meanings.charAt(i);
    }
  }

  private Escapes() {}

  /** Returns the character that an escape of two characters stands for, 0 if it is another one. */
  static byte meaning(byte letter) {
    return MEANINGS[letter & 0xFF];
  }

  /** Returns the position after the escape whose backslash is at a position. */
  static int end(byte[] bytes, int backslash) throws MalformedJsonException {
    if (meaning(bytes[backslash + 1]) != 0) {
      return backslash + 2;
    }
    codeUnit(bytes, backslash);
    return backslash + UNIT_LENGTH;
  }

  /**
   * Returns the code point that one escaped code unit, or two that are a surrogate pair, stand for;
   * a surrogate where there is only half of a pair.
   */
  static int codePoint(byte[] bytes, int backslash) throws MalformedJsonException {
    int unit = codeUnit(bytes, backslash);
    int next = backslash + UNIT_LENGTH;
    if (Character.isHighSurrogate((char) unit) && bytes[next] == '\\' && bytes[next + 1] == 'u') {
      int low = codeUnit(bytes, next);
      if (Character.isLowSurrogate((char) low)) {
        return Character.toCodePoint((char) unit, (char) low);
      }
    }
    return unit;
  }

  static boolean isHalfPair(int codePoint) {
    return codePoint >= Character.MIN_SURROGATE && codePoint <= Character.MAX_SURROGATE;
  }

  private static int codeUnit(byte[] bytes, int backslash) throws MalformedJsonException {
    if (bytes[backslash + 1] != 'u') {
      throw MalformedJsonException.unexpected(bytes, backslash + 1, "an escaped character");
    }
    int unit = 0;
    for (int i = backslash + 2; i < backslash + UNIT_LENGTH; i++) {
      int digit = bytes[i] < 0 ? -1 : Character.digit(bytes[i], 16);
      if (digit < 0) {
        throw MalformedJsonException.unexpected(bytes, i, HEX_DIGITS);
      }
      unit = unit << 4 | digit;
    }
    return unit;
  }
}
