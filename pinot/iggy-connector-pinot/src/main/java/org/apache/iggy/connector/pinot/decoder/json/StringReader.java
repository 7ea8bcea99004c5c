// SPDX-License-Identifier: Apache-2.0
package org.apache.iggy.connector.pinot.decoder.json;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * Makes Strings.
 *
 * <p>One of plain ASCII is a copy of its bytes, and one without escapes is left to the JDK. Any
 * other is first put together in UTF-8; where it holds half of a surrogate pair, in what UTF-8
 * would be for that, which then is decoded here.
 */
final class StringReader {
  private static final int INITIAL_BYTES = 1024;
  private static final int MAX_KEPT_BYTES = 1 << 20;

  private byte[] unescaped = new byte[INITIAL_BYTES];
  private int length;
  private boolean ascii;
  private boolean halfPairs;
  private int end;

  /** Reads the string whose first byte after the quote is at a position. */
  String read(byte[] bytes, int first) throws MalformedJsonException {
    int position = StringSkipper.plainEnd(bytes, first);
    return endsAt(bytes, first, position)
        ? new String(bytes, first, position - first, StandardCharsets.ISO_8859_1)
        : readSpecial(bytes, first, position);
  }

  /** Reads the value of a field, which may be one of those that were met before. */
  String readValue(int field, byte[] bytes, int first, RepeatedTexts repeated)
      throws MalformedJsonException {
    int position = StringSkipper.plainEnd(bytes, first);
    return endsAt(bytes, first, position)
        ? repeated.text(field, bytes, first, position - first)
        : readSpecial(bytes, first, position);
  }

  /** Whether the closing quote is at the position, and not something that is no plain ASCII. */
  private boolean endsAt(byte[] bytes, int first, int position) throws MalformedJsonException {
    if (bytes[position] != '"') {
      return false;
    }
    requireBounded(first, position - first);
    end = position + 1;
    return true;
  }

  /** Returns the position after the closing quote of the string that was read last. */
  int end() {
    return end;
  }

  /** Gives memory back after a very large string. */
  void trim() {
    if (unescaped.length > MAX_KEPT_BYTES) {
      unescaped = new byte[INITIAL_BYTES];
    }
  }

  private String readSpecial(byte[] bytes, int first, int special) throws MalformedJsonException {
    int position = special;
    while (bytes[position] < 0) {
      position = StringSkipper.plainEnd(bytes, StringSkipper.afterSequence(bytes, position));
    }
    if (bytes[position] == '"') {
      requireBounded(first, position - first);
      end = position + 1;
      return new String(bytes, first, position - first, StandardCharsets.UTF_8);
    }
    ascii = position == special;
    return readEscaped(bytes, first, position);
  }

  private String readEscaped(byte[] bytes, int first, int escape) throws MalformedJsonException {
    halfPairs = false;
    length = 0;
    appendRange(bytes, first, escape);
    int position = escape;
    while (bytes[position] != '"') {
      position = appendSpecial(bytes, position);
      position = appendPlain(bytes, position);
    }
    requireBounded(first, length);
    end = position + 1;
    if (halfPairs) {
      return HalfPairs.decode(unescaped, length);
    }
    return new String(
        unescaped, 0, length, ascii ? StandardCharsets.ISO_8859_1 : StandardCharsets.UTF_8);
  }

  /** Copies whole words, and takes back what was too much: the hot loop of text with escapes. */
  private int appendPlain(byte[] bytes, int at) {
    int position = at;
    byte[] target = unescaped;
    int to = length;
    int count;
    do {
      if (to + 2 * Long.BYTES > target.length) {
        target = grow(to);
      }
      long word = Words.get(bytes, position);
      Words.put(target, to, word);
      count = Words.first(Words.specialInString(word));
      position += count;
      to += count;
    } while (count == Long.BYTES);
    length = to;
    return position;
  }

  private int appendSpecial(byte[] bytes, int at) throws MalformedJsonException {
    if (bytes[at] != '\\') {
      int next = StringSkipper.afterSequence(bytes, at);
      appendRange(bytes, at, next);
      ascii = false;
      return next;
    }
    byte meaning = Escapes.meaning(bytes[at + 1]);
    if (meaning == 0) {
      return appendCodePoint(bytes, at);
    }
    // There is room: whoever has appended last has left some.
    unescaped[length++] = meaning;
    return at + 2;
  }

  private int appendCodePoint(byte[] bytes, int at) throws MalformedJsonException {
    int codePoint = Escapes.codePoint(bytes, at);
    halfPairs |= Escapes.isHalfPair(codePoint);
    appendUtf8(codePoint);
    return at + Escapes.UNIT_LENGTH * Character.charCount(codePoint);
  }

  private void appendUtf8(int codePoint) {
    if (codePoint < 0x80) {
      unescaped[length++] = (byte) codePoint;
    } else if (codePoint < 0x800) {
      ascii = false;
      unescaped[length++] = (byte) (0xC0 | codePoint >> 6);
      unescaped[length++] = continuation(codePoint);
    } else if (codePoint < 0x10000) {
      ascii = false;
      unescaped[length++] = (byte) (0xE0 | codePoint >> 12);
      unescaped[length++] = continuation(codePoint >> 6);
      unescaped[length++] = continuation(codePoint);
    } else {
      ascii = false;
      unescaped[length++] = (byte) (0xF0 | codePoint >> 18);
      unescaped[length++] = continuation(codePoint >> 12);
      unescaped[length++] = continuation(codePoint >> 6);
      unescaped[length++] = continuation(codePoint);
    }
  }

  private static byte continuation(int bits) {
    return (byte) (0x80 | (bits & 0x3F));
  }

  private void appendRange(byte[] bytes, int from, int to) {
    int count = to - from;
    while (length + count + Long.BYTES > unescaped.length) {
      grow(length + count);
    }
    System.arraycopy(bytes, from, unescaped, length, count);
    length += count;
  }

  private byte[] grow(int used) {
    unescaped = Arrays.copyOf(unescaped, Math.max(unescaped.length, used) * 2);
    return unescaped;
  }

  private static void requireBounded(int first, int bytes) throws MalformedJsonException {
    if (bytes > JsonLimits.MAX_STRING_BYTES) {
      throw MalformedJsonException.tooLong(
          first, "the length of a string", bytes, JsonLimits.MAX_STRING_BYTES);
    }
  }
}
