// SPDX-License-Identifier: Apache-2.0
package org.apache.iggy.connector.protocol.vsr;

import org.apache.iggy.connector.protocol.status.IggyStatus;
import org.apache.iggy.connector.protocol.wire.MalformedFrameException;

/** A request's body is one that a server refuses with a status of its own. */
public final class RefusedBodyException extends MalformedFrameException {
  private static final long serialVersionUID = 1L;

  private final IggyStatus status;

  RefusedBodyException(IggyStatus status, String message) {
    super(message);
    this.status = status;
  }

  /** What a server answers. */
  public IggyStatus status() {
    return status;
  }
}
