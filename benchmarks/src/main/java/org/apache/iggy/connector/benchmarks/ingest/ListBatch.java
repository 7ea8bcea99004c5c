// SPDX-License-Identifier: Apache-2.0
package org.apache.iggy.connector.benchmarks.ingest;

import java.util.ArrayList;
import java.util.List;
import org.apache.pinot.spi.stream.LongMsgOffset;
import org.apache.pinot.spi.stream.MessageBatch;
import org.apache.pinot.spi.stream.StreamMessage;
import org.apache.pinot.spi.stream.StreamMessageMetadata;
import org.apache.pinot.spi.stream.StreamPartitionMsgOffset;

/** Messages of consecutive offsets in a list, as simple plugins have them. */
final class ListBatch implements MessageBatch<Object> {
  private final List<StreamMessage<Object>> messages;
  private final long start;
  private long bytes;

  ListBatch(long start, int capacity) {
    this.start = start;
    this.messages = new ArrayList<>(capacity);
  }

  void add(Object value, int length, long timestampMillis) {
    long offset = start + messages.size();
    StreamMessageMetadata metadata =
        new StreamMessageMetadata.Builder()
            .setRecordIngestionTimeMs(timestampMillis)
            .setFirstStreamRecordIngestionTimeMs(timestampMillis)
            .setOffset(new LongMsgOffset(offset), new LongMsgOffset(offset + 1))
            .setSerializedValueSize(length)
            .build();
    messages.add(new StreamMessage<>(null, value, length, metadata));
    bytes += length;
  }

  @Override
  public int getMessageCount() {
    return messages.size();
  }

  @Override
  public StreamMessage<Object> getStreamMessage(int index) {
    return messages.get(index);
  }

  @Override
  public StreamMessageMetadata getLastMessageMetadata() {
    return messages.isEmpty() ? null : messages.get(messages.size() - 1).getMetadata();
  }

  @Override
  public StreamPartitionMsgOffset getOffsetOfNextBatch() {
    return new LongMsgOffset(start + messages.size());
  }

  @Override
  public long getSizeInBytes() {
    return bytes;
  }
}
