// SPDX-License-Identifier: Apache-2.0
package org.apache.iggy.connector.connect.config;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** Which way a connector moves data. */
public enum ConnectorType {
  /** From Iggy to another system. */
  SINK,
  /** From another system to Iggy. */
  SOURCE;

  /** The type of a name in a configuration file; empty when it is none. */
  public static Optional<ConnectorType> named(String name) {
    return Arrays.stream(values()).filter(type -> type.toString().equalsIgnoreCase(name)).findAny();
  }

  /** As configuration files and the HTTP API write it: {@code sink} or {@code source}. */
  @Override
  public String toString() {
    return name().toLowerCase(Locale.ROOT);
  }
}
