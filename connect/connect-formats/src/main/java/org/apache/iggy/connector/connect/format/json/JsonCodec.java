// SPDX-License-Identifier: Apache-2.0
package org.apache.iggy.connector.connect.format.json;

import org.apache.iggy.connector.connect.api.Codec;
import org.apache.iggy.connector.connect.api.Schema;

/**
 * JSON as RFC 8259 has it, in UTF-8.
 *
 * <p>Objects become {@link java.util.LinkedHashMap}s (of two fields with one name the later
 * counts), arrays {@link java.util.ArrayList}s. Numbers keep their value: whole ones are {@link
 * Long}, or {@link java.math.BigInteger} beyond 64 bits; others are {@link Double} when that says
 * the same, and {@link java.math.BigDecimal} otherwise. Limits: 1,000 levels deep, 1,000 digits a
 * number, exponents up to 100,000.
 *
 * <p>What JSON has no type for is written in text: times as ISO 8601, bytes as Base64. {@code NaN}
 * and the infinities become {@code null}.
 */
public final class JsonCodec implements Codec {
  private static final JsonCodec COMPACT = new JsonCodec(false);
  private static final JsonCodec INDENTED = new JsonCodec(true);

  private final boolean indented;

  private JsonCodec(boolean indented) {
    this.indented = indented;
  }

  /** The codec that writes no white space. */
  public static JsonCodec compact() {
    return COMPACT;
  }

  /** The codec that writes a line for each field and element. */
  public static JsonCodec indented() {
    return INDENTED;
  }

  @Override
  public Schema schema() {
    return Schema.JSON;
  }

  @Override
  public Object decode(byte[] payload) {
    return JsonDecoder.decode(payload);
  }

  @Override
  public byte[] encode(Object value) {
    return JsonEncoder.encode(value, indented);
  }
}
