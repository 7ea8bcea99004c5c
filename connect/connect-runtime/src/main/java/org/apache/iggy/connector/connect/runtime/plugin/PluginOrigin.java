// SPDX-License-Identifier: Apache-2.0
package org.apache.iggy.connector.connect.runtime.plugin;

import java.nio.file.Path;
import java.util.Optional;

/**
 * Where a connector or transform comes from.
 *
 * @param folder the plugin's folder or single jar; empty for what is on the runtime's class path
 * @param own whether it came along with the runtime, and is no plugin of the user's
 * @param version the version that its jar's manifest tells; empty when it tells none
 */
public record PluginOrigin(Optional<Path> folder, boolean own, Optional<String> version) {
  /** Where a class comes from. */
  static PluginOrigin of(Optional<Path> folder, boolean own, Class<?> type) {
    return new PluginOrigin(folder, own, versionOf(type));
  }

  /**
   * Whether what the other brings stands in place of what this brings: a user's plugin in that of
   * what came along, and a plugin that came along in that of the class path.
   */
  boolean isReplacedBy(PluginOrigin other) {
    return own && (!other.own() || (folder.isEmpty() && other.folder().isPresent()));
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
