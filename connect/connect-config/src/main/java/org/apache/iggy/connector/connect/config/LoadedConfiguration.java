// SPDX-License-Identifier: Apache-2.0
package org.apache.iggy.connector.connect.config;

import java.util.ArrayList;
import java.util.List;

/**
 * Everything that a runtime was told: its own settings, and its connectors'.
 *
 * @param runtime the runtime's settings; where its file has errors, defaults
 * @param provider gives the connectors' configurations, now and later
 * @param connectors the connectors' configurations as they are now
 * @param redaction hides all secrets that were seen in any of them
 * @param runtimeProblems what is wrong beside the connectors' configurations
 */
public record LoadedConfiguration(
    LoadedRuntime runtime,
    ConnectorsProvider provider,
    LoadedConnectors connectors,
    Redaction redaction,
    List<ConfigurationProblem> runtimeProblems) {
  /** Copies the list. */
  public LoadedConfiguration {
    runtimeProblems = List.copyOf(runtimeProblems);
  }

  /** The runtime's settings. */
  public RuntimeSettings settings() {
    return runtime.settings();
  }

  /** Everything that is wrong in any place, by file and line; warnings too. */
  public List<ConfigurationProblem> problems() {
    List<ConfigurationProblem> all = new ArrayList<>(runtimeProblems);
    all.addAll(connectors.problems());
    all.sort(ConfigurationProblem.BY_LOCATION);
    return all;
  }

  /** The errors with which the runtime cannot start; those of connectors are not among them. */
  public List<ConfigurationProblem> runtimeErrors() {
    return runtimeProblems.stream().filter(ConfigurationProblem::isError).toList();
  }
}
