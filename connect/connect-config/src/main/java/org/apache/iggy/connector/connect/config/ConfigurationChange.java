// SPDX-License-Identifier: Apache-2.0
package org.apache.iggy.connector.connect.config;

import java.util.List;

/**
 * What is different from before in the connectors' configurations.
 *
 * @param added connectors that are new
 * @param changed connectors whose settings differ
 * @param removed connectors that are gone
 * @param now everything as it is now; connectors that were usable before and are rejected now are
 *     neither changed nor removed, they go on as they were
 */
public record ConfigurationChange(
    List<ConnectorSettings> added,
    List<ConnectorSettings> changed,
    List<ConnectorId> removed,
    LoadedConnectors now) {
  /** Copies the lists. */
  public ConfigurationChange {
    added = List.copyOf(added);
    changed = List.copyOf(changed);
    removed = List.copyOf(removed);
  }
}
