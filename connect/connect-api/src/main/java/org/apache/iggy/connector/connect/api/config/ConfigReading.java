// SPDX-License-Identifier: Apache-2.0
package org.apache.iggy.connector.connect.api.config;

import java.util.List;
import java.util.stream.Collectors;
import org.apache.iggy.connector.connect.api.ConnectException;
import org.apache.iggy.connector.connect.api.ErrorCategory;

/**
 * What came of reading a configuration: all problems at once, and values where there are none.
 *
 * @param values the values that could be read
 * @param problems everything that is wrong; the values can be used when none of it is an error
 */
public record ConfigReading(Config values, List<ConfigProblem> problems) {
  /**
   * The configuration.
   *
   * @throws ConnectException with all errors when there are any
   */
  public Config orThrow() {
    if (hasErrors()) {
      throw new ConnectException(
          ErrorCategory.CONFIGURATION,
          problems.stream()
              .filter(ConfigProblem::isError)
              .map(ConfigProblem::toString)
              .collect(Collectors.joining("; ")));
    }
    return values;
  }

  /** Whether the values cannot be used. */
  public boolean hasErrors() {
    return problems.stream().anyMatch(ConfigProblem::isError);
  }
}
