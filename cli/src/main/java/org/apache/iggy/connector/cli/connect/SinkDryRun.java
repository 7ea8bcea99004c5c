// SPDX-License-Identifier: Apache-2.0
package org.apache.iggy.connector.cli.connect;

import java.util.Optional;
import org.apache.iggy.connector.client.IggyClient;
import org.apache.iggy.connector.connect.api.SinkConnector;
import org.apache.iggy.connector.connect.config.ConnectorSettings;
import org.apache.iggy.connector.connect.config.StreamSettings;
import org.apache.iggy.connector.connect.runtime.ConnectorParts;
import org.apache.iggy.connector.connect.runtime.IggyConnections;
import org.apache.iggy.connector.connect.runtime.launch.LoadedPlugins;
import org.apache.iggy.connector.connect.runtime.message.RecordMapper;
import org.apache.iggy.connector.connect.runtime.pipeline.TransformChain;
import org.apache.iggy.connector.connect.runtime.plugin.ConnectorPlugin;
import org.apache.iggy.connector.protocol.message.MessageCursor;
import org.apache.iggy.connector.protocol.message.PollingStrategy;
import org.apache.iggy.connector.protocol.offset.ConsumerOffset;
import org.apache.iggy.connector.protocol.primitive.Consumer;
import org.apache.iggy.connector.protocol.primitive.Identifier;
import org.apache.iggy.connector.protocol.topic.PartitionInfo;
import org.apache.iggy.connector.protocol.topic.TopicDetails;

/** Takes messages of a sink's topics as its group would, without being a member of it. */
final class SinkDryRun {
  private final LoadedPlugins loaded;
  private final ConnectorSettings settings;
  private final DryRunReport report;
  private final TransformChain transforms;
  private int left;

  SinkDryRun(LoadedPlugins loaded, ConnectorSettings settings, DryRunReport report, int limit) {
    this.loaded = loaded;
    this.settings = settings;
    this.report = report;
    this.transforms = ConnectorParts.transforms(settings, loaded.plugins());
    this.left = limit;
  }

  void run() {
    report.check("connection to " + settings.plugin(), this::verify);
    report.check(
        "connection to Iggy",
        () -> {
          try (IggyClient client =
              IggyClient.connect(
                  IggyConnections.options(loaded.configuration().settings().iggy()), 1)) {
            for (StreamSettings stream : settings.streams()) {
              for (String topic : stream.topics()) {
                read(client, stream, topic);
              }
            }
          }
        });
  }

  private void verify() throws Exception {
    ConnectorPlugin<SinkConnector> plugin = loaded.plugins().sink(settings.plugin());
    SinkConnector connector = plugin.create();
    ClassLoader before = Thread.currentThread().getContextClassLoader();
    Thread.currentThread().setContextClassLoader(plugin.classLoader());
    try {
      connector.configure(plugin.spec().read(settings.pluginConfig()).orThrow());
      connector.verify();
    } finally {
      Thread.currentThread().setContextClassLoader(before);
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
      if (left > 0) {
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
    PollingStrategy from =
        client
            .consumerOffsets()
            .find(
                Consumer.group(Identifier.named(stream.consumerGroup())),
                streamId,
                topicId,
                partition.id())
            .map(ConsumerOffset::storedOffset)
            .map(offset -> PollingStrategy.offset(offset + 1))
            .orElseGet(
                () ->
                    stream.start() == StreamSettings.Start.EARLIEST
                        ? PollingStrategy.first()
                        : PollingStrategy.last());
    MessageCursor messages =
        client.messages().poll(streamId, topicId, partition.id(), from, left).cursor();
    while (messages.next() && left > 0) {
      left--;
      report.show(
          mapper.stream()
              + "/"
              + mapper.topic()
              + " partition "
              + partition.id()
              + ", offset "
              + messages.offset(),
          PipelineRun.of(mapper.record(messages, partition.id()), transforms),
          "would write");
    }
  }
}
