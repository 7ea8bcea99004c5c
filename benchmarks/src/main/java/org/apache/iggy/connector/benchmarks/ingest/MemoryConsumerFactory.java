// SPDX-License-Identifier: Apache-2.0
package org.apache.iggy.connector.benchmarks.ingest;

import org.apache.iggy.connector.benchmarks.fetch.BareSocketContestant;
import org.apache.pinot.spi.stream.LongMsgOffset;
import org.apache.pinot.spi.stream.PartitionGroupConsumer;
import org.apache.pinot.spi.stream.PartitionGroupConsumptionStatus;
import org.apache.pinot.spi.stream.StreamConsumerFactory;
import org.apache.pinot.spi.stream.StreamMetadataProvider;
import org.apache.pinot.spi.stream.StreamPartitionMsgOffset;

/** A stream that costs next to nothing: the messages of a {@link MemoryTopic}, 1000 at a time. */
public final class MemoryConsumerFactory extends StreamConsumerFactory {
  private static final int BATCH_SIZE = 1000;

  @Override
  public StreamMetadataProvider createPartitionMetadataProvider(String clientId, int partition) {
    return new PartitionMetadata(1, topic().messages());
  }

  @Override
  public StreamMetadataProvider createStreamMetadataProvider(String clientId) {
    return new PartitionMetadata(1, topic().messages());
  }

  @Override
  public PartitionGroupConsumer createPartitionGroupConsumer(
      String clientId, PartitionGroupConsumptionStatus status) {
    return new Consumer(topic(), topic().polls().get());
  }

  private MemoryTopic topic() {
    return MemoryTopic.named(_streamConfig.getTopicName());
  }

  private record Consumer(MemoryTopic topic, BareSocketContestant polls)
      implements PartitionGroupConsumer {
    @Override
    public ListBatch fetchMessages(StreamPartitionMsgOffset startOffset, int timeoutMillis) {
      long start = ((LongMsgOffset) startOffset).getOffset();
      int count = (int) Math.min(BATCH_SIZE, topic.messages() - start);
      if (polls != null && count > 0) {
        poll();
      }
      ListBatch batch = new ListBatch(start, count);
      long now = System.currentTimeMillis();
      for (int i = 0; i < count; i++) {
        batch.add(topic.value(start + i), topic.length(start + i), now);
      }
      return batch;
    }

    private void poll() {
      try {
        polls.fetch();
      } catch (Exception e) {
        throw new IllegalStateException("cannot poll beside the rows from memory", e);
      }
    }

    @Override
    public void close() {
      if (polls != null) {
        polls.close();
      }
    }
  }
}
