// SPDX-License-Identifier: Apache-2.0
package org.apache.iggy.connector.connect.runtime;

/** Not in the state that a connector is in; the message says what to do first. */
public final class ConnectorConflictException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  /** Not as it is. */
  public ConnectorConflictException(String message) {
    super(message);
  }
}
