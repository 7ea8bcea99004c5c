// SPDX-License-Identifier: Apache-2.0
package org.apache.iggy.connector.cli.connect;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import org.apache.iggy.connector.connect.api.CodecException;
import org.apache.iggy.connector.connect.api.Payload;
import org.apache.iggy.connector.connect.api.Schema;
import org.apache.iggy.connector.connect.format.json.JsonCodec;

/** Shows payloads to people, on one line. */
final class PayloadText {
  private static final int MAX_LENGTH = 2_000;

  private PayloadText() {}

  /**
   * The payload as text; structures of binary formats as JSON, bytes that are no text in Base64.
   */
  static String of(Payload payload) {
    try {
      boolean isBinary =
          payload.schema() != Schema.JSON
              && payload.schema() != Schema.TEXT
              && payload.schema() != Schema.RAW;
      return shortened(
          text(isBinary ? JsonCodec.compact().encode(payload.value()) : payload.bytes()));
    } catch (CodecException e) {
      return shortened(text(payload.bytes()));
    }
  }

  private static String text(byte[] bytes) {
    try {
      return StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
    } catch (CharacterCodingException e) {
      return "base64:" + Base64.getEncoder().encodeToString(bytes);
    }
  }

  private static String shortened(String text) {
    String line = text.replaceAll("\\R\\s*", " ").replaceAll("\\p{Cntrl}", "?");
    return line.length() <= MAX_LENGTH
        ? line
        : line.substring(0, MAX_LENGTH) + " ... (" + line.length() + " characters)";
  }
}
