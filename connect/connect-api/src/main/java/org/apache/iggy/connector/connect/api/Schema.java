// SPDX-License-Identifier: Apache-2.0
package org.apache.iggy.connector.connect.api;

import java.util.Arrays;
import java.util.Optional;

/** The format of a payload, under the names that configuration files use. */
public enum Schema {
  JSON("json"),
  /** Bytes that nobody looks into. */
  RAW("raw"),
  /** Text in UTF-8. */
  TEXT("text"),
  /** Protocol Buffers. */
  PROTO("proto"),
  FLAT_BUFFER("flat_buffer", "flatbuffer"),
  AVRO("avro");

  private final String[] names;

  Schema(String... names) {
    this.names = names;
  }

  /** The name in configuration files, such as {@code flat_buffer}. */
  public String configName() {
    return names[0];
  }

  /** The schema of a name in a configuration file; upper and lower case are alike. */
  public static Optional<Schema> named(String name) {
    return Arrays.stream(values())
        .filter(schema -> Arrays.stream(schema.names).anyMatch(name::equalsIgnoreCase))
        .findFirst();
  }

  @Override
  public String toString() {
    return configName();
  }
}
