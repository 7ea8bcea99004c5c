// SPDX-License-Identifier: Apache-2.0
package org.apache.iggy.connector.cli.connect;

import org.apache.iggy.connector.client.IggyClient;
import org.apache.iggy.connector.connect.api.ConnectRecord;
import org.apache.iggy.connector.connect.api.Connector;
import org.apache.iggy.connector.connect.config.ConnectorSettings;
import org.apache.iggy.connector.connect.config.ConnectorType;
import org.apache.iggy.connector.connect.runtime.ConnectorParts;
import org.apache.iggy.connector.connect.runtime.IggyConnections;
import org.apache.iggy.connector.connect.runtime.launch.LoadedPlugins;
import org.apache.iggy.connector.connect.runtime.pipeline.TransformChain;
import org.apache.iggy.connector.connect.runtime.plugin.ConnectorPlugin;

/**
 * Tests a connector's connections and shows what becomes of real input, without leaving a trace.
 *
 * @param <C> whether it is a sink or a source
 */
abstract class DryRun<C extends Connector> {
  final LoadedPlugins loaded;
  final ConnectorSettings settings;
  final DryRunReport report;
  private final ConnectorPlugin<C> plugin;
  private final TransformChain transforms;
  private int left;

  DryRun(
      LoadedPlugins loaded,
      ConnectorSettings settings,
      ConnectorPlugin<C> plugin,
      DryRunReport report,
      int limit) {
    this.loaded = loaded;
    this.settings = settings;
    this.plugin = plugin;
    this.report = report;
    this.transforms = ConnectorParts.transforms(settings, loaded.plugins());
    this.left = limit;
  }

  /**
   * That of a sink or a source.
   *
   * @param limit how many messages are shown
   */
  static DryRun<?> of(
      LoadedPlugins loaded, ConnectorSettings settings, DryRunReport report, int limit) {
    return settings.type() == ConnectorType.SINK
        ? new SinkDryRun(loaded, settings, report, limit)
        : new SourceDryRun(loaded, settings, report, limit);
  }

  final void run() {
    plugin.run(() -> run(plugin.create()));
  }

  abstract void run(C connector);

  /** Configures a connector and says whether the other system can be reached. */
  final boolean verify(C connector) {
    return report.check(
        "connection to " + settings.plugin(),
        () -> {
          connector.configure(plugin.spec().read(settings.pluginConfig()).orThrow());
          connector.verify();
        });
  }

  /** Says whether Iggy can be reached. */
  final boolean verifyIggy() {
    return report.check("connection to Iggy", () -> connect().close());
  }

  final IggyClient connect() {
    return IggyConnections.connect(loaded.configuration().settings().iggy());
  }

  /** How many more messages are wanted. */
  final int left() {
    return left;
  }

  /** Shows a message, if one is still wanted. */
  final void show(String where, ConnectRecord record, String last) {
    if (left > 0) {
      left--;
      report.show(where, PipelineRun.of(record, transforms), last);
    }
  }
}
