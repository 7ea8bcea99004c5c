// SPDX-License-Identifier: Apache-2.0
package org.apache.iggy.connector.connect.http.view;

import java.util.List;
import org.apache.iggy.connector.connect.api.config.ConfigProblem;

/** An operation that was asked for and cannot be done. The message names what to change. */
public final class OperationException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  /** Why an operation cannot be done. */
  public enum Reason {
    /** There is no connector of this key. */
    CONNECTOR_NOT_FOUND,
    /** The connector has no configuration of this version. */
    VERSION_NOT_FOUND,
    /** Not in the state that the connector is in. */
    CONFLICT,
    /** The configuration given is wrong. */
    INVALID_CONFIGURATION,
    /** The connector was asked to start and failed. */
    START_FAILED,
    /** Not with this provider of configurations, or this kind of connector. */
    NOT_SUPPORTED,
    /** Something that is needed for it, such as Iggy, does not answer. */
    UNAVAILABLE
  }

  private final Reason reason;
  private final transient List<ConfigProblem> problems;

  /** An operation that cannot be done for this reason. */
  public OperationException(Reason reason, String message) {
    this(reason, message, null);
  }

  /** An operation that cannot be done because of something else. */
  public OperationException(Reason reason, String message, Throwable cause) {
    super(message, cause);
    this.reason = reason;
    this.problems = List.of();
  }

  /** A configuration that has these problems, at least one. */
  public OperationException(List<ConfigProblem> problems) {
    super(summary(problems));
    this.reason = Reason.INVALID_CONFIGURATION;
    this.problems = List.copyOf(problems);
  }

  /** Why not. */
  public Reason reason() {
    return reason;
  }

  /** All that is wrong with the configuration; empty for other reasons. */
  public List<ConfigProblem> problems() {
    return problems == null ? List.of() : problems;
  }

  private static String summary(List<ConfigProblem> problems) {
    ConfigProblem first = problems.get(0);
    String more = problems.size() == 1 ? "" : " (and " + (problems.size() - 1) + " more)";
    return first.path() + ": " + first.message() + more;
  }
}
