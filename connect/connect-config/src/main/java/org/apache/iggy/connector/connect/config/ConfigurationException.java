// SPDX-License-Identifier: Apache-2.0
package org.apache.iggy.connector.connect.config;

import java.util.List;
import java.util.stream.Collectors;

/** A configuration that cannot be used, with everything that is wrong in it. */
public final class ConfigurationException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final transient List<ConfigurationProblem> problems;

  /** An exception for these problems, of which there is at least one. */
  public ConfigurationException(List<ConfigurationProblem> problems) {
    super(message(problems));
    this.problems = List.copyOf(problems);
  }

  ConfigurationException(ConfigurationProblem problem, Throwable cause) {
    super(problem.toString(), cause);
    this.problems = List.of(problem);
  }

  private static String message(List<ConfigurationProblem> problems) {
    return problems.stream().map(ConfigurationProblem::toString).collect(Collectors.joining("\n"));
  }

  /** Everything that is wrong. */
  public List<ConfigurationProblem> problems() {
    return problems == null ? List.of() : problems;
  }
}
