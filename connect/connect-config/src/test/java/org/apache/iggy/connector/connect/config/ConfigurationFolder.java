// SPDX-License-Identifier: Apache-2.0
package org.apache.iggy.connector.connect.config;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** A folder with a {@code config.toml} and connectors beside it, to be loaded. */
final class ConfigurationFolder {
  private final Path root;
  private final Map<String, String> variables = new LinkedHashMap<>();

  ConfigurationFolder(Path root) {
    this.root = root;
    write("config.toml", "[connectors]\nconfig_dir = \"connectors\"\n");
    try {
      Files.createDirectory(root.resolve("connectors"));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** A sink that prints, with more lines behind. */
  static String stdout(String key, int version, String more) {
    return """
        type = "sink"
        key = "%s"
        version = %d
        path = "stdout"
        [[streams]]
        stream = "shop"
        topics = ["orders"]
        schema = "json"
        %s
        """
        .formatted(key, version, more);
  }

  /** A sink to PostgreSQL, with its own keys behind. */
  static String postgres(String pluginConfig) {
    return """
        type = "sink"
        key = "pg"
        path = "postgres"
        [[streams]]
        stream = "shop"
        topics = ["orders"]
        schema = "json"
        [plugin_config]
        %s
        """
        .formatted(pluginConfig);
  }

  Path path(String name) {
    return root.resolve(name);
  }

  Path connector(String name) {
    return root.resolve("connectors").resolve(name);
  }

  ConfigurationFolder write(String name, String text) {
    try {
      Files.writeString(root.resolve(name), text);
      return this;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  ConfigurationFolder writeConnector(String name, String text) {
    return write("connectors/" + name, text);
  }

  ConfigurationFolder variable(String name, String value) {
    variables.put(name, value);
    return this;
  }

  Environment environment() {
    return Environment.of(variables, root, root);
  }

  LoadedConfiguration load() {
    return load(Optional.of(path("config.toml")));
  }

  LoadedConfiguration load(Optional<Path> file) {
    return new ConfigurationLoader(environment(), runtime -> FixedCatalog.create()).load(file);
  }

  /** The only connector that there is. */
  ConnectorSettings connector() {
    LoadedConnectors connectors = load().connectors();
    if (connectors.connectors().size() != 1) {
      throw new AssertionError(connectors);
    }
    return connectors.connectors().get(0);
  }
}
