// SPDX-License-Identifier: Apache-2.0
package org.apache.iggy.connector.pinot.it;

import java.nio.charset.StandardCharsets;
import org.apache.iggy.connector.client.ConnectionOptions;
import org.apache.iggy.connector.client.Credentials;
import org.apache.iggy.connector.client.IggyAddress;
import org.apache.iggy.connector.client.IggyClient;
import org.apache.iggy.connector.protocol.message.MessageBatchEncoder;
import org.apache.iggy.connector.protocol.message.Partitioning;
import org.apache.iggy.connector.protocol.message.UserHeaders;
import org.apache.iggy.connector.protocol.primitive.Identifier;

/** A new topic, written message by message. */
final class TopicWriter implements AutoCloseable {
  private final IggyClient client;
  private final Identifier stream;
  private final Identifier topic;
  private long sent;

  private TopicWriter(IggyClient client, Identifier stream, Identifier topic) {
    this.client = client;
    this.stream = stream;
    this.topic = topic;
  }

  /** Creates the topic, in a stream that is created too unless a writer of its has done so. */
  static TopicWriter create(IggyAddress address, String stream, String topic, int partitions) {
    IggyClient client =
        IggyClient.connect(
            ConnectionOptions.builder(address)
                .credentials(Credentials.password("iggy", "iggy"))
                .build(),
            1);
    Identifier streamId = Identifier.named(stream);
    if (client.streams().find(streamId).isEmpty()) {
      client.streams().create(stream);
    }
    client.topics().create(streamId, topic, partitions);
    return new TopicWriter(client, streamId, Identifier.named(topic));
  }

  /** Sends one message without headers to one partition. */
  void send(int partition, String payload) {
    send(Partitioning.partition(partition), payload, UserHeaders.empty());
  }

  /** Sends one message of bytes to one partition. */
  void send(int partition, byte[] payload) {
    send(Partitioning.partition(partition), payload, UserHeaders.empty());
  }

  /** Sends one message. */
  void send(Partitioning partitioning, String payload, UserHeaders headers) {
    send(partitioning, payload.getBytes(StandardCharsets.UTF_8), headers);
  }

  private void send(Partitioning partitioning, byte[] payload, UserHeaders headers) {
    MessageBatchEncoder batch = new MessageBatchEncoder();
    batch.add(payload, headers, 0);
    client.messages().send(stream, topic, partitioning, batch.batch());
    sent++;
  }

  void addPartition() {
    client.partitions().add(stream, topic, 1);
  }

  /** How many messages were sent. */
  long sent() {
    return sent;
  }

  @Override
  public void close() {
    client.topics().delete(stream, topic);
    client.close();
  }
}
