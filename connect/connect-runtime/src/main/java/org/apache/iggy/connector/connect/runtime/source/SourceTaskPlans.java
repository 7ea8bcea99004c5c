// SPDX-License-Identifier: Apache-2.0
package org.apache.iggy.connector.connect.runtime.source;

import java.util.function.UnaryOperator;
import org.apache.iggy.connector.client.ConnectionOptions;
import org.apache.iggy.connector.connect.api.SourceConnector;
import org.apache.iggy.connector.connect.config.ConnectorSettings;
import org.apache.iggy.connector.connect.config.StreamSettings;
import org.apache.iggy.connector.connect.runtime.ConnectorParts;
import org.apache.iggy.connector.connect.runtime.TaskPlans;
import org.apache.iggy.connector.connect.runtime.error.ErrorPolicy;
import org.apache.iggy.connector.connect.runtime.plugin.ConnectorPlugin;
import org.apache.iggy.connector.connect.runtime.plugin.PluginCatalog;
import org.apache.iggy.connector.connect.runtime.state.StateFolder;
import org.apache.iggy.connector.connect.runtime.task.TaskPlan;

/**
 * Makes the plans of sources of their settings and the plugins that there are. A source has one
 * task: where it stands is one state. Thread-safe.
 */
public final class SourceTaskPlans implements TaskPlans {
  private final PluginCatalog plugins;
  private final ConnectionOptions connection;
  private final UnaryOperator<String> redaction;
  private final StateFolder states;

  /**
   * Plans for connectors of these plugins.
   *
   * @param connection how the Iggy server is reached
   * @param redaction takes secrets out of messages
   * @param states the folder of their state files
   */
  public SourceTaskPlans(
      PluginCatalog plugins,
      ConnectionOptions connection,
      UnaryOperator<String> redaction,
      StateFolder states) {
    this.plugins = plugins;
    this.connection = connection;
    this.redaction = redaction;
    this.states = states;
  }

  @Override
  public TaskPlan plan(ConnectorSettings settings) {
    ConnectorPlugin<SourceConnector> plugin = plugins.source(settings.plugin());
    ErrorPolicy policy = new ErrorPolicy(settings.errors());
    SourcePlan plan =
        new SourcePlan(
            plugin.name(),
            plugin::create,
            plugin.spec().read(settings.pluginConfig()).orThrow(),
            ConnectorParts.codecs(settings),
            settings.streams().stream().map(SourceTaskPlans::topic).toList(),
            settings.keyHeader(),
            ConnectorParts.transforms(settings, plugins),
            policy,
            ConnectorParts.deadLetters(settings),
            connection,
            states.source(settings.key()));
    return new TaskPlan(1, task -> new SourceTask(plan), policy, plugin.classLoader(), redaction);
  }

  private static SourceTopic topic(StreamSettings stream) {
    return new SourceTopic(
        stream.stream(),
        stream.topic(),
        ConnectorParts.codec(stream),
        stream.batchLength(),
        stream.batchBytes(),
        stream.lingerTime().toMillis());
  }
}
