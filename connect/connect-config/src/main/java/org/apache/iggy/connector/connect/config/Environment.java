// SPDX-License-Identifier: Apache-2.0
package org.apache.iggy.connector.connect.config;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What surrounds a runtime: variables, and the folder in which it was started. Immutable.
 *
 * @param variables environment variables, those of the {@code .env} file among them
 * @param workingDirectory what relative paths are relative to
 * @param home what {@code ~} stands for
 * @param problems what is wrong in the {@code .env} file
 */
public record Environment(
    Map<String, String> variables,
    Path workingDirectory,
    Path home,
    List<ConfigurationProblem> problems) {
  /** Names the file with more variables. */
  public static final String ENV_PATH = "IGGY_CONNECTORS_ENV_PATH";

  private static final String ENV_FILE = ".env";

  /** Copies everything. */
  public Environment {
    variables = Map.copyOf(variables);
    workingDirectory = workingDirectory.toAbsolutePath().normalize();
    problems = List.copyOf(problems);
  }

  /**
   * That of this process: its variables, then those of the file that {@value #ENV_PATH} names, or
   * else of the file {@code .env} in the working directory or above it.
   */
  public static Environment ofProcess() {
    return of(System.getenv(), Path.of(""), Path.of(System.getProperty("user.home", "/")));
  }

  /** As {@link #ofProcess}, with everything given. */
  public static Environment of(Map<String, String> process, Path workingDirectory, Path home) {
    Environment plain = new Environment(process, workingDirectory, home, List.of());
    Optional<Path> named = plain.variable(ENV_PATH).map(plain::resolve);
    Optional<Path> file = named.or(() -> plain.findUpwards(ENV_FILE));
    if (file.isEmpty()) {
      return plain;
    }
    Location location = new Location(file.get().toString(), 0);
    try {
      return plain.with(file.get(), Files.readString(file.get()));
    } catch (IOException e) {
      ConfigurationProblem problem =
          ConfigurationProblem.warning(location, "", "cannot be read, and is left out: " + e);
      return new Environment(process, workingDirectory, home, List.of(problem));
    }
  }

  private Environment with(Path file, String text) {
    DotEnvFile dotEnv = DotEnvFile.parse(text, variables);
    Map<String, String> all = new HashMap<>(dotEnv.variables());
    all.putAll(variables);
    List<ConfigurationProblem> unreadable =
        dotEnv.unreadableLines().stream()
            .map(line -> new Location(file.toString(), line))
            .map(at -> ConfigurationProblem.warning(at, "", "is no NAME=value, and is left out"))
            .toList();
    return new Environment(all, workingDirectory, home, unreadable);
  }

  /** A variable that is set to something; one that is empty counts as not set. */
  public Optional<String> variable(String name) {
    return Optional.ofNullable(variables.get(name)).filter(value -> !value.isEmpty());
  }

  /** A path as it is written, from the working directory on; {@code ~/} is the home folder. */
  public Path resolve(String path) {
    if (path.equals("~") || path.startsWith("~/")) {
      return home.resolve(path.substring(Math.min(2, path.length()))).normalize();
    }
    return workingDirectory.resolve(path).normalize();
  }

  /** A file of the working directory, or of a folder above it. */
  public Optional<Path> findUpwards(String path) {
    return above(workingDirectory, path);
  }

  /**
   * What a path stands for that is written in a file: what is there under it in the working
   * directory, or else beside the file or in a folder above that; the first when it is nowhere.
   */
  public Path locate(String path, Optional<Path> file) {
    Path first = resolve(path);
    if (Files.exists(first) || file.isEmpty()) {
      return first;
    }
    return above(file.get().toAbsolutePath().normalize().getParent(), path).orElse(first);
  }

  private static Optional<Path> above(Path start, String path) {
    for (Path folder = start; folder != null; folder = folder.getParent()) {
      Path candidate = folder.resolve(path).normalize();
      if (Files.exists(candidate)) {
        return Optional.of(candidate);
      }
    }
    return Optional.empty();
  }

  /** The names of variables at most: any of their values may be secret. */
  @Override
  public String toString() {
    return "Environment[" + variables.size() + " variables, in " + workingDirectory + "]";
  }
}
