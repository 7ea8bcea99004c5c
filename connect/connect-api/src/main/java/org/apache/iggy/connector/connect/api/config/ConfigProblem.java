// SPDX-License-Identifier: Apache-2.0
package org.apache.iggy.connector.connect.api.config;

import java.util.Objects;

/**
 * Something wrong in a configuration.
 *
 * @param path the key with the tables around it, such as {@code fields[2].value.static}
 * @param message the rule that it breaks, or what is missing, without the value; a nearest match
 *     when the key is unknown
 * @param severity whether the configuration can be used all the same
 */
public record ConfigProblem(String path, String message, Severity severity) {
  /** Whether a configuration with a problem can be used. */
  public enum Severity {
    /** It cannot. */
    ERROR,
    /** It can: what is wrong has no effect, such as a key that nobody knows. */
    WARNING
  }

  /** Checks that nothing is null. */
  public ConfigProblem {
    Objects.requireNonNull(path);
    Objects.requireNonNull(message);
    Objects.requireNonNull(severity);
  }

  /** A problem with which the configuration cannot be used. */
  public ConfigProblem(String path, String message) {
    this(path, message, Severity.ERROR);
  }

  /** Whether the configuration cannot be used. */
  public boolean isError() {
    return severity == Severity.ERROR;
  }

  @Override
  public String toString() {
    return path + " " + message;
  }
}
