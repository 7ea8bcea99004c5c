// SPDX-License-Identifier: Apache-2.0
package org.apache.iggy.connector.pinot.decoder.json;

/** What stands between values, and the values that are words. */
final class Tokens {
  private static final int NULL = 'n' | 'u' << 8 | 'l' << 16 | 'l' << 24;
  private static final int TRUE = 't' | 'r' << 8 | 'u' << 16 | 'e' << 24;
  private static final int ALSE = 'a' | 'l' << 8 | 's' << 16 | 'e' << 24;

  private Tokens() {}

  /** Returns the position of the next byte that is no white space. */
  static int skipSpace(byte[] bytes, int at) {
    return bytes[at] > ' ' ? at : skipLongSpace(bytes, at);
  }

  /** Returns the position of the value after the colon that has to come next. */
  static int afterColon(byte[] bytes, int at) throws MalformedJsonException {
    int colon = skipSpace(bytes, at);
    if (bytes[colon] != ':') {
      throw MalformedJsonException.unexpected(bytes, colon, "a colon after a field name");
    }
    return skipSpace(bytes, colon + 1);
  }

  /**
   * Returns whether a comma comes next, and not the end of the object or array.
   *
   * @param at the position of a byte that is no white space
   * @param close the byte that ends it
   */
  static boolean isComma(byte[] bytes, int at, char close) throws MalformedJsonException {
    byte found = bytes[at];
    if (found == ',') {
      return true;
    }
    if (found != close) {
      throw MalformedJsonException.unexpected(bytes, at, "a comma or '" + close + "'");
    }
    return false;
  }

  static void requireNameQuote(byte[] bytes, int at) throws MalformedJsonException {
    if (bytes[at] != '"') {
      throw MalformedJsonException.unexpected(bytes, at, "a double quote before a field name");
    }
  }

  /** Checks how deep the object or array at a position would be. */
  static void requireDepth(int at, int depth) throws MalformedJsonException {
    if (depth > JsonLimits.MAX_NESTED_LEVELS) {
      throw MalformedJsonException.tooLong(
          at, "the nesting depth", depth, JsonLimits.MAX_NESTED_LEVELS);
    }
  }

  static int afterNull(byte[] bytes, int at) throws MalformedJsonException {
    if (Words.getInt(bytes, at) != NULL) {
      throw notAValue(bytes, at);
    }
    return at + 4;
  }

  static int afterTrue(byte[] bytes, int at) throws MalformedJsonException {
    if (Words.getInt(bytes, at) != TRUE) {
      throw notAValue(bytes, at);
    }
    return at + 4;
  }

  static int afterFalse(byte[] bytes, int at) throws MalformedJsonException {
    if (Words.getInt(bytes, at + 1) != ALSE) {
      throw notAValue(bytes, at);
    }
    return at + 5;
  }

  /** What is wrong where a value should begin. */
  static MalformedJsonException notAValue(byte[] bytes, int at) {
    int end = at;
    while (end - at < 50 && bytes[end] > 0 && Character.isLetterOrDigit(bytes[end])) {
      end++;
    }
    if (end == at) {
      return MalformedJsonException.unexpected(bytes, at, "a value");
    }
    StringBuilder word = new StringBuilder();
    for (int i = at; i < end; i++) {
      word.append((char) bytes[i]);
    }
    return MalformedJsonException.at(
        at, "'" + word + "' is no value: an object, array, string, number, true, false or null is");
  }

  private static int skipLongSpace(byte[] bytes, int at) {
    int position = at;
    while (isSpace(bytes[position])) {
      position++;
    }
    return position;
  }

  private static boolean isSpace(byte b) {
    return b == ' ' || b == '\n' || b == '\t' || b == '\r';
  }
}
