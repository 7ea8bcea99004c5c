// SPDX-License-Identifier: Apache-2.0
package org.apache.iggy.connector.connect.runtime.launch;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.apache.iggy.connector.connect.api.Schema;
import org.apache.iggy.connector.connect.api.config.ConfigSpec;
import org.apache.iggy.connector.connect.config.ConfigurationLoader;
import org.apache.iggy.connector.connect.config.ConnectorCatalog;
import org.apache.iggy.connector.connect.config.Environment;
import org.apache.iggy.connector.connect.config.LoadedConfiguration;
import org.apache.iggy.connector.connect.format.FormatKeys;
import org.apache.iggy.connector.connect.runtime.plugin.ConnectorPlugin;
import org.apache.iggy.connector.connect.runtime.plugin.PluginCatalog;
import org.apache.iggy.connector.connect.runtime.plugin.TransformPlugin;

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
                  PluginCatalog plugins = PluginCatalog.load(own(), runtime.pluginFolders());
                  loaded.add(plugins);
                  return catalog(plugins);
                })
            .load(file);
    return new LoadedPlugins(configuration, loaded.get(0));
  }

  /** What the plugins take, for the checks of configurations. */
  private static ConnectorCatalog catalog(PluginCatalog plugins) {
    ConfigSpec formats = ConfigSpec.of(FormatKeys.all());
    return new ConnectorCatalog(
        specs(plugins.sinks(), ConnectorPlugin::name, ConnectorPlugin::spec),
        specs(plugins.sources(), ConnectorPlugin::name, ConnectorPlugin::spec),
        specs(plugins.transforms(), TransformPlugin::type, plugin -> plugin.factory().spec()),
        specs(List.of(Schema.values()), schema -> schema, schema -> formats));
  }

  private static <T, K> Map<K, ConfigSpec> specs(
      List<T> all, Function<T, K> name, Function<T, ConfigSpec> spec) {
    return all.stream().collect(Collectors.toMap(name, spec));
  }

  /** The plugins that come along alone, without any configuration. */
  public static PluginCatalog ofDistribution() {
    return PluginCatalog.load(own(), List.of());
  }

  private static Optional<Path> own() {
    String folder = System.getProperty(DISTRIBUTION_FOLDER, "");
    return folder.isEmpty() ? Optional.empty() : Optional.of(Path.of(folder));
  }

  /** Lets go of the plugins. */
  @Override
  public void close() {
    plugins.close();
  }
}
