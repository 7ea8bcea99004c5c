// SPDX-License-Identifier: Apache-2.0
package org.apache.iggy.connector.pinot.embedded.stream;

import java.util.List;
import org.apache.pinot.spi.stream.BytesStreamMessage;
import org.apache.pinot.spi.stream.MessageBatch;
import org.apache.pinot.spi.stream.StreamPartitionMsgOffset;

/** Messages of one fetch. */
class InMemoryBatch implements MessageBatch<byte[]> {
  private final List<BytesStreamMessage> messages;
  private final StreamPartitionMsgOffset nextOffset;

  InMemoryBatch(List<BytesStreamMessage> messages, StreamPartitionMsgOffset nextOffset) {
    this.messages = messages;
    this.nextOffset = nextOffset;
  }

  @Override
  public int getMessageCount() {
    return messages.size();
  }

  @Override
  public BytesStreamMessage getStreamMessage(int index) {
    return messages.get(index);
  }

  @Override
  public StreamPartitionMsgOffset getOffsetOfNextBatch() {
    return nextOffset;
  }

  // Exists from Pinot 1.5 on, hence no @Override.
  @SuppressWarnings("MissingOverride")
  public long getSizeInBytes() {
    return messages.stream().mapToLong(BytesStreamMessage::getLength).sum();
  }
}
