// SPDX-License-Identifier: Apache-2.0
package org.apache.iggy.connector.embedded.log;

import java.nio.ByteBuffer;
import java.util.UUID;
import org.apache.iggy.connector.protocol.hash.XxHash3;
import org.apache.iggy.connector.protocol.message.MessageHeader;

/** Writes what only the server knows into the headers of messages. */
final class BatchStamp {
  private BatchStamp() {}

  /** Sets offset, timestamp, missing id and checksum of the message at {@code at}. */
  static void stamp(ByteBuffer buffer, int at, int length, long offset, long timestampMicros) {
    if (MessageHeader.idLow(buffer, at) == 0 && MessageHeader.idHigh(buffer, at) == 0) {
      UUID id = UUID.randomUUID();
      MessageHeader.id(buffer, at, id.getLeastSignificantBits(), id.getMostSignificantBits());
    }
    MessageHeader.offset(buffer, at, offset);
    MessageHeader.timestampMicros(buffer, at, timestampMicros);
    int hashed = length - MessageHeader.ID_OFFSET;
    MessageHeader.checksum(
        buffer, at, XxHash3.hash64(buffer, at + MessageHeader.ID_OFFSET, hashed));
  }
}
