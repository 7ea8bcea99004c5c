// SPDX-License-Identifier: Apache-2.0
package org.apache.iggy.connector.client;

import org.apache.iggy.connector.protocol.status.ErrorCategory;

/** A deadline that passed before the server had answered. */
public final class IggyTimeoutException extends IggyException {
  private static final long serialVersionUID = 1L;

  /** Creates the exception with a message that names server, wait and limit. */
  public IggyTimeoutException(String message) {
    super(ErrorCategory.TRANSIENT, message);
  }
}
