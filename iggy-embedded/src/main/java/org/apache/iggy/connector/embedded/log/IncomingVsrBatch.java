// SPDX-License-Identifier: Apache-2.0
package org.apache.iggy.connector.embedded.log;

import java.nio.ByteBuffer;
import org.apache.iggy.connector.protocol.message.MessageBatch;
import org.apache.iggy.connector.protocol.message.MessageCursor;
import org.apache.iggy.connector.protocol.message.MessageHeader;
import org.apache.iggy.connector.protocol.message.VsrBatchHeader;
import org.apache.iggy.connector.protocol.message.VsrMessageHeader;

/**
 * A batch as clients of Iggy 0.9 send it; ids of 0 stay.
 *
 * @param batch the batch, which has been checked
 */
record IncomingVsrBatch(MessageBatch batch) implements IncomingBatch {
  private static final int MESSAGE_GROWTH_BYTES = MessageHeader.LENGTH - VsrMessageHeader.LENGTH;

  @Override
  public int count() {
    return batch.count();
  }

  @Override
  public int sizeBytes() {
    return Math.addExact(
        batch.sizeBytes() - VsrBatchHeader.LENGTH,
        Math.multiplyExact(batch.count(), MESSAGE_GROWTH_BYTES));
  }

  @Override
  public void writeTo(ByteBuffer target) {
    MessageCursor messages = batch.cursor();
    int at = 0;
    while (messages.next()) {
      int payload = messages.payloadLength();
      int userHeaders = messages.userHeadersLength();
      MessageHeader.id(target, at, messages.idLow(), messages.idHigh());
      MessageHeader.originTimestampMicros(target, at, messages.originTimestampMicros());
      MessageHeader.userHeadersLength(target, at, userHeaders);
      MessageHeader.payloadLength(target, at, payload);
      MessageHeader.clearReserved(target, at);
      int body = payload + userHeaders;
      target.put(at + MessageHeader.LENGTH, messages.buffer(), messages.payloadPosition(), body);
      at += MessageHeader.LENGTH + body;
    }
  }

  @Override
  public boolean givesIds() {
    return false;
  }
}
