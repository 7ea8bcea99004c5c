// SPDX-License-Identifier: Apache-2.0
package org.apache.iggy.connector.cli.connect;

import java.nio.file.Path;
import java.util.Optional;
import org.apache.iggy.connector.connect.config.Environment;
import org.apache.iggy.connector.connect.runtime.launch.LoadedPlugins;
import picocli.CommandLine.Parameters;

/** Which configuration a command is about. */
public final class ConfigurationOption {
  @Parameters(
      index = "0",
      arity = "0..1",
      paramLabel = "CONFIG",
      description =
          "The runtime's config.toml, or its folder. Default: what IGGY_CONNECTORS_CONFIG_PATH"
              + " names, or config.toml in the working directory.")
  private Path config;

  /**
   * Loads the configuration and its plugins.
   *
   * @throws org.apache.iggy.connector.connect.config.ConfigurationException when the file is not
   *     there
   */
  LoadedPlugins load() {
    return LoadedPlugins.load(Optional.ofNullable(config), Environment.ofProcess());
  }
}
