// SPDX-License-Identifier: Apache-2.0
package org.apache.iggy.connector.connect.format;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import org.apache.iggy.connector.connect.api.Codec;
import org.apache.iggy.connector.connect.api.CodecException;
import org.apache.iggy.connector.connect.api.Schema;
import org.apache.iggy.connector.connect.format.json.JsonCodec;

/**
 * Text in UTF-8: the value is a {@link String}. Bytes are written when they are UTF-8, objects and
 * lists as JSON, other values as they print.
 */
public final class TextCodec implements Codec {
  private static final TextCodec INSTANCE = new TextCodec();

  private TextCodec() {}

  /** The codec. */
  public static TextCodec instance() {
    return INSTANCE;
  }

  @Override
  public Schema schema() {
    return Schema.TEXT;
  }

  @Override
  public Object decode(byte[] payload) {
    String text = new String(payload, StandardCharsets.UTF_8);
    // Java replaces what is no UTF-8; without a replacement character there was nothing to replace.
    if (text.indexOf('\uFFFD') >= 0) {
      check(payload);
    }
    return text;
  }

  private static void check(byte[] payload) {
    ByteBuffer bytes = ByteBuffer.wrap(payload);
    try {
      StandardCharsets.UTF_8.newDecoder().decode(bytes);
    } catch (CharacterCodingException e) {
      throw new CodecException("not UTF-8 text at byte " + bytes.position(), e);
    }
  }

  @Override
  public byte[] encode(Object value) {
    if (value instanceof String text) {
      return text.getBytes(StandardCharsets.UTF_8);
    }
    if (value instanceof byte[] bytes) {
      decode(bytes);
      return bytes;
    }
    byte[] json = JsonCodec.compact().encode(value);
    boolean quoted = json.length > 1 && json[0] == '"';
    return quoted ? value.toString().getBytes(StandardCharsets.UTF_8) : json;
  }
}
