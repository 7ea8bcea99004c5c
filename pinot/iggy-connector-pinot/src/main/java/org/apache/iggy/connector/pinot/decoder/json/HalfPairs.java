// SPDX-License-Identifier: Apache-2.0
package org.apache.iggy.connector.pinot.decoder.json;

/** Decodes UTF-8 that also holds surrogates, three bytes each: what JSON can escape alone. */
final class HalfPairs {
  private HalfPairs() {}

  /** Decodes bytes that are known to be valid, but for the surrogates. */
  static String decode(byte[] utf8, int length) {
    StringBuilder text = new StringBuilder(length);
    int i = 0;
    while (i < length) {
      int lead = utf8[i] & 0xFF;
      int bytes = lead < 0x80 ? 1 : lead < 0xE0 ? 2 : lead < 0xF0 ? 3 : 4;
      int codePoint = bytes == 1 ? lead : lead & (0x7F >> bytes);
      for (int k = 1; k < bytes; k++) {
        codePoint = codePoint << 6 | (utf8[i + k] & 0x3F);
      }
      text.appendCodePoint(codePoint);
      i += bytes;
    }
    return text.toString();
  }
}
