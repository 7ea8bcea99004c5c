// SPDX-License-Identifier: Apache-2.0
package org.apache.iggy.connector.connect.testkit.process;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.iggy.connector.client.IggyAddress;

/**
 * A folder that a runtime is pointed at: {@code config.toml}, one file a connector in {@code
 * connectors/}, and the state of sources in {@code state/}.
 *
 * <p>Files are in the layout of the Rust runtime; the HTTP API is off.
 */
public final class RuntimeFolder {
  private final Path home;

  private RuntimeFolder(Path home) {
    this.home = home;
  }

  /** Writes the runtime's own file for a server whose root user is {@code iggy}. */
  public static RuntimeFolder create(Path home, IggyAddress server) {
    RuntimeFolder folder = new RuntimeFolder(home);
    Map<String, Object> config = new LinkedHashMap<>();
    config.put("http", Map.of("enabled", false));
    Map<String, Object> iggy = new LinkedHashMap<>();
    iggy.put("address", server.toString());
    iggy.put("username", "iggy");
    iggy.put("password", "iggy");
    config.put("iggy", iggy);
    config.put("state", Map.of("path", folder.state().toString()));
    Map<String, Object> connectors = new LinkedHashMap<>();
    connectors.put("config_type", "local");
    connectors.put("config_dir", folder.connectors().toString());
    config.put("connectors", connectors);
    try {
      Files.createDirectories(folder.connectors());
      Files.createDirectories(folder.state());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    write(folder.configFile(), TomlText.of(config));
    return folder;
  }

  /** Where everything lies. */
  public Path home() {
    return home;
  }

  /** The runtime's own file. */
  public Path configFile() {
    return home.resolve("config.toml");
  }

  /** Where the connectors' files lie. */
  public Path connectors() {
    return home.resolve("connectors");
  }

  /** Where the state of sources is kept. */
  public Path state() {
    return home.resolve("state");
  }

  /**
   * Writes a sink's file.
   *
   * @param key its key, also its file's name
   * @param path what names the connector
   * @param stream keys of its one {@code [[streams]]} table
   * @param plugin keys of {@code plugin_config}
   * @param more keys of the connector itself, such as {@code tasks}
   */
  public void sink(
      String key, String path, Map<String, ?> stream, Map<String, ?> plugin, Map<String, ?> more) {
    connector("sink", key, path, stream, plugin, more);
  }

  /** Writes a source's file; the same as for a {@linkplain #sink sink}. */
  public void source(
      String key, String path, Map<String, ?> stream, Map<String, ?> plugin, Map<String, ?> more) {
    connector("source", key, path, stream, plugin, more);
  }

  private void connector(
      String type,
      String key,
      String path,
      Map<String, ?> stream,
      Map<String, ?> plugin,
      Map<String, ?> more) {
    Map<String, Object> file = new LinkedHashMap<>();
    file.put("type", type);
    file.put("key", key);
    file.put("enabled", true);
    file.put("version", 0);
    file.put("name", key);
    file.put("path", path);
    file.putAll(more);
    file.put("streams", List.of(stream));
    file.put("plugin_config", plugin);
    write(connectors().resolve(key + ".toml"), TomlText.of(file));
  }

  private static void write(Path file, String text) {
    try {
      Files.writeString(file, text);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
