// SPDX-License-Identifier: Apache-2.0
package org.apache.iggy.connector.pinot.embedded.stream;

import org.apache.pinot.spi.stream.PartitionGroupConsumer;
import org.apache.pinot.spi.stream.PartitionGroupConsumptionStatus;
import org.apache.pinot.spi.stream.StreamConsumerFactory;
import org.apache.pinot.spi.stream.StreamMetadataProvider;

/** The stream plugin of these tests, named in their table configs. */
public final class InMemoryConsumerFactory extends StreamConsumerFactory {
  @Override
  public StreamMetadataProvider createPartitionMetadataProvider(String clientId, int partition) {
    return new InMemoryMetadataProvider(topic(), partition);
  }

  @Override
  public StreamMetadataProvider createStreamMetadataProvider(String clientId) {
    return new InMemoryMetadataProvider(topic(), 0);
  }

  @Override
  public PartitionGroupConsumer createPartitionGroupConsumer(
      String clientId, PartitionGroupConsumptionStatus status) {
    topic().checkConsumerCreation(status.getPartitionGroupId());
    return new InMemoryPartitionConsumer(topic(), status.getPartitionGroupId());
  }

  private InMemoryTopic topic() {
    return InMemoryTopic.named(_streamConfig.getTopicName());
  }
}
