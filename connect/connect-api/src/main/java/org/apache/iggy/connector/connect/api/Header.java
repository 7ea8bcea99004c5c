// SPDX-License-Identifier: Apache-2.0
package org.apache.iggy.connector.connect.api;

import java.nio.charset.StandardCharsets;
import java.util.Objects;

/**
 * A header of a message.
 *
 * @param name its key; a key that is no text in Iggy is shown as text
 * @param kind the type of the value in Iggy
 * @param value the value, in the Java type that {@link HeaderKind} names; never null
 */
public record Header(String name, HeaderKind kind, Object value) {
  /** Checks that nothing is missing. */
  public Header {
    Objects.requireNonNull(name);
    Objects.requireNonNull(kind);
    Objects.requireNonNull(value);
  }

  /** A header of text. */
  public static Header of(String name, String value) {
    return new Header(name, HeaderKind.STRING, value);
  }

  /** A header of bytes. */
  public static Header of(String name, byte[] value) {
    return new Header(name, HeaderKind.RAW, value);
  }

  /** A header of a number of 64 bits. */
  public static Header of(String name, long value) {
    return new Header(name, HeaderKind.INT64, value);
  }

  /** The value as text: bytes as UTF-8, everything else as Java prints it. */
  public String asText() {
    return value instanceof byte[] bytes
        ? new String(bytes, StandardCharsets.UTF_8)
        : value.toString();
  }
}
