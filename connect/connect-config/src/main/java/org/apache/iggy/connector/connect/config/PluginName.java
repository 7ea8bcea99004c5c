// SPDX-License-Identifier: Apache-2.0
package org.apache.iggy.connector.connect.config;

import java.util.regex.Pattern;

/**
 * The name of the connector that a {@code path} of a configuration stands for.
 *
 * <p>The Rust runtime has the path of a shared library there, such as {@code
 * target/release/libiggy_connector_stdout_sink}, with or without its extension: that is the
 * connector {@code stdout}. A bare name is taken as it is.
 */
final class PluginName {
  private static final Pattern FOLDERS = Pattern.compile("^.*[/\\\\]");
  private static final Pattern EXTENSION = Pattern.compile("(?i)\\.(so|dylib|dll|jar)$");
  private static final Pattern LIBRARY = Pattern.compile("^(lib)?iggy_connector_|^lib(?=.*_)");

  private PluginName() {}

  static String of(String path, ConnectorType type) {
    String file = FOLDERS.matcher(path.strip()).replaceFirst("");
    String name = LIBRARY.matcher(EXTENSION.matcher(file).replaceFirst("")).replaceFirst("");
    String snake = name.replace('-', '_');
    String suffix = "_" + type;
    return snake.length() > suffix.length() && snake.endsWith(suffix)
        ? snake.substring(0, snake.length() - suffix.length())
        : snake;
  }
}
