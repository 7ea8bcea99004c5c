// SPDX-License-Identifier: Apache-2.0
package org.apache.iggy.connector.connect.config;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * Everything that a runtime was told: its own settings, and its connectors'.
 *
 * @param file the runtime's file; empty when there is none, and everything has its default
 * @param runtime the runtime's settings; where its file has errors, defaults
 * @param provider gives the connectors' configurations, now and later
 * @param connectors the connectors' configurations as they are now
 * @param redaction hides all secrets that were seen in any of them
 * @param problems everything that is wrong in any file, by file and line; warnings too
 */
public record LoadedConfiguration(
    Optional<Path> file,
    RuntimeSettings runtime,
    ConnectorsProvider provider,
    LoadedConnectors connectors,
    Redaction redaction,
    List<ConfigurationProblem> problems) {
  /** Copies the list. */
  public LoadedConfiguration {
    problems = List.copyOf(problems);
  }

  /** The errors of the runtime's own file, with which it cannot start. */
  public List<ConfigurationProblem> runtimeErrors() {
    return problems.stream()
        .filter(problem -> problem.isError() && !connectors.problems().contains(problem))
        .toList();
  }
}
