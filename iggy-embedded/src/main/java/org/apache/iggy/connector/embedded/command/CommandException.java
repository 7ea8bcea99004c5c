// SPDX-License-Identifier: Apache-2.0
package org.apache.iggy.connector.embedded.command;

import org.apache.iggy.connector.protocol.status.IggyStatus;

/** A request that is answered with an error. */
public final class CommandException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final IggyStatus status;

  /** Creates it; it has no stack trace, as it is an answer and no fault. */
  public CommandException(IggyStatus status) {
    super(status.description(), null, false, false);
    this.status = status;
  }

  /** What the client is told. */
  public IggyStatus status() {
    return status;
  }

  /** Whether the connection is closed after the answer. */
  public boolean closesConnection() {
    return status == IggyStatus.STALE_CLIENT || status == IggyStatus.CLIENT_NOT_FOUND;
  }

  static void require(boolean condition, IggyStatus otherwise) {
    if (!condition) {
      throw new CommandException(otherwise);
    }
  }
}
