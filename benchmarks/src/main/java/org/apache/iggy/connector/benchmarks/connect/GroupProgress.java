// SPDX-License-Identifier: Apache-2.0
package org.apache.iggy.connector.benchmarks.connect;

import org.apache.iggy.connector.benchmarks.server.BenchmarkTopic;
import org.apache.iggy.connector.client.IggyClient;
import org.apache.iggy.connector.protocol.primitive.Consumer;
import org.apache.iggy.connector.protocol.primitive.Identifier;

/** How far a consumer group has come in a topic of one partition. */
final class GroupProgress implements AutoCloseable {
  private final IggyClient client;
  private final BenchmarkTopic topic;
  private final Consumer group;

  GroupProgress(BenchmarkTopic topic, String group) {
    this.client = IggyClient.connect(topic.server().connection(), 1);
    this.topic = topic;
    this.group = Consumer.group(Identifier.named(group));
  }

  /** How many messages are stored as consumed. */
  long messages() {
    return client
        .consumerOffsets()
        .find(group, Identifier.named(topic.stream()), Identifier.named(BenchmarkTopic.TOPIC), 0)
        .map(offset -> offset.storedOffset() + 1)
        .orElse(0L);
  }

  @Override
  public void close() {
    client.close();
  }
}
