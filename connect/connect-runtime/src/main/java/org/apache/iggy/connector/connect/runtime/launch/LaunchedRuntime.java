// SPDX-License-Identifier: Apache-2.0
package org.apache.iggy.connector.connect.runtime.launch;

import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;
import org.apache.iggy.connector.client.ConnectionOptions;
import org.apache.iggy.connector.connect.config.ConfigurationChange;
import org.apache.iggy.connector.connect.config.ConfigurationWatcher;
import org.apache.iggy.connector.connect.config.ConnectorId;
import org.apache.iggy.connector.connect.config.ConnectorSettings;
import org.apache.iggy.connector.connect.config.LoadedConfiguration;
import org.apache.iggy.connector.connect.config.RejectedConnector;
import org.apache.iggy.connector.connect.runtime.ConnectRuntime;
import org.apache.iggy.connector.connect.runtime.ConnectorNotFoundException;
import org.apache.iggy.connector.connect.runtime.ConnectorReport;
import org.apache.iggy.connector.connect.runtime.IggyConnections;
import org.apache.iggy.connector.connect.runtime.SettingsTaskPlans;
import org.apache.iggy.connector.connect.runtime.TaskPlans;
import org.apache.iggy.connector.connect.runtime.monitor.ConnectorListener;
import org.apache.iggy.connector.connect.runtime.plugin.PluginCatalog;
import org.apache.iggy.connector.connect.runtime.source.SourceTaskPlans;
import org.apache.iggy.connector.connect.runtime.state.StateFolder;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A runtime that runs what a configuration says, and follows its changes: connectors that are new
 * start, those that are changed start anew, those that are gone stop, and nothing else does.
 */
public final class LaunchedRuntime implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(LaunchedRuntime.class);

  private final ConnectRuntime runtime;
  private final ConfigurationWatcher watcher;
  private final Consumer<ConfigurationChange> onChange;

  private LaunchedRuntime(
      LoadedPlugins loaded, ConnectorListener listener, Consumer<ConfigurationChange> onChange) {
    LoadedConfiguration configuration = loaded.configuration();
    this.onChange = onChange;
    this.runtime =
        new ConnectRuntime(
            plans(configuration, loaded.plugins()),
            listener,
            configuration.settings().shutdownTimeout());
    this.watcher =
        new ConfigurationWatcher(
            configuration.provider(), configuration.connectors(), this::follow);
  }

  /**
   * Starts the connectors that are enabled, each on its own; those that cannot be used are shown as
   * failed.
   *
   * @param listener is told what connectors do
   * @param onChange is told of changes of the configuration, once they were applied
   */
  public static LaunchedRuntime start(
      LoadedPlugins loaded, ConnectorListener listener, Consumer<ConfigurationChange> onChange)
      throws InterruptedException {
    LaunchedRuntime launched = new LaunchedRuntime(loaded, listener, onChange);
    LoadedConfiguration configuration = loaded.configuration();
    launched.runtime.synchronize(configuration.connectors());
    launched.watcher.start(configuration.settings().connectors().reloadInterval());
    return launched;
  }

  private static TaskPlans plans(LoadedConfiguration configuration, PluginCatalog plugins) {
    ConnectionOptions connection = IggyConnections.options(configuration.settings().iggy());
    UnaryOperator<String> redaction = configuration.redaction()::redact;
    StateFolder states = new StateFolder(configuration.runtime().stateFolder());
    return new SettingsTaskPlans(
        plugins,
        connection,
        redaction,
        new SourceTaskPlans(plugins, connection, redaction, states));
  }

  /** The connectors. */
  public ConnectRuntime runtime() {
    return runtime;
  }

  private void follow(ConfigurationChange change) {
    try {
      for (ConnectorId id : change.removed()) {
        forget(id);
      }
      for (ConnectorSettings settings : change.changed()) {
        apply(settings);
      }
      for (ConnectorSettings settings : change.added()) {
        apply(settings);
      }
      for (RejectedConnector rejected : change.now().rejected()) {
        LOG.warn("A configuration cannot be used: {}", rejected.message());
        if (rejected.id().isPresent() && runtime.connector(rejected.id().get()).isEmpty()) {
          runtime.reject(rejected.id().get(), rejected.message());
        }
      }
      for (ConnectorReport connector : runtime.connectors()) {
        if (connector.settings().isEmpty() && !isConfigured(connector.id(), change)) {
          forget(connector.id());
        }
      }
      onChange.accept(change);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** Those who changed the configuration may have applied it themselves. */
  private void apply(ConnectorSettings settings) throws InterruptedException {
    Optional<ConnectorSettings> present =
        runtime.connector(settings.id()).flatMap(ConnectorReport::settings);
    if (!present.equals(Optional.of(settings))) {
      runtime.apply(settings);
    }
  }

  private static boolean isConfigured(ConnectorId id, ConfigurationChange change) {
    return change.now().find(id).isPresent()
        || change.now().rejected().stream()
            .anyMatch(rejected -> rejected.id().equals(Optional.of(id)));
  }

  private void forget(ConnectorId id) throws InterruptedException {
    try {
      runtime.delete(id);
    } catch (ConnectorNotFoundException e) {
      LOG.debug("{} was deleted before its configuration was", id);
    }
  }

  /**
   * Stops everything; connectors finish what they have begun.
   *
   * @return whether all did in time
   */
  public boolean shutDown() throws InterruptedException {
    watcher.close();
    return runtime.shutDown();
  }

  /** As {@link #shutDown}. */
  @Override
  public void close() {
    watcher.close();
    runtime.close();
  }
}
