// SPDX-License-Identifier: Apache-2.0
package org.apache.iggy.connector.connect.config;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.iggy.connector.connect.api.config.ConfigReading;

/**
 * Loads a runtime's configuration: its own file, and its connectors'. Nothing is connected to but,
 * when the file says so, the server that has the connectors' configurations.
 */
public final class ConfigurationLoader {
  private final Environment environment;
  private final ConnectorCatalog catalog;

  /**
   * A loader.
   *
   * @param environment what overrides the files
   * @param catalog what the connectors' tables are checked against
   */
  public ConfigurationLoader(Environment environment, ConnectorCatalog catalog) {
    this.environment = environment;
    this.catalog = catalog;
  }

  /**
   * Loads everything; what is wrong is in the answer.
   *
   * @param file the runtime's file; without one, defaults and the environment count
   */
  public LoadedConfiguration load(Optional<Path> file) {
    Redaction redaction = new Redaction();
    List<ConfigurationProblem> problems = new ArrayList<>();
    ConfigDocument document = document(file, problems);
    ConfigReading reading = RuntimeSettings.SPEC.read(document.values());
    reading
        .problems()
        .forEach(
            problem ->
                problems.add(ConfigurationProblem.of(document.locate(problem.path()), problem)));
    RuntimeSettings runtime = RuntimeSettings.of(reading.values());
    DocumentReader reader = new DocumentReader(environment, catalog, redaction);
    ConnectorsProvider provider = provider(runtime.connectors(), file, reader);
    LoadedConnectors connectors = provider.load();
    problems.addAll(connectors.problems());
    problems.sort(ConfigurationProblem.BY_LOCATION);
    return new LoadedConfiguration(file, runtime, provider, connectors, redaction, problems);
  }

  private static ConfigDocument document(Optional<Path> file, List<ConfigurationProblem> problems) {
    if (file.isEmpty()) {
      return ConfigDocument.of("built-in defaults", Map.of());
    }
    try {
      return TomlFile.read(file.get());
    } catch (ConfigurationException e) {
      problems.addAll(e.problems());
      return ConfigDocument.of(file.get().toString(), Map.of());
    }
  }

  private ConnectorsProvider provider(
      ProviderSettings settings, Optional<Path> file, DocumentReader reader) {
    if (settings instanceof ProviderSettings.Local local) {
      return new LocalConnectorsProvider(environment.locate(local.configDir(), file), reader);
    }
    throw new UnsupportedOperationException();
  }
}
