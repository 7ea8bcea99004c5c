// SPDX-License-Identifier: Apache-2.0
package org.apache.iggy.connector.client.interop;

import java.nio.charset.StandardCharsets;

/** Bytes as text, as the conversation with the Python SDK carries them. */
final class Hex {
  private Hex() {}

  static String of(byte... bytes) {
    StringBuilder hex = new StringBuilder(2 * bytes.length);
    for (byte value : bytes) {
      hex.append(Character.forDigit(value >> 4 & 15, 16))
          .append(Character.forDigit(value & 15, 16));
    }
    return hex.toString();
  }

  static byte[] bytes(String hex) {
    byte[] bytes = new byte[hex.length() / 2];
    for (int i = 0; i < bytes.length; i++) {
      bytes[i] = (byte) Integer.parseInt(hex.substring(2 * i, 2 * i + 2), 16);
    }
    return bytes;
  }

  /** The bytes as UTF-8. */
  static String text(String hex) {
    return new String(bytes(hex), StandardCharsets.UTF_8);
  }
}
