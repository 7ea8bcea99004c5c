// SPDX-License-Identifier: Apache-2.0
package org.apache.iggy.connector.cli.topic;

import org.apache.iggy.connector.client.IggyClient;
import org.apache.iggy.connector.protocol.message.MessageBatchEncoder;
import org.apache.iggy.connector.protocol.message.Partitioning;
import org.apache.iggy.connector.protocol.message.UserHeaders;

/** Appends events to a topic, in batches spread over its partitions. Not thread-safe. */
public final class TopicWriter implements AutoCloseable {
  private static final int BATCH_EVENTS = 1_000;
  private static final int BATCH_BYTES = 1024 * 1024;
  private static final int CONNECTIONS = 1;

  private final IggyTopic topic;
  private final IggyClient client;
  private final MessageBatchEncoder batch = new MessageBatchEncoder();

  /** Connects when the first batch is sent. */
  public TopicWriter(IggyTopic topic) {
    this.topic = topic;
    this.client = IggyClient.connect(topic.connection(), CONNECTIONS);
  }

  /** Adds an event; sends when a batch is full. */
  public void write(byte[] event) {
    batch.add(event, UserHeaders.empty(), System.currentTimeMillis() * 1_000);
    if (batch.count() >= BATCH_EVENTS || batch.sizeBytes() >= BATCH_BYTES) {
      flush();
    }
  }

  /** Sends what was added and waits for the server to acknowledge it. */
  public void flush() {
    if (batch.count() > 0) {
      client
          .messages()
          .send(topic.streamId(), topic.topicId(), Partitioning.balanced(), batch.batch());
      batch.clear();
    }
  }

  /** Closes the connection; what was not flushed is lost. */
  @Override
  public void close() {
    client.close();
  }
}
