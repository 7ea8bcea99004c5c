// SPDX-License-Identifier: Apache-2.0
package org.apache.iggy.connector.connect.api;

import java.util.Objects;

/**
 * An error of a connector, a transform or a format, with what is to be done about it.
 *
 * <p>The message names what a user has to change and holds no secrets. Any other exception that a
 * connector throws counts as {@link ErrorCategory#TRANSIENT}.
 */
public class ConnectException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final ErrorCategory category;

  /** Creates an error without a cause. */
  public ConnectException(ErrorCategory category, String message) {
    this(category, message, null);
  }

  /** Creates an error. */
  public ConnectException(ErrorCategory category, String message, Throwable cause) {
    super(message, cause);
    this.category = Objects.requireNonNull(category);
  }

  /** What is to be done about it. */
  public ErrorCategory category() {
    return category;
  }
}
