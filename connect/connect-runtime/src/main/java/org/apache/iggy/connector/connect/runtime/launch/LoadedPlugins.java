// SPDX-License-Identifier: Apache-2.0
package org.apache.iggy.connector.connect.runtime.launch;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.iggy.connector.connect.config.ConfigurationLoader;
import org.apache.iggy.connector.connect.config.Environment;
import org.apache.iggy.connector.connect.config.LoadedConfiguration;
import org.apache.iggy.connector.connect.runtime.plugin.PluginCatalog;

/**
 * A configuration, checked against the plugins that it leads to.
 *
 * @param configuration what was loaded
 * @param plugins the plugins that come along, and those of the configuration's folders
 */
public record LoadedPlugins(LoadedConfiguration configuration, PluginCatalog plugins)
    implements AutoCloseable {
  /** Names the folder of the plugins that come along with a distribution. */
  public static final String DISTRIBUTION_FOLDER = "iggy.connect.plugins";

  /**
   * Loads both.
   *
   * @param file the runtime's file or its folder; without one it is looked for
   * @throws org.apache.iggy.connector.connect.config.ConfigurationException when it is not there
   */
  public static LoadedPlugins load(Optional<Path> file, Environment environment) {
    List<PluginCatalog> loaded = new ArrayList<>();
    LoadedConfiguration configuration =
        new ConfigurationLoader(
                environment,
                runtime -> {
                  PluginCatalog plugins = PluginCatalog.load(folders(runtime.pluginFolders()));
                  loaded.add(plugins);
                  return new PluginSpecs(plugins);
                })
            .load(file);
    return new LoadedPlugins(configuration, loaded.get(0));
  }

  /** The plugins that come along alone, without any configuration. */
  public static PluginCatalog ofDistribution() {
    return PluginCatalog.load(folders(List.of()));
  }

  private static List<Path> folders(List<Path> configured) {
    List<Path> folders = new ArrayList<>();
    String distribution = System.getProperty(DISTRIBUTION_FOLDER, "");
    if (!distribution.isEmpty()) {
      folders.add(Path.of(distribution));
    }
    folders.addAll(configured);
    return folders;
  }

  /** Lets go of the plugins. */
  @Override
  public void close() {
    plugins.close();
  }
}
