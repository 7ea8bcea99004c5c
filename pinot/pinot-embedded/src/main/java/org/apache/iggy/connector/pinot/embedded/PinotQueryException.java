// SPDX-License-Identifier: Apache-2.0
package org.apache.iggy.connector.pinot.embedded;

/** A query that Pinot refused or could not finish. The message is Pinot's own, made short. */
public final class PinotQueryException extends EmbeddedPinotException {
  private static final long serialVersionUID = 1L;

  /** A refusal with no exception behind it. */
  public PinotQueryException(String message) {
    super(message);
  }

  /** A refusal with the exception that Pinot threw. */
  public PinotQueryException(String message, Throwable cause) {
    super(message, cause);
  }
}
