// SPDX-License-Identifier: Apache-2.0
package org.apache.iggy.connector.connect.stdout;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import org.apache.iggy.connector.connect.api.Codec;
import org.apache.iggy.connector.connect.api.Payload;

/** How bytes and values look as text. Immutable. */
final class PrintedText {
  private final Codec json;
  private final boolean onTerminal;

  /**
   * A way to print.
   *
   * @param onTerminal whether control characters have to be kept from doing something
   */
  PrintedText(Codec json, boolean onTerminal) {
    this.json = json;
    this.onTerminal = onTerminal;
  }

  /** JSON and text as they came, bytes as UTF-8 or else Base64, other formats as JSON. */
  String of(Payload payload) {
    return switch (payload.schema()) {
      case JSON, TEXT, RAW -> of(payload.bytes());
      case PROTO, FLAT_BUFFER, AVRO -> ofValue(payload.value());
    };
  }

  /** UTF-8, or Base64 when it is none. */
  String of(byte[] bytes) {
    try {
      return harmless(
          StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString());
    } catch (CharacterCodingException e) {
      return "base64:" + Base64.getEncoder().encodeToString(bytes);
    }
  }

  /** Text as it is, bytes as {@link #of(byte[])}, anything else as JSON. */
  String ofValue(Object value) {
    if (value instanceof String text) {
      return harmless(text);
    }
    if (value instanceof byte[] bytes) {
      return of(bytes);
    }
    return of(json.encode(value));
  }

  /** A message must not be able to move the cursor or set the title of who looks at it. */
  private String harmless(String text) {
    if (!onTerminal || text.chars().noneMatch(PrintedText::isControl)) {
      return text;
    }
    StringBuilder shown = new StringBuilder(text.length() + 16);
    text.chars()
        .forEach(
            c -> {
              if (isControl(c)) {
                shown.append(String.format("\\u%04x", c));
              } else {
                shown.append((char) c);
              }
            });
    return shown.toString();
  }

  private static boolean isControl(int c) {
    return Character.isISOControl(c) && c != '\n' && c != '\t';
  }
}
