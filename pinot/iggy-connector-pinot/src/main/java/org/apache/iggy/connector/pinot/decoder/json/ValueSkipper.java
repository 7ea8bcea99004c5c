// SPDX-License-Identifier: Apache-2.0
package org.apache.iggy.connector.pinot.decoder.json;

/** Checks values without making anything of them. The limit on nesting bounds the recursion. */
final class ValueSkipper {
  private ValueSkipper() {}

  /**
   * Returns the position after the value at a position.
   *
   * @param depth how many objects and arrays it is in
   */
  static int end(byte[] bytes, int at, int depth) throws MalformedJsonException {
    switch (bytes[at]) {
      case '"':
        return StringSkipper.closingQuote(bytes, at + 1) + 1;
      case 'n':
        return Tokens.afterNull(bytes, at);
      case 't':
        return Tokens.afterTrue(bytes, at);
      case 'f':
        return Tokens.afterFalse(bytes, at);
      case '{':
        return objectEnd(bytes, at, depth + 1);
      case '[':
        return arrayEnd(bytes, at, depth + 1);
      case '-':
      case '0':
      case '1':
      case '2':
      case '3':
      case '4':
      case '5':
      case '6':
      case '7':
      case '8':
      case '9':
        return NumberSkipper.end(bytes, at);
      default:
        throw Tokens.notAValue(bytes, at);
    }
  }

  private static int arrayEnd(byte[] bytes, int at, int depth) throws MalformedJsonException {
    Tokens.requireDepth(at, depth);
    int position = Tokens.skipSpace(bytes, at + 1);
    if (bytes[position] == ']') {
      return position + 1;
    }
    while (true) {
      position = Tokens.skipSpace(bytes, end(bytes, position, depth));
      if (!Tokens.isComma(bytes, position, ']')) {
        return position + 1;
      }
      position = Tokens.skipSpace(bytes, position + 1);
    }
  }

  private static int objectEnd(byte[] bytes, int at, int depth) throws MalformedJsonException {
    Tokens.requireDepth(at, depth);
    int position = Tokens.skipSpace(bytes, at + 1);
    if (bytes[position] == '}') {
      return position + 1;
    }
    while (true) {
      Tokens.requireNameQuote(bytes, position);
      position = StringSkipper.closingQuoteOfName(bytes, position + 1);
      position = Tokens.afterColon(bytes, position + 1);
      position = Tokens.skipSpace(bytes, end(bytes, position, depth));
      if (!Tokens.isComma(bytes, position, '}')) {
        return position + 1;
      }
      position = Tokens.skipSpace(bytes, position + 1);
    }
  }
}
