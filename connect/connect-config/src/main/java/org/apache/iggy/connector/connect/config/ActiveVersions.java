// SPDX-License-Identifier: Apache-2.0
package org.apache.iggy.connector.connect.config;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * The file {@code .active_versions.toml} of a folder: which versions were activated by name, in the
 * tables {@code [sinks]} and {@code [sources]}.
 */
final class ActiveVersions {
  static final String FILE = ".active_versions.toml";

  private final Path file;

  ActiveVersions(Path folder) {
    this.file = folder.resolve(FILE);
  }

  String source() {
    return file.toString();
  }

  /**
   * What is in the file; empty when there is none.
   *
   * @throws ConfigurationException when it is no TOML, or has something else in it
   */
  Map<ConnectorId, Long> read() {
    if (!Files.exists(file)) {
      return Map.of();
    }
    ConfigDocument document = TomlFile.read(file);
    Map<ConnectorId, Long> versions = new TreeMap<>();
    for (ConnectorType type : ConnectorType.values()) {
      Object table = document.values().getOrDefault(section(type), Map.of());
      if (table instanceof Map<?, ?> byKey) {
        byKey.forEach((key, version) -> put(document, versions, type, key, version));
      }
    }
    return versions;
  }

  private static void put(
      ConfigDocument document,
      Map<ConnectorId, Long> versions,
      ConnectorType type,
      Object key,
      Object version) {
    String path = ConfigDocument.path(section(type), String.valueOf(key));
    if (!(version instanceof Long number)) {
      throw new ConfigurationException(
          java.util.List.of(
              ConfigurationProblem.error(
                  document.locate(path), path, "must be the number of a version")));
    }
    versions.put(new ConnectorId(type, String.valueOf(key)), number);
  }

  /** Notes a version as active; without one, that none is. */
  void write(ConnectorId id, Optional<Long> version) throws IOException {
    Map<ConnectorId, Long> versions = new TreeMap<>(read());
    versions.remove(id);
    version.ifPresent(number -> versions.put(id, number));
    Map<String, Object> values = new LinkedHashMap<>();
    for (ConnectorType type : ConnectorType.values()) {
      Map<String, Object> byKey = new LinkedHashMap<>();
      versions.forEach(
          (connector, number) -> {
            if (connector.type() == type) {
              byKey.put(connector.key(), number);
            }
          });
      values.put(section(type), byKey);
    }
    AtomicFile.write(file, TomlText.of(values));
  }

  private static String section(ConnectorType type) {
    return type + "s";
  }
}
