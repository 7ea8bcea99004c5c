// SPDX-License-Identifier: Apache-2.0
package org.apache.iggy.connector.cli.connect;

import java.util.Optional;
import org.apache.iggy.connector.client.IggyClient;
import org.apache.iggy.connector.connect.api.SinkConnector;
import org.apache.iggy.connector.connect.config.ConnectorSettings;
import org.apache.iggy.connector.connect.config.StreamSettings;
import org.apache.iggy.connector.connect.runtime.ConnectorParts;
import org.apache.iggy.connector.connect.runtime.launch.LoadedPlugins;
import org.apache.iggy.connector.connect.runtime.message.RecordMapper;
import org.apache.iggy.connector.protocol.message.MessageCursor;
import org.apache.iggy.connector.protocol.message.PollingStrategy;
import org.apache.iggy.connector.protocol.offset.ConsumerOffset;
import org.apache.iggy.connector.protocol.primitive.Consumer;
import org.apache.iggy.connector.protocol.primitive.Identifier;
import org.apache.iggy.connector.protocol.topic.PartitionInfo;
import org.apache.iggy.connector.protocol.topic.TopicDetails;

/** Takes messages of a sink's topics as its group would, without being a member of it. */
final class SinkDryRun extends DryRun<SinkConnector> {
  SinkDryRun(LoadedPlugins loaded, ConnectorSettings settings, DryRunReport report, int limit) {
    super(loaded, settings, loaded.plugins().sink(settings.plugin()), report, limit);
  }

  @Override
  void run(SinkConnector connector) {
    verify(connector);
    if (verifyIggy()) {
      report.check("reading", this::read);
    }
  }

  private void read() {
    try (IggyClient client = connect()) {
      for (StreamSettings stream : settings.streams()) {
        for (String topic : stream.topics()) {
          read(client, stream, topic);
        }
      }
    }
  }

  private void read(IggyClient client, StreamSettings stream, String topic) {
    Identifier streamId = Identifier.named(stream.stream());
    Identifier topicId = Identifier.named(topic);
    String name = stream.stream() + "/" + topic;
    Optional<TopicDetails> details = client.topics().find(streamId, topicId);
    if (details.isEmpty()) {
      report.say(name + ": there is no such topic yet");
      return;
    }
    RecordMapper mapper =
        new RecordMapper(
            stream.stream(),
            topic,
            ConnectorParts.codec(stream),
            settings.keyHeader().orElse(null));
    for (PartitionInfo partition : details.get().partitions()) {
      if (left() > 0) {
        read(client, stream, topicId, partition, mapper);
      }
    }
  }

  private void read(
      IggyClient client,
      StreamSettings stream,
      Identifier topicId,
      PartitionInfo partition,
      RecordMapper mapper) {
    Identifier streamId = Identifier.named(stream.stream());
    PollingStrategy from = whereTheGroupStands(client, stream, topicId, partition);
    MessageCursor messages =
        client.messages().poll(streamId, topicId, partition.id(), from, left()).cursor();
    while (messages.next()) {
      String where =
          "%s/%s partition %d, offset %d"
              .formatted(mapper.stream(), mapper.topic(), partition.id(), messages.offset());
      show(where, mapper.record(messages, partition.id()), "would write");
    }
  }

  private static PollingStrategy whereTheGroupStands(
      IggyClient client, StreamSettings stream, Identifier topicId, PartitionInfo partition) {
    return client
        .consumerOffsets()
        .find(
            Consumer.group(Identifier.named(stream.consumerGroup())),
            Identifier.named(stream.stream()),
            topicId,
            partition.id())
        .map(ConsumerOffset::storedOffset)
        .map(offset -> PollingStrategy.offset(offset + 1))
        .orElseGet(
            () ->
                stream.start() == StreamSettings.Start.EARLIEST
                    ? PollingStrategy.first()
                    : PollingStrategy.last());
  }
}
