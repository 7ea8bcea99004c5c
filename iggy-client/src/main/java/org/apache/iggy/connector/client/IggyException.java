// SPDX-License-Identifier: Apache-2.0
package org.apache.iggy.connector.client;

import org.apache.iggy.connector.protocol.status.ErrorCategory;

/**
 * Anything that went wrong between this client and a server.
 *
 * <p>The category says what may help: retry later ({@link ErrorCategory#TRANSIENT}), change what is
 * asked ({@link ErrorCategory#PERMANENT}) or change a setting ({@link
 * ErrorCategory#CONFIGURATION}). The message names what to change and never holds a secret.
 */
public class IggyException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final ErrorCategory category;

  /** Creates the exception with its category. */
  public IggyException(ErrorCategory category, String message) {
    super(message);
    this.category = category;
  }

  /** Creates the exception with its category and cause. */
  public IggyException(ErrorCategory category, String message, Throwable cause) {
    super(message, cause);
    this.category = category;
  }

  /** What may help. */
  public final ErrorCategory category() {
    return category;
  }

  /** Whether the same request may succeed later. */
  public final boolean isTransient() {
    return category == ErrorCategory.TRANSIENT;
  }
}
