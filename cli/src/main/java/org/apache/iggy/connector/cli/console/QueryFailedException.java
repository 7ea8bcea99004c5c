// SPDX-License-Identifier: Apache-2.0
package org.apache.iggy.connector.cli.console;

/** A query without an answer. The message is for the user who wrote the query. */
public final class QueryFailedException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  /** A failure of which the message says everything. */
  public QueryFailedException(String message) {
    super(message);
  }

  /** A failure with the exception behind it. */
  public QueryFailedException(String message, Throwable cause) {
    super(message, cause);
  }
}
