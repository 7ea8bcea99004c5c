// SPDX-License-Identifier: Apache-2.0
package org.apache.iggy.connector.client;

import org.apache.iggy.connector.protocol.status.ErrorCategory;

/** A wait that ended because its thread was interrupted; the thread's interrupt flag stays set. */
public final class IggyInterruptedException extends IggyException {
  private static final long serialVersionUID = 1L;

  /** Creates the exception with a message that says what was waited for. */
  public IggyInterruptedException(String message) {
    super(ErrorCategory.TRANSIENT, message);
  }
}
