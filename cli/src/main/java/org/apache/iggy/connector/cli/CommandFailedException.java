// SPDX-License-Identifier: Apache-2.0
package org.apache.iggy.connector.cli;

/** Ends a command with one clear line for its user, who can do something about it. */
public final class CommandFailedException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  /** A failure of which the message says everything. */
  public CommandFailedException(String message) {
    super(message);
  }

  /** A failure with the exception behind it, which is not shown. */
  public CommandFailedException(String message, Throwable cause) {
    super(message, cause);
  }
}
