// SPDX-License-Identifier: Apache-2.0
package org.apache.iggy.connector.pinot.config;

import java.util.List;

/** A stream configuration that cannot work, with all that is wrong with it at once. */
public final class IggyStreamConfigException extends IllegalArgumentException {
  private static final long serialVersionUID = 1L;

  private final List<String> problems;

  IggyStreamConfigException(String table, List<String> problems) {
    super(message(table, problems));
    this.problems = List.copyOf(problems);
  }

  private static String message(String table, List<String> problems) {
    StringBuilder message = new StringBuilder("The Iggy stream configuration of table ");
    message.append(table).append(" has ").append(problems.size());
    message.append(problems.size() == 1 ? " problem:" : " problems:");
    problems.forEach(problem -> message.append("\n  - ").append(problem));
    return message.toString();
  }

  /** One sentence a problem: key, value (secrets redacted), rule and an example. */
  public List<String> problems() {
    return problems;
  }
}
