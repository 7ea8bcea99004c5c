// SPDX-License-Identifier: Apache-2.0
package org.apache.iggy.connector.connect.config;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.tomlj.Toml;
import org.tomlj.TomlArray;
import org.tomlj.TomlParseError;
import org.tomlj.TomlParseResult;
import org.tomlj.TomlPosition;
import org.tomlj.TomlTable;

/** Reads TOML with the lines of all values. */
final class TomlFile {
  private final String source;
  private final Map<String, Location> locations = new LinkedHashMap<>();

  private TomlFile(String source) {
    this.source = source;
  }

  /**
   * Reads a file.
   *
   * @throws ConfigurationException with a problem for each place that is no TOML, or when the file
   *     cannot be read
   */
  static ConfigDocument read(Path file) {
    try {
      return parse(file.toString(), Files.readString(file));
    } catch (IOException e) {
      throw new ConfigurationException(
          ConfigurationProblem.error(
              new Location(file.toString(), 0), "", "cannot be read: " + e.getMessage()),
          e);
    }
  }

  /**
   * Reads a text.
   *
   * @param source what it is called in problems
   * @throws ConfigurationException with a problem for each place that is no TOML
   */
  static ConfigDocument parse(String source, String text) {
    TomlParseResult result = Toml.parse(text);
    if (result.hasErrors()) {
      throw new ConfigurationException(
          result.errors().stream().map(error -> problem(source, error)).toList());
    }
    TomlFile file = new TomlFile(source);
    Map<String, Object> values = file.table(result, "");
    return new ConfigDocument(source, values, file.locations);
  }

  private static ConfigurationProblem problem(String source, TomlParseError error) {
    String rule = error.getMessage();
    return ConfigurationProblem.error(
        new Location(source, error.position().line()),
        "",
        "is not TOML at column " + error.position().column() + ": " + rule);
  }

  private Map<String, Object> table(TomlTable table, String path) {
    Map<String, Object> values = new LinkedHashMap<>();
    for (String key : table.keySet()) {
      String inner = ConfigDocument.path(path, key);
      note(inner, table.inputPositionOf(List.of(key)));
      values.put(key, value(table.get(List.of(key)), inner));
    }
    return values;
  }

  private List<Object> array(TomlArray array, String path) {
    List<Object> values = new ArrayList<>();
    for (int i = 0; i < array.size(); i++) {
      String inner = ConfigDocument.path(path, i);
      note(inner, array.inputPositionOf(i));
      values.add(value(array.get(i), inner));
    }
    return values;
  }

  private Object value(Object value, String path) {
    if (value instanceof TomlTable table) {
      return table(table, path);
    }
    return value instanceof TomlArray array ? array(array, path) : value;
  }

  private void note(String path, TomlPosition position) {
    if (position != null) {
      locations.put(path, new Location(source, position.line()));
    }
  }
}
