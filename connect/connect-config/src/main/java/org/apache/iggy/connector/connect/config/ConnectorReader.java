// SPDX-License-Identifier: Apache-2.0
package org.apache.iggy.connector.connect.config;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.apache.iggy.connector.connect.api.Schema;
import org.apache.iggy.connector.connect.api.config.Config;
import org.apache.iggy.connector.connect.api.config.ConfigKey;
import org.apache.iggy.connector.connect.api.config.ConfigProblem;
import org.apache.iggy.connector.connect.api.config.ConfigProblem.Severity;
import org.apache.iggy.connector.connect.api.config.ConfigReading;
import org.apache.iggy.connector.connect.api.config.ConfigSpec;
import org.apache.iggy.connector.connect.api.config.NearestName;

/** Turns the document of one connector into settings, and finds all that is wrong in it. */
final class ConnectorReader {
  private static final String STREAMS = "streams";

  private final ConnectorCatalog catalog;
  private final ConfigDocument document;
  private final List<ConfigurationProblem> problems;

  private ConnectorReader(
      ConnectorCatalog catalog, ConfigDocument document, List<ConfigurationProblem> problems) {
    this.catalog = catalog;
    this.document = document;
    this.problems = new ArrayList<>(problems);
  }

  /**
   * Reads a document.
   *
   * @param problems what was found in it before
   */
  static ConnectorReading read(
      ConfigDocument document, ConnectorCatalog catalog, List<ConfigurationProblem> problems) {
    return new ConnectorReader(catalog, document, problems).read();
  }

  /** The type and key of a document, when both can be read. */
  static Optional<ConnectorId> id(ConfigDocument document) {
    Optional<ConnectorType> type = text(document, ConnectorKeys.TYPE).flatMap(ConnectorType::named);
    Optional<String> key =
        text(document, ConnectorKeys.KEY)
            .filter(
                name ->
                    !ConfigSpec.of(ConnectorKeys.KEY)
                        .read(Map.of(ConnectorKeys.KEY.name(), name))
                        .hasErrors());
    return type.flatMap(t -> key.map(k -> new ConnectorId(t, k)));
  }

  private static Optional<String> text(ConfigDocument document, ConfigKey<String> key) {
    return document.values().get(key.name()) instanceof String text
        ? Optional.of(text)
        : Optional.empty();
  }

  private ConnectorReading read() {
    Optional<ConnectorId> id = id(document);
    Optional<ConnectorType> known =
        text(document, ConnectorKeys.TYPE).flatMap(ConnectorType::named);
    ConnectorType type = known.orElse(ConnectorType.SINK);
    Map<String, Object> values = new LinkedHashMap<>(document.values());
    Object tables = values.remove(STREAMS);
    List<StreamSettings> streams = known.isEmpty() ? List.of() : streams(type, id, tables);
    ConfigReading reading = ConnectorKeys.of(type).read(values);
    reading.problems().stream()
        .filter(problem -> !problem.path().equals(STREAMS))
        .forEach(problem -> add("", problem));
    List<TransformSettings> transforms =
        new TransformReader(document, catalog, problems).read(values.get("transforms"));
    Config config = reading.values();
    if (type == ConnectorType.SOURCE && config.get(ConnectorKeys.TASKS) > 1) {
      add("", ConnectorKeys.TASKS_OF_A_SOURCE);
    }
    Map<String, Object> pluginConfig = table(config.find(ConnectorKeys.PLUGIN_CONFIG).orElse(null));
    Optional<String> plugin =
        config.find(ConnectorKeys.PATH).map(path -> PluginName.of(path, type));
    if (known.isPresent()) {
      plugin.ifPresent(name -> checkPlugin(type, name, pluginConfig));
    }
    long version = config.get(ConnectorKeys.VERSION);
    Optional<ConnectorSettings> settings =
        id.isEmpty() || problems.stream().anyMatch(ConfigurationProblem::isError)
            ? Optional.empty()
            : id.map(i -> settings(i, config, plugin.orElseThrow(), streams, transforms));
    problems.sort(ConfigurationProblem.BY_LOCATION);
    return new ConnectorReading(id, version, settings, List.copyOf(problems));
  }

