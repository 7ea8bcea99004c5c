// SPDX-License-Identifier: Apache-2.0
package org.apache.iggy.connector.cli.connect;

import java.util.List;
import java.util.function.BiPredicate;
import org.apache.iggy.connector.client.IggyClient;
import org.apache.iggy.connector.client.PartitionOffsets;
import org.apache.iggy.connector.connect.api.ConnectRecord;
import org.apache.iggy.connector.connect.api.Schema;
import org.apache.iggy.connector.connect.config.ConnectorSettings;
import org.apache.iggy.connector.connect.format.CodecFactory;
import org.apache.iggy.connector.connect.runtime.ConnectorParts;
import org.apache.iggy.connector.connect.runtime.message.RecordMapper;
import org.apache.iggy.connector.connect.runtime.pipeline.DeadLetterHeaders;
import org.apache.iggy.connector.connect.runtime.pipeline.DeadLetterTopic;
import org.apache.iggy.connector.protocol.message.MessageCursor;
import org.apache.iggy.connector.protocol.message.PollingStrategy;
import org.apache.iggy.connector.protocol.primitive.Identifier;
import org.apache.iggy.connector.protocol.topic.PartitionInfo;

/** Reads the dead letters of one connector. */
final class DeadLetterTopics {
  private static final int POLL_COUNT = 100;

  private final IggyClient client;
  private final ConnectorSettings settings;
  private final DeadLetterTopic topic;

  DeadLetterTopics(IggyClient client, ConnectorSettings settings) {
    this.client = client;
    this.settings = settings;
    this.topic = ConnectorParts.deadLetters(settings);
  }

  DeadLetterTopic topic() {
    return topic;
  }

  Identifier streamId() {
    return Identifier.named(topic.stream());
  }

  Identifier topicId() {
    return Identifier.named(topic.topic());
  }

  /** The partitions; none when the topic is not there, as nothing has failed yet. */
  List<PartitionInfo> partitions() {
    return client
        .topics()
        .find(streamId(), topicId())
        .map(details -> details.partitions())
        .orElse(List.of());
  }

  /**
   * Goes through the connector's dead letters of a partition; several connectors may share a topic.
   *
   * @param first the offset to start at
   * @param visitor returns whether to go on
   */
  void visit(PartitionInfo partition, long first, BiPredicate<Long, ConnectRecord> visitor) {
    RecordMapper mapper =
        new RecordMapper(topic.stream(), topic.topic(), CodecFactory.create(Schema.RAW), null);
    long next = first;
    long end = PartitionOffsets.next(partition);
    while (next < end) {
      MessageCursor messages =
          client
              .messages()
              .poll(streamId(), topicId(), partition.id(), PollingStrategy.offset(next), POLL_COUNT)
              .cursor();
      long before = next;
      while (messages.next()) {
        next = messages.offset() + 1;
        ConnectRecord letter = mapper.record(messages, partition.id());
        if (isOurs(letter) && !visitor.test(messages.offset(), letter)) {
          return;
        }
      }
      if (next == before) {
        return;
      }
    }
  }

  private boolean isOurs(ConnectRecord letter) {
    return header(letter, DeadLetterHeaders.CONNECTOR).equals(settings.id().toString());
  }

  /** A header as text; empty when there is none. */
  static String header(ConnectRecord letter, String name) {
    return letter.headers().get(name).map(header -> header.asText()).orElse("");
  }
}
