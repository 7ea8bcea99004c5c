// SPDX-License-Identifier: Apache-2.0
package org.apache.iggy.connector.connect.testkit.process;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import org.apache.iggy.connector.client.ConnectionOptions;
import org.apache.iggy.connector.connect.api.ConnectException;
import org.apache.iggy.connector.connect.api.ErrorCategory;
import org.apache.iggy.connector.connect.config.ConfigurationLoader;
import org.apache.iggy.connector.connect.config.Environment;
import org.apache.iggy.connector.connect.config.LoadedConfiguration;
import org.apache.iggy.connector.connect.runtime.ConnectRuntime;
import org.apache.iggy.connector.connect.runtime.IggyConnections;
import org.apache.iggy.connector.connect.runtime.SettingsTaskPlans;
import org.apache.iggy.connector.connect.runtime.monitor.ConnectorListener;
import org.apache.iggy.connector.connect.runtime.plugin.PluginCatalog;
import org.apache.iggy.connector.connect.runtime.source.SourceTaskPlans;
import org.apache.iggy.connector.connect.runtime.state.StateFolder;

/**
 * A runtime on a {@link RuntimeFolder} in this JVM, with the connectors of its class path and of
 * the folder's plugins: what {@code iggy-connect run} does, without an HTTP API.
 */
public final class FolderRuntime implements AutoCloseable {
  private final PluginCatalog plugins;
  private final LoadedConfiguration configuration;
  private final ConnectRuntime runtime;

  private FolderRuntime(
      PluginCatalog plugins, LoadedConfiguration configuration, ConnectRuntime runtime) {
    this.plugins = plugins;
    this.configuration = configuration;
    this.runtime = runtime;
  }

  /**
   * Starts the connectors of a folder, and returns without waiting for them.
   *
   * @throws ConnectException of category CONFIGURATION when the runtime's own file is wrong
   */
  public static FolderRuntime start(Path configFile) throws InterruptedException {
    AtomicReference<PluginCatalog> found = new AtomicReference<>();
    // Not the process's variables: a test is told by its files alone.
    Path home = configFile.toAbsolutePath().getParent();
    Environment environment = new Environment(Map.of(), home, home, List.of());
    LoadedConfiguration configuration =
        new ConfigurationLoader(
                environment,
                loaded -> {
                  found.set(PluginCatalog.load(loaded.pluginFolders()));
                  return new PluginKeys(found.get());
                })
            .load(Optional.of(configFile));
    PluginCatalog plugins = found.get();
    if (!configuration.runtimeErrors().isEmpty()) {
      throw new ConnectException(
          ErrorCategory.CONFIGURATION, configuration.runtimeErrors().toString());
    }
    ConnectionOptions connection = IggyConnections.options(configuration.settings().iggy());
    ConnectRuntime runtime =
        new ConnectRuntime(
            new SettingsTaskPlans(
                plugins,
                connection,
                configuration.redaction()::redact,
                new SourceTaskPlans(
                    plugins,
                    connection,
                    configuration.redaction()::redact,
                    new StateFolder(configuration.runtime().stateFolder()))),
            new ConnectorListener() {},
            configuration.settings().shutdownTimeout());
    runtime.synchronize(configuration.connectors());
    return new FolderRuntime(plugins, configuration, runtime);
  }

  /** As {@link #start}, for a test: an interrupt fails it. */
  public static FolderRuntime launch(RuntimeFolder folder) {
    try {
      return start(folder.configFile());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new AssertionError("interrupted", e);
    }
  }

  /** The runtime itself. */
  public ConnectRuntime runtime() {
    return runtime;
  }

  /** What it was started with. */
  public LoadedConfiguration configuration() {
    return configuration;
  }

  /** Has the connectors finish what they have begun, and ends. */
  @Override
  public void close() {
    runtime.close();
    plugins.close();
  }
}
