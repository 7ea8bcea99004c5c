// SPDX-License-Identifier: Apache-2.0
package org.apache.iggy.connector.connect.api;

/**
 * Turns the bytes of a payload into a value and back.
 *
 * <p>Values are {@code null}, {@link Boolean}, {@link Integer}, {@link Long}, {@link
 * java.math.BigInteger}, {@link Float}, {@link Double}, {@link java.math.BigDecimal}, {@link
 * String}, {@code byte[]}, {@link java.time.Instant}, {@link java.time.LocalDate}, {@link
 * java.time.LocalTime}, {@link java.time.LocalDateTime}, {@link java.util.UUID}, and of these
 * {@link java.util.List} and {@link java.util.Map} with {@link String} keys in the order of the
 * payload. What a format cannot say in its own types it says in text: JSON writes times in ISO
 * 8601, bytes in Base64.
 *
 * <p>Thread-safe.
 */
public interface Codec {
  /** The format. */
  Schema schema();

  /**
   * Decodes a payload.
   *
   * @param payload not kept and not changed
   * @throws CodecException when it is not of this format; says where and why
   */
  Object decode(byte[] payload);

  /**
   * Encodes a value.
   *
   * @throws CodecException when this format has no room for it
   */
  byte[] encode(Object value);
}
