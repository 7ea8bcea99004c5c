// SPDX-License-Identifier: Apache-2.0
package org.apache.iggy.connector.connect.runtime;

import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;
import org.apache.iggy.connector.client.ConnectionOptions;
import org.apache.iggy.connector.client.ReconnectPolicy;
import org.apache.iggy.connector.client.group.GroupReaderOptions;
import org.apache.iggy.connector.connect.api.Codec;
import org.apache.iggy.connector.connect.api.SinkConnector;
import org.apache.iggy.connector.connect.config.ConnectorSettings;
import org.apache.iggy.connector.connect.config.ConnectorType;
import org.apache.iggy.connector.connect.config.StreamSettings;
import org.apache.iggy.connector.connect.runtime.error.ErrorPolicy;
import org.apache.iggy.connector.connect.runtime.message.RecordMapper;
import org.apache.iggy.connector.connect.runtime.plugin.ConnectorPlugin;
import org.apache.iggy.connector.connect.runtime.plugin.PluginCatalog;
import org.apache.iggy.connector.connect.runtime.sink.SinkPlan;
import org.apache.iggy.connector.connect.runtime.sink.SinkTask;
import org.apache.iggy.connector.connect.runtime.sink.SinkTopic;
import org.apache.iggy.connector.connect.runtime.task.TaskPlan;
import org.apache.iggy.connector.protocol.primitive.Identifier;

/**
 * Makes the plans of connectors of their settings and the plugins that there are.
 *
 * <p>A sink's tasks are members of one group for each of its streams. A poll asks for a batch; the
 * bytes of a batch are bounded by asking for less where messages are large.
 */
public final class SettingsTaskPlans implements TaskPlans {
  /** An answer may be larger than a batch when messages grow; a message of any size fits. */
  private static final int FETCH_BYTES = 65 * 1024 * 1024;

  /** Longer outages are waited for by the task, which looks whether it is to stop. */
  private static final ReconnectPolicy RECONNECTS =
      ReconnectPolicy.builder().budgetMillis(2_000).maxBackoffMillis(500).build();

  private final PluginCatalog plugins;
  private final ConnectionOptions connection;
  private final UnaryOperator<String> redaction;
  private final TaskPlans sources;

  /**
   * Plans for connectors of these plugins.
   *
   * @param connection how the Iggy server is reached
   * @param redaction takes secrets out of messages
   * @param sources makes the plans of sources
   */
  public SettingsTaskPlans(
      PluginCatalog plugins,
      ConnectionOptions connection,
      UnaryOperator<String> redaction,
      TaskPlans sources) {
    this.plugins = plugins;
    this.connection = connection;
    this.redaction = redaction;
    this.sources = sources;
  }

  @Override
  public TaskPlan plan(ConnectorSettings settings) {
    return settings.type() == ConnectorType.SOURCE ? sources.plan(settings) : sink(settings);
  }

  private TaskPlan sink(ConnectorSettings settings) {
    ConnectorPlugin<SinkConnector> plugin = plugins.sink(settings.plugin());
    ErrorPolicy policy = new ErrorPolicy(settings.errors());
    SinkPlan plan =
        new SinkPlan(
            plugin::create,
            plugin.spec().read(settings.pluginConfig()).orThrow(),
            ConnectorParts.codecs(settings),
            topics(settings),
            ConnectorParts.transforms(settings, plugins),
            policy,
            ConnectorParts.deadLetters(settings),
            connection);
    return new TaskPlan(
        settings.tasks(), task -> new SinkTask(plan), policy, plugin.classLoader(), redaction);
  }

  private List<SinkTopic> topics(ConnectorSettings settings) {
    List<SinkTopic> topics = new ArrayList<>();
    for (StreamSettings stream : settings.streams()) {
      Codec codec = ConnectorParts.codec(stream);
      for (String topic : stream.topics()) {
        RecordMapper mapper =
            new RecordMapper(stream.stream(), topic, codec, settings.keyHeader().orElse(null));
        topics.add(
            new SinkTopic(
                reader(stream, topic),
                mapper,
                stream.batchLength(),
                stream.batchBytes(),
                stream.pollInterval().toMillis()));
      }
    }
    return topics;
  }

  private GroupReaderOptions reader(StreamSettings stream, String topic) {
    return GroupReaderOptions.builder(
            connection,
            Identifier.named(stream.stream()),
            Identifier.named(topic),
            stream.consumerGroup())
        .groupCreated(true)
        .start(GroupReaderOptions.Start.valueOf(stream.start().name()))
        .batchCount(stream.batchLength())
        .maxFetchBytes(FETCH_BYTES)
        .batchBytes((int) Math.min(Integer.MAX_VALUE, stream.batchBytes()))
        .reconnectPolicy(RECONNECTS)
        .build();
  }
}
