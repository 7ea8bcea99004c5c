// SPDX-License-Identifier: Apache-2.0
package org.apache.iggy.connector.protocol;

import org.apache.iggy.connector.protocol.command.CommandCode;
import org.apache.iggy.connector.protocol.framing.ProtocolGeneration;

/** Which generation has which command. */
final class Generations {
  private Generations() {}

  static boolean has(ProtocolGeneration generation, CommandCode code) {
    return generation == ProtocolGeneration.LEGACY
        ? code != CommandCode.DESCRIBE_OPTIONS && code != CommandCode.SYNC_CONSUMER_GROUP
        : code != CommandCode.FLUSH_UNSAVED_BUFFER;
  }
}
