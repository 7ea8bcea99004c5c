// SPDX-License-Identifier: Apache-2.0
package org.apache.iggy.connector.connect.format;

import java.nio.charset.StandardCharsets;
import org.apache.iggy.connector.connect.api.Codec;
import org.apache.iggy.connector.connect.api.Schema;
import org.apache.iggy.connector.connect.format.json.JsonCodec;

/**
 * Bytes that nobody looks into: the value is the {@code byte[]} itself. Text is written in UTF-8,
 * any other value as JSON.
 */
public final class RawCodec implements Codec {
  private static final RawCodec INSTANCE = new RawCodec();

  private RawCodec() {}

  /** The codec. */
  public static RawCodec instance() {
    return INSTANCE;
  }

  @Override
  public Schema schema() {
    return Schema.RAW;
  }

  @Override
  public Object decode(byte[] payload) {
    return payload;
  }

  @Override
  public byte[] encode(Object value) {
    if (value instanceof byte[] bytes) {
      return bytes;
    }
    if (value instanceof String text) {
      return text.getBytes(StandardCharsets.UTF_8);
    }
    return JsonCodec.compact().encode(value);
  }
}