  private static ConnectorSettings settings(
      ConnectorId id,
      Config config,
      String plugin,
      List<StreamSettings> streams,
      List<TransformSettings> transforms) {
    return new ConnectorSettings(
        id,
        config.find(ConnectorKeys.NAME).orElse(id.key()),
        config.get(ConnectorKeys.ENABLED),
        config.get(ConnectorKeys.VERSION),
        config.get(ConnectorKeys.PATH),
        plugin,
        Math.toIntExact(config.get(ConnectorKeys.TASKS)),
        streams,
        config.find(ConnectorKeys.KEY_HEADER).filter(name -> !name.isBlank()),
        transforms,
        ConnectorKeys.text(config.get(ConnectorKeys.PLUGIN_CONFIG_FORMAT)),
        table(config.find(ConnectorKeys.PLUGIN_CONFIG).orElse(null)),
        config.get(ConnectorKeys.VERBOSE),
        ErrorSettings.of(config.get(ConnectorKeys.ERRORS), id.key()));
  }

  private List<StreamSettings> streams(ConnectorType type, Optional<ConnectorId> id, Object raw) {
    if (!(raw instanceof List<?> tables) || tables.isEmpty()) {
      error(STREAMS, raw == null ? "is required: a table [[streams]]" : "must be [[streams]]");
      return List.of();
    }
    List<StreamSettings> streams = new ArrayList<>();
    for (int i = 0; i < tables.size(); i++) {
      String path = ConfigDocument.path(STREAMS, i);
      if (tables.get(i) instanceof Map<?, ?> table) {
        stream(type, id, path, named(table)).ifPresent(streams::add);
      } else {
        error(path, "must be a table");
      }
    }
    return streams;
  }

  private Optional<StreamSettings> stream(
      ConnectorType type, Optional<ConnectorId> id, String path, Map<String, Object> table) {
    ConfigSpec keys = StreamKeys.of(type);
    Optional<ConfigSpec> format =
        Schema.named(String.valueOf(table.get(StreamKeys.SCHEMA.name()))).flatMap(catalog::format);
    Map<String, Object> options = new LinkedHashMap<>(table);
    options.keySet().removeIf(name -> keys.key(name) != null);
    Map<String, Object> own = new LinkedHashMap<>(table);
    if (format.isEmpty()) {
      own.keySet().removeAll(options.keySet());
    }
    ConfigSpec all =
        format.map(more -> keys.and(more.keys().toArray(ConfigKey<?>[]::new))).orElse(keys);
    ConfigReading reading = all.read(own);
    reading.problems().forEach(problem -> add(path, problem));
    return reading.hasErrors()
        ? Optional.empty()
        : id.map(
            i -> StreamKeys.settings(i, reading.values(), Collections.unmodifiableMap(options)));
  }

  private void checkPlugin(ConnectorType type, String name, Map<String, Object> pluginConfig) {
    Optional<ConfigSpec> spec = catalog.connector(type, name);
    if (spec.isEmpty()) {
      error(ConnectorKeys.PATH.name(), unknownPlugin(type, name));
      return;
    }
    spec.get()
        .read(pluginConfig)
        .problems()
        .forEach(problem -> add(ConnectorKeys.PLUGIN_CONFIG.name(), problem));
  }

  private String unknownPlugin(ConnectorType type, String name) {
    Set<String> known = catalog.connectors(type);
    String hint =
        NearestName.of(name, known)
            .map(nearest -> "; did you mean " + nearest + "?")
            .orElseGet(() -> known.isEmpty() ? "" : "; there are " + String.join(", ", known));
    return "names the " + type + " " + name + ", which this runtime does not have" + hint;
  }

  private static Map<String, Object> table(Object raw) {
    return raw instanceof Map<?, ?> map ? Collections.unmodifiableMap(named(map)) : Map.of();
  }

  static Map<String, Object> named(Map<?, ?> table) {
    Map<String, Object> named = new LinkedHashMap<>();
    table.forEach((name, value) -> named.put(String.valueOf(name), value));
    return named;
  }

  /** One problem of a key is enough: that of a reference that leads nowhere has others behind. */
  private void add(String table, ConfigProblem problem) {
    String path = ConfigDocument.path(table, problem.path());
    if (problems.stream().anyMatch(known -> known.path().equals(path))) {
      return;
    }
    problems.add(
        new ConfigurationProblem(
            document.locate(path), path, problem.message(), problem.severity()));
  }

  private void error(String path, String message) {
    add("", new ConfigProblem(path, message, Severity.ERROR));
  }
}
