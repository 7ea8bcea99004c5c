// SPDX-License-Identifier: Apache-2.0
package org.apache.iggy.connector.connect.runtime.plugin;

import java.nio.file.Path;

/**
 * A plugin that cannot be used, or not all of it; the others can.
 *
 * @param plugin its folder or jar, or {@code class path}
 * @param message what is wrong and what to do about it
 */
public record PluginProblem(String plugin, String message) {
  static PluginProblem of(Path plugin, String message) {
    return new PluginProblem(plugin.toString(), message);
  }

  @Override
  public String toString() {
    return "plugin " + plugin + ": " + message;
  }
}
