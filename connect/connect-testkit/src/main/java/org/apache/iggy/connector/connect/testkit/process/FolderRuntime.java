// SPDX-License-Identifier: Apache-2.0
package org.apache.iggy.connector.connect.testkit.process;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.iggy.connector.connect.api.ConnectException;
import org.apache.iggy.connector.connect.api.ErrorCategory;
import org.apache.iggy.connector.connect.config.Environment;
import org.apache.iggy.connector.connect.config.LoadedConfiguration;
import org.apache.iggy.connector.connect.runtime.ConnectRuntime;
import org.apache.iggy.connector.connect.runtime.launch.LaunchedRuntime;
import org.apache.iggy.connector.connect.runtime.launch.LoadedPlugins;
import org.apache.iggy.connector.connect.runtime.monitor.ConnectorListener;

/**
 * A runtime on a {@link RuntimeFolder} in this JVM, with the connectors of its class path and of
 * the folder's plugins: what {@code iggy-connect run} launches, without an HTTP API.
 */
public final class FolderRuntime implements AutoCloseable {
  private final LoadedPlugins loaded;
  private final LaunchedRuntime launched;

  private FolderRuntime(LoadedPlugins loaded, LaunchedRuntime launched) {
    this.loaded = loaded;
    this.launched = launched;
  }

  /**
   * Starts the connectors of a folder, and returns without waiting for them.
   *
   * @throws ConnectException of category CONFIGURATION when the runtime's own file is wrong
   */
  public static FolderRuntime start(Path configFile) throws InterruptedException {
    // Not the process's variables: a test is told by its files alone.
    Path home = configFile.toAbsolutePath().getParent();
    Environment environment = new Environment(Map.of(), home, home, List.of());
    LoadedPlugins loaded = LoadedPlugins.load(Optional.of(configFile), environment);
    if (!loaded.configuration().runtimeErrors().isEmpty()) {
      loaded.close();
      throw new ConnectException(
          ErrorCategory.CONFIGURATION, loaded.configuration().runtimeErrors().toString());
    }
    return new FolderRuntime(
        loaded, LaunchedRuntime.start(loaded, new ConnectorListener() {}, change -> {}));
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
    return launched.runtime();
  }

  /** What it was started with. */
  public LoadedConfiguration configuration() {
    return loaded.configuration();
  }

  /** Has the connectors finish what they have begun, and ends. */
  @Override
  public void close() {
    launched.close();
    loaded.close();
  }
}
