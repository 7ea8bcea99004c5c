// SPDX-License-Identifier: Apache-2.0
package org.apache.iggy.connector.protocol.vsr;

import org.apache.iggy.connector.protocol.command.Request;
import org.apache.iggy.connector.protocol.message.MessageIds;
import org.apache.iggy.connector.protocol.wire.WireReader;
import org.apache.iggy.connector.protocol.wire.WireWriter;

/**
 * The body of one command's request where VSR has it otherwise than the legacy generation.
 *
 * @param <Q> the command
 */
interface VsrRequestBody<Q extends Request<?>> {
  /** Writes a whole body; messages without an id take one of {@code ids}. */
  void encode(Q request, MessageIds ids, WireWriter out);

  /** Reads a body as a server of this release does. */
  Q decode(WireReader in, VsrRelease release);
}
