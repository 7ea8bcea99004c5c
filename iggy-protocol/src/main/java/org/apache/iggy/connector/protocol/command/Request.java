// SPDX-License-Identifier: Apache-2.0
package org.apache.iggy.connector.protocol.command;

import org.apache.iggy.connector.protocol.wire.WireWriter;

/**
 * One command to the server, with everything it takes; immutable unless a class says otherwise.
 *
 * <p>A request knows its body's layout and its response's, not how frames are put around them: that
 * is the work of {@link org.apache.iggy.connector.protocol.framing.Framing}.
 *
 * @param <R> what the server answers; {@link Void} for commands that are only acknowledged
 */
public interface Request<R> {
  /** The command's code. */
  CommandCode code();

  /** Writes the body that follows the frame's header. */
  void encode(WireWriter out);

  /** How the answer's body is read and written. */
  ResponseCodec<R> responseCodec();
}
