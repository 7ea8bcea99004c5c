// SPDX-License-Identifier: Apache-2.0
package org.apache.iggy.connector.connect.config;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The active configurations of all connectors, as they were when they were loaded.
 *
 * @param connectors those that can be used, by type and key; those that are not enabled too
 * @param rejected those that cannot be used
 * @param sources the file or URL of each that can be used
 * @param problems everything that is wrong in any of them, by file and line; warnings too
 */
public record LoadedConnectors(
    List<ConnectorSettings> connectors,
    List<RejectedConnector> rejected,
    Map<ConnectorId, String> sources,
    List<ConfigurationProblem> problems) {
  /** Copies everything. */
  public LoadedConnectors {
    connectors = List.copyOf(connectors);
    rejected = List.copyOf(rejected);
    sources = Map.copyOf(sources);
    problems = List.copyOf(problems);
  }

  /** No connectors at all. */
  public static LoadedConnectors none() {
    return new LoadedConnectors(List.of(), List.of(), Map.of(), List.of());
  }

  /** The settings of a connector; empty when there is none, or it was rejected. */
  public Optional<ConnectorSettings> find(ConnectorId id) {
    return connectors.stream().filter(settings -> settings.id().equals(id)).findAny();
  }
}
