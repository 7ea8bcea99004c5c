// SPDX-License-Identifier: Apache-2.0
package org.apache.iggy.connector.connect.config;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;

/**
 * What surrounds a runtime: variables, and the folder in which it was started. Immutable.
 *
 * @param variables environment variables, those of the {@code .env} file among them
 * @param workingDirectory what relative paths are relative to
 * @param home what {@code ~} stands for
 */
public record Environment(Map<String, String> variables, Path workingDirectory, Path home) {
  /** Copies the variables. */
  public Environment {
    variables = Map.copyOf(variables);
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

  /**
   * What a path stands for that is written in a file: what is there under it in the working
   * directory, or else beside the file or in a folder above that; the first when it is nowhere.
   */
  public Path locate(String path, Optional<Path> file) {
    Path first = resolve(path);
    if (Files.exists(first) || file.isEmpty()) {
      return first;
    }
    Path folder = file.get().toAbsolutePath().normalize().getParent();
    while (folder != null) {
      Path candidate = folder.resolve(path).normalize();
      if (Files.exists(candidate)) {
        return candidate;
      }
      folder = folder.getParent();
    }
    return first;
  }
}
