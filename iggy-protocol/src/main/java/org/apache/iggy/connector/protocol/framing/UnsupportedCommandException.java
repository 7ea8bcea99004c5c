// SPDX-License-Identifier: Apache-2.0
package org.apache.iggy.connector.protocol.framing;

import org.apache.iggy.connector.protocol.command.CommandCode;

/** A command was asked for that this connection's generation of the protocol does not have. */
public final class UnsupportedCommandException extends UnsupportedOperationException {
  private static final long serialVersionUID = 1L;

  /** Creates it with a message that names both. */
  public UnsupportedCommandException(CommandCode command, ProtocolGeneration generation) {
    super(
        command
            + " (code "
            + command.code()
            + ") does not exist in the "
            + generation
            + " protocol, which this server speaks");
  }
}
