// SPDX-License-Identifier: Apache-2.0
package org.apache.iggy.connector.connect.api;

import java.util.Objects;

/**
 * What a connector is called and what it is for.
 *
 * @param name the name in configuration files, such as {@code postgres}: lower case, digits and
 *     underscores; one sink and one source may share it
 * @param title the name for people, such as {@code PostgreSQL}
 * @param description one sentence on what it does
 */
public record ConnectorInfo(String name, String title, String description) {
  /** Checks the name. */
  public ConnectorInfo {
    Objects.requireNonNull(title);
    Objects.requireNonNull(description);
    if (!name.matches("[a-z][a-z0-9_]*")) {
      throw new IllegalArgumentException("not a connector's name: " + name);
    }
  }
}
