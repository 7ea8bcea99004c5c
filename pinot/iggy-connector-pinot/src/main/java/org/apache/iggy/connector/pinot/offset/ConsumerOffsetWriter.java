// SPDX-License-Identifier: Apache-2.0
package org.apache.iggy.connector.pinot.offset;

import java.util.Map;
import java.util.TreeMap;
import org.apache.iggy.connector.client.IggyClient;
import org.apache.iggy.connector.client.IggyException;
import org.apache.iggy.connector.client.IggyServerException;
import org.apache.iggy.connector.pinot.config.IggyStreamConfig;
import org.apache.iggy.connector.pinot.connection.SharedIggyClient;
import org.apache.iggy.connector.pinot.connection.TopicResolver;
import org.apache.iggy.connector.protocol.primitive.Consumer;
import org.apache.iggy.connector.protocol.primitive.Identifier;

/** Stores as a consumer: any connection may, for any partition. */
final class ConsumerOffsetWriter implements OffsetWriter {
  private final IggyStreamConfig config;

  ConsumerOffsetWriter(IggyStreamConfig config) {
    this.config = config;
  }

  @Override
  public Map<Integer, IggyException> store(Map<Integer, Long> offsets) {
    Consumer consumer = Consumer.single(Identifier.named(config.consumerName().orElseThrow()));
    Map<Integer, IggyException> refused = new TreeMap<>();
    try (SharedIggyClient clients = SharedIggyClient.acquire(config)) {
      IggyClient client = clients.within(MAX_REQUEST_TIMEOUT_MILLIS);
      Identifier stream = TopicResolver.stream(client, config.topic());
      Identifier topic = TopicResolver.topic(client, stream, config.topic());
      for (Map.Entry<Integer, Long> entry : offsets.entrySet()) {
        try {
          client.consumerOffsets().store(consumer, stream, topic, entry.getKey(), entry.getValue());
        } catch (IggyServerException e) {
          refused.put(entry.getKey(), e);
        }
      }
    }
    return refused;
  }
}
