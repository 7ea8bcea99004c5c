// SPDX-License-Identifier: Apache-2.0
package org.apache.iggy.connector.pinot.embedded.stream;

import java.util.ArrayList;
import java.util.List;
import org.apache.pinot.spi.stream.BytesStreamMessage;
import org.apache.pinot.spi.stream.LongMsgOffset;
import org.apache.pinot.spi.stream.MessageBatch;
import org.apache.pinot.spi.stream.PartitionGroupConsumer;
import org.apache.pinot.spi.stream.StreamMessageMetadata;
import org.apache.pinot.spi.stream.StreamPartitionMsgOffset;

/** Reads one partition in small batches. */
final class InMemoryPartitionConsumer implements PartitionGroupConsumer {
  private static final int BATCH_SIZE = 37;

  private final InMemoryTopic topic;
  private final int partition;

  InMemoryPartitionConsumer(InMemoryTopic topic, int partition) {
    this.topic = topic;
    this.partition = partition;
    topic.consumersChanged(1);
  }

  @Override
  public MessageBatch<byte[]> fetchMessages(StreamPartitionMsgOffset start, int timeoutMillis) {
    topic.beforeFetch().run();
    long offset = ((LongMsgOffset) start).getOffset();
    List<BytesStreamMessage> batch = new ArrayList<>();
    try {
      for (byte[] payload : topic.fetch(partition, offset, BATCH_SIZE, timeoutMillis)) {
        batch.add(message(payload, offset + batch.size()));
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    return new InMemoryBatch(batch, new LongMsgOffset(offset + batch.size()));
  }

  private static BytesStreamMessage message(byte[] payload, long offset) {
    return new BytesStreamMessage(
        null,
        payload,
        new StreamMessageMetadata.Builder()
            .setRecordIngestionTimeMs(System.currentTimeMillis())
            .setOffset(new LongMsgOffset(offset), new LongMsgOffset(offset + 1))
            .setSerializedValueSize(payload.length)
            .build());
  }

  @Override
  public void close() {
    topic.consumersChanged(-1);
  }
}
