// SPDX-License-Identifier: Apache-2.0
package org.apache.iggy.connector.pinot.decoder.json;

/** Finds the ends of strings, eight bytes at a time. */
final class StringSkipper {
  private StringSkipper() {}

  /**
   * Returns the position of the quote that ends the string.
   *
   * @param at a position inside the string, not inside an escape or a UTF-8 sequence
   */
  static int closingQuote(byte[] bytes, int at) throws MalformedJsonException {
    int position = plainEnd(bytes, at);
    while (bytes[position] != '"') {
      position =
          bytes[position] == '\\' ? afterEscapes(bytes, position) : afterSequence(bytes, position);
      position = plainEnd(bytes, position);
    }
    return position;
  }

  /** Returns the position of the quote that ends the field name whose first byte is at another. */
  static int closingQuoteOfName(byte[] bytes, int first) throws MalformedJsonException {
    int position = plainEnd(bytes, first);
    if (bytes[position] != '"') {
      position = closingQuote(bytes, position);
      requireWholePairs(bytes, first, position);
    }
    if (position - first > JsonLimits.MAX_NAME_BYTES) {
      throw MalformedJsonException.tooLong(
          first, "the length of a field name", position - first, JsonLimits.MAX_NAME_BYTES);
    }
    return position;
  }

  /** Returns the position of the next byte that a string cannot hold as it is, or is not ASCII. */
  static int plainEnd(byte[] bytes, int at) {
    int position = at;
    long special;
    do {
      special = Words.specialInString(Words.get(bytes, position));
      position += Words.first(special);
    } while (special == 0);
    return position;
  }

  /** Returns the position after the UTF-8 sequence, of two bytes or more, at a position. */
  static int afterSequence(byte[] bytes, int at) throws MalformedJsonException {
    if (bytes[at] >= 0) {
      throw MalformedJsonException.unexpected(bytes, at, "the closing quote of a string");
    }
    int length = Utf8.sequenceLength(bytes, at);
    if (length == 0) {
      throw MalformedJsonException.at(at, "invalid UTF-8");
    }
    return at + length;
  }

  /**
   * Goes on from a backslash over text with escaped quotes, such as JSON inside a string, without a
   * branch for each of them; returns where something else needs a closer look.
   */
  private static int afterEscapes(byte[] bytes, int backslash) throws MalformedJsonException {
    int position = Escapes.end(bytes, backslash);
    long firstIsEscaped = 0;
    while (true) {
      long word = Words.get(bytes, position);
      long backslashes = Words.equalAscii(word, Words.BACKSLASHES);
      long quotes = Words.equalAscii(word, Words.QUOTES);
      long escaped = backslashes << 8 | firstIsEscaped;
      if ((Words.notPlain(word) | (escaped & ~quotes)) != 0) {
        return firstIsEscaped == 0 ? position : position - 1;
      }
      long closing = quotes & ~escaped;
      if (closing != 0) {
        return position + Words.first(closing);
      }
      firstIsEscaped = backslashes >>> 56;
      position += Long.BYTES;
    }
  }

  /** Checks that no escape in a range of a string is half of a surrogate pair without the other. */
  private static void requireWholePairs(byte[] bytes, int from, int to)
      throws MalformedJsonException {
    int position = from;
    while (position < to) {
      if (bytes[position] != '\\') {
        position++;
      } else if (bytes[position + 1] != 'u') {
        position += 2;
      } else {
        int codePoint = Escapes.codePoint(bytes, position);
        if (Escapes.isHalfPair(codePoint)) {
          throw MalformedJsonException.at(position, "half of a surrogate pair in a field name");
        }
        position += Escapes.UNIT_LENGTH * Character.charCount(codePoint);
      }
    }
  }
}
