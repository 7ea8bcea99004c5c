// SPDX-License-Identifier: Apache-2.0
package org.apache.iggy.connector.connect.config;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * The runtime's own settings, and where paths in them lead.
 *
 * @param settings the settings
 * @param file their file; empty when there is none
 * @param environment where relative paths start
 */
public record LoadedRuntime(
    RuntimeSettings settings, Optional<Path> file, Environment environment) {
  /** Where a path of the settings leads to something that is there already. */
  public Path locate(String path) {
    return environment.locate(path, file);
  }

  /** The folder in which sources keep their state. */
  public Path stateFolder() {
    return environment.resolve(settings.statePath());
  }

  /** Folders with a folder per plugin. */
  public List<Path> pluginFolders() {
    return settings.pluginFolders().stream().map(this::locate).toList();
  }
}
