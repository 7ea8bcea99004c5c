// SPDX-License-Identifier: Apache-2.0
package org.apache.iggy.connector.connect.config;

import java.util.Comparator;
import org.apache.iggy.connector.connect.api.config.ConfigProblem;
import org.apache.iggy.connector.connect.api.config.ConfigProblem.Severity;

/**
 * Something wrong in a file, in an environment variable or in what a server answered.
 *
 * @param location where it stands
 * @param path the key with the tables around it, such as {@code streams[0].batch_length}; empty
 *     when it is no matter of one key
 * @param message the rule that is broken, without secret values
 * @param severity whether what it stands in cannot be used
 */
public record ConfigurationProblem(
    Location location, String path, String message, Severity severity) {
  /** By file and line. */
  public static final Comparator<ConfigurationProblem> BY_LOCATION =
      Comparator.comparing(ConfigurationProblem::location)
          .thenComparing(ConfigurationProblem::path);

  /** What a spec found, at its place. */
  static ConfigurationProblem of(Location location, ConfigProblem problem) {
    return new ConfigurationProblem(
        location, problem.path(), problem.message(), problem.severity());
  }

  static ConfigurationProblem error(Location location, String path, String message) {
    return new ConfigurationProblem(location, path, message, Severity.ERROR);
  }

  static ConfigurationProblem warning(Location location, String path, String message) {
    return new ConfigurationProblem(location, path, message, Severity.WARNING);
  }

  /** Whether what it stands in cannot be used. */
  public boolean isError() {
    return severity == Severity.ERROR;
  }

  /** Such as {@code stdout.toml:12: streams[0].batch_length must be from 1 to 1000000}. */
  @Override
  public String toString() {
    return location + ": " + (path.isEmpty() ? "" : path + " ") + message;
  }
}
