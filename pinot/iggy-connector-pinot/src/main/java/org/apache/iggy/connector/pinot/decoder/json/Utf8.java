// SPDX-License-Identifier: Apache-2.0
package org.apache.iggy.connector.pinot.decoder.json;

/** UTF-8 as RFC 3629 defines it: no overlong forms, no surrogates. */
final class Utf8 {
  private Utf8() {}

  /** Returns the length of the valid sequence of two to four bytes at an index, 0 if invalid. */
  static int sequenceLength(byte[] bytes, int index) {
    int lead = bytes[index] & 0xFF;
    int length = lead < 0xC2 ? 0 : lead < 0xE0 ? 2 : lead < 0xF0 ? 3 : lead < 0xF5 ? 4 : 0;
    if (length == 0 || !isSecondByteOf(lead, bytes[index + 1] & 0xFF)) {
      return 0;
    }
    for (int i = 2; i < length; i++) {
      if ((bytes[index + i] & 0xC0) != 0x80) {
        return 0;
      }
    }
    return length;
  }

  private static boolean isSecondByteOf(int lead, int second) {
    int least = lead == 0xE0 ? 0xA0 : lead == 0xF0 ? 0x90 : 0x80;
    int most = lead == 0xED ? 0x9F : lead == 0xF4 ? 0x8F : 0xBF;
    return second >= least && second <= most;
  }
}
