// SPDX-License-Identifier: Apache-2.0
package org.apache.iggy.connector.connect.config;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/**
 * Loads a runtime's configuration: its own file, and its connectors'. Nothing is connected to but,
 * when the file says so, the server that has the connectors' configurations.
 *
 * <p>Built-in defaults are overridden by files, and files by environment variables.
 */
public final class ConfigurationLoader {
  private static final Set<String> WHEREABOUTS =
      Set.of("connectors.config_type", "connectors.config_dir", "connectors.base_url");

  private final Environment environment;
  private final Function<LoadedRuntime, ConnectorCatalog> catalog;

  /**
   * A loader.
   *
   * @param environment what overrides the files
   * @param catalog makes what the connectors' tables are checked against, once it is known where
   *     plugins are
   */
  public ConfigurationLoader(
      Environment environment, Function<LoadedRuntime, ConnectorCatalog> catalog) {
    this.environment = environment;
    this.catalog = catalog;
  }

  /**
   * Loads everything; what is wrong is in the answer.
   *
   * @param given the runtime's file or its folder; without one it is looked for, see {@link
   *     ConfigurationFile}
   * @throws ConfigurationException when what is given is not there
   */
  public LoadedConfiguration load(Optional<Path> given) {
    ConfigurationFile file = ConfigurationFile.find(given, environment);
    Redaction redaction = new Redaction();
    EnvironmentOverrides overrides = new EnvironmentOverrides(environment);
    RuntimeReader runtimeReader = new RuntimeReader(environment, overrides, redaction, file.path());
    LoadedRuntime runtime = new LoadedRuntime(runtimeReader.read(), file.path(), environment);
    List<ConfigurationProblem> problems = new ArrayList<>(environment.problems());
    problems.addAll(file.problems());
    problems.addAll(runtimeReader.problems());
    DocumentReader reader =
        new DocumentReader(environment, overrides, catalog.apply(runtime), redaction);
    ConnectorsProvider provider = provider(runtime, reader);
    LoadedConnectors connectors = connectors(provider, runtime, problems);
    problems.addAll(overrides.unused(RuntimeSettings.SPEC));
    return new LoadedConfiguration(runtime, provider, connectors, redaction, problems);
  }

  private static ConnectorsProvider provider(LoadedRuntime runtime, DocumentReader reader) {
    if (runtime.settings().connectors() instanceof ProviderSettings.Http http) {
      return new HttpConnectorsProvider(http, reader);
    }
    ProviderSettings.Local local = (ProviderSettings.Local) runtime.settings().connectors();
    return new LocalConnectorsProvider(runtime.locate(local.configDir()), reader);
  }

  private static LoadedConnectors connectors(
      ConnectorsProvider provider, LoadedRuntime runtime, List<ConfigurationProblem> problems) {
    if (problems.stream().anyMatch(ConfigurationLoader::hidesConnectors)) {
      return LoadedConnectors.none();
    }
    try {
      return provider.load();
    } catch (ProviderException e) {
      String source = runtime.file().map(Path::toString).orElse("the configuration");
      problems.add(
          ConfigurationProblem.error(new Location(source, 0), "connectors", e.getMessage()));
      return LoadedConnectors.none();
    }
  }

  /** Whether it is not known where the connectors' configurations are. */
  private static boolean hidesConnectors(ConfigurationProblem problem) {
    return problem.isError() && WHEREABOUTS.contains(problem.path());
  }
}
