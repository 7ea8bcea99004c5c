// SPDX-License-Identifier: Apache-2.0
package org.apache.iggy.connector.connect.runtime.plugin;

import java.nio.file.Path;
import java.util.Optional;

/**
 * Where a connector or transform comes from.
 *
 * @param folder the plugin's folder or single jar; empty for what comes with the runtime
 * @param version the version that its jar's manifest tells; empty when it tells none
 */
public record PluginOrigin(Optional<Path> folder, Optional<String> version) {
  /** Where a class comes from. */
  static PluginOrigin of(Optional<Path> folder, Class<?> type) {
    return new PluginOrigin(folder, versionOf(type));
  }

  /** Whether what the other brings stands in place of what this brings. */
  boolean isReplacedBy(PluginOrigin other) {
    return folder.isEmpty() && other.folder().isPresent();
  }

  private static Optional<String> versionOf(Class<?> of) {
    Package named = of.getPackage();
    return Optional.ofNullable(named == null ? null : named.getImplementationVersion());
  }

  /** The folder, or {@code class path}. */
  @Override
  public String toString() {
    return folder.map(Path::toString).orElse("class path");
  }
}
