// SPDX-License-Identifier: Apache-2.0
package org.apache.iggy.connector.connect.config;

import java.util.List;
import java.util.Optional;

/**
 * A connector whose configuration cannot be used; it stops no other.
 *
 * @param id its type and key; empty when they could not be read
 * @param source the file or URL
 * @param errors what stands in the way
 */
public record RejectedConnector(
    Optional<ConnectorId> id, String source, List<ConfigurationProblem> errors) {
  /** Copies the list. */
  public RejectedConnector {
    errors = List.copyOf(errors);
  }

  /** What is wrong, in one line each. */
  public String message() {
    return String.join("; ", errors.stream().map(ConfigurationProblem::toString).toList());
  }
}
