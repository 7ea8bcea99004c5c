// SPDX-License-Identifier: Apache-2.0
package org.apache.iggy.connector.connect.config;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * Where the runtime's own file is.
 *
 * @param path the file; empty when there is none, and defaults count
 * @param problems what is wrong with where it is looked for
 */
public record ConfigurationFile(Optional<Path> path, List<ConfigurationProblem> problems) {
  /** Names the runtime's file. */
  public static final String CONFIG_PATH = "IGGY_CONNECTORS_CONFIG_PATH";

  private static final String FILE = "config.toml";

  /**
   * Finds it: what is given, or what {@value #CONFIG_PATH} names, or {@code config.toml} in the
   * working directory. A folder stands for the {@code config.toml} in it.
   *
   * @throws ConfigurationException when what is given is not there
   */
  public static ConfigurationFile find(Optional<Path> given, Environment environment) {
    if (given.isPresent()) {
      Path file = inFolder(environment.resolve(given.get().toString()));
      if (!Files.isRegularFile(file)) {
        throw new ConfigurationException(List.of(missing(file, "there is no such file")));
      }
      return new ConfigurationFile(Optional.of(file), List.of());
    }
    Optional<String> named = environment.variable(CONFIG_PATH);
    if (named.isEmpty()) {
      Path usual = environment.resolve(FILE);
      return new ConfigurationFile(Optional.of(usual).filter(Files::isRegularFile), List.of());
    }
    Path file = environment.resolve(named.get());
    Optional<Path> found =
        Optional.of(inFolder(file))
            .filter(Files::isRegularFile)
            .or(() -> environment.findUpwards(named.get()).map(ConfigurationFile::inFolder));
    return new ConfigurationFile(
        found,
        found.isPresent()
            ? List.of()
            : List.of(
                ConfigurationProblem.warning(
                    new Location(file.toString(), 0),
                    "",
                    "is not there, as " + CONFIG_PATH + " says; defaults and variables count")));
  }

  private static Path inFolder(Path path) {
    return Files.isDirectory(path) ? path.resolve(FILE) : path;
  }

  private static ConfigurationProblem missing(Path file, String message) {
    return ConfigurationProblem.error(new Location(file.toString(), 0), "", message);
  }
}
