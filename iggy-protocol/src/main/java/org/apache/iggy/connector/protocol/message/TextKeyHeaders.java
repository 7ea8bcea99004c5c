// SPDX-License-Identifier: Apache-2.0
package org.apache.iggy.connector.protocol.message;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Map;

/**
 * The user headers of a message as Iggy 0.6 has them: keys are text, and their kind is not written.
 *
 * <pre>
 *  +----------------+-----------+------------+------------------+-------------+-----
 *  | key length u32 | key bytes | value kind | value length u32 | value bytes | ...
 *  | 1..255         | UTF-8     | u8         | 1..255           |             |
 *  +----------------+-----------+------------+------------------+-------------+-----
 * </pre>
 *
 * <p>Source: the server and the SDK of Iggy 0.6.0.
 */
final class TextKeyHeaders {
  private TextKeyHeaders() {}

  /**
   * Reads headers from a range of a buffer, as {@link UserHeaders#decode} does.
   *
   * @throws org.apache.iggy.connector.protocol.wire.MalformedFrameException when the bytes are no
   *     headers, or the range leaves the buffer
   */
  static UserHeaders decode(ByteBuffer source, int position, int length) {
    return UserHeaders.decode(
        source, position, length, in -> HeaderField.decode(HeaderKind.STRING, in));
  }

  /** Bytes that {@link #encode} writes. */
  static int encodedLength(UserHeaders headers) {
    return headers.encodedLength() - headers.size();
  }

  /**
   * Writes headers at the buffer's position and moves it behind them.
   *
   * @throws IllegalArgumentException when a key is not text
   */
  static void encode(UserHeaders headers, ByteBuffer destination) {
    ByteBuffer out = destination.duplicate().order(ByteOrder.LITTLE_ENDIAN);
    for (Map.Entry<HeaderField, HeaderField> header : headers) {
      HeaderField key = header.getKey();
      if (key.kind() != HeaderKind.STRING) {
        throw new IllegalArgumentException(
            "Iggy 0.6 knows no header keys but text, this one is " + key);
      }
      key.encodeWithoutKind(out);
      header.getValue().encode(out);
    }
    destination.position(out.position());
  }
}
