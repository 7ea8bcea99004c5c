// SPDX-License-Identifier: Apache-2.0
package org.apache.iggy.connector.embedded.log;

import java.io.IOException;

/** Stored messages are damaged or missing; the message names file, position and offset. */
public final class CorruptLogException extends IOException {
  private static final long serialVersionUID = 1;

  /** Creates it. */
  public CorruptLogException(String message) {
    super(message);
  }
}
