// SPDX-License-Identifier: Apache-2.0
package org.apache.iggy.connector.pinot.decoder.json;

/**
 * Says where a document stops to be JSON that is read here, and why.
 *
 * <p>Has no stack trace: it is about the document, and a stream may be full of them.
 */
public final class MalformedJsonException extends Exception {
  private static final long serialVersionUID = 1L;

  private final int position;
  private final String expected;

  private MalformedJsonException(int position, String reason, String expected) {
    super(reason, null, false, false);
    this.position = position;
    this.expected = expected;
  }

  /** Something is wrong with what is at the position. */
  static MalformedJsonException at(int position, String reason) {
    return new MalformedJsonException(position, reason, null);
  }

  /** Something else was expected than the byte at the position, or than the end of the input. */
  static MalformedJsonException unexpected(byte[] bytes, int position, String expected) {
    int found = bytes[position] & 0xFF;
    String character =
        found > ' ' && found < 0x7F ? "'" + (char) found + "'" : String.format("0x%02X", found);
    String reason = "unexpected " + character + ", " + expected + " was expected";
    return new MalformedJsonException(position, reason, expected);
  }

  /** A limit on what a document may hold is exceeded. */
  static MalformedJsonException tooLong(int position, String what, int length, int limit) {
    return at(position, what + " (" + length + ") exceeds the maximum allowed (" + limit + ")");
  }

  /** Returns the reason, for a document of that length. */
  public String reason(int length) {
    return expected != null && position >= length
        ? "unexpected end of input, " + expected + " was expected"
        : getMessage();
  }

  /** Returns where in the bytes it was noticed; at or after their end if they end too early. */
  public int position() {
    return position;
  }
}
