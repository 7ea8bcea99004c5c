// SPDX-License-Identifier: Apache-2.0
package org.apache.iggy.connector.pinot.embedded;

/**
 * A table that cannot be created, a wait that ran out, or another failure of the embedded Pinot.
 */
public class EmbeddedPinotException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  /** A failure without a cause of its own. */
  public EmbeddedPinotException(String message) {
    super(message);
  }

  /** A failure with its cause. */
  public EmbeddedPinotException(String message, Throwable cause) {
    super(message, cause);
  }
}
