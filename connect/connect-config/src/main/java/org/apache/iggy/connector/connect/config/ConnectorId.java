// SPDX-License-Identifier: Apache-2.0
package org.apache.iggy.connector.connect.config;

import java.util.Objects;

/**
 * What a connector is known by: a sink and a source may have the same key.
 *
 * @param type which way it moves data
 * @param key its key in the configuration
 */
public record ConnectorId(ConnectorType type, String key) implements Comparable<ConnectorId> {
  /** Checks that nothing is missing. */
  public ConnectorId {
    Objects.requireNonNull(type);
    Objects.requireNonNull(key);
  }

  /** Sinks first, then by key. */
  @Override
  public int compareTo(ConnectorId other) {
    int byType = type.compareTo(other.type);
    return byType != 0 ? byType : key.compareTo(other.key);
  }

  /** Such as {@code sink orders}. */
  @Override
  public String toString() {
    return type + " " + key;
  }
}
