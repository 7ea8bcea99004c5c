// SPDX-License-Identifier: Apache-2.0
package org.apache.iggy.connector.connect.config;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.apache.iggy.connector.connect.api.Schema;
import org.apache.iggy.connector.connect.api.config.ConfigKey;
import org.apache.iggy.connector.connect.api.config.ConfigSpec;

/**
 * Turns what was read of a connector into settings: overrides by the environment, references to
 * secrets, checks. Thread-safe.
 */
final class DocumentReader {
  private static final Pattern REFERENCES = Pattern.compile("(\\$\\{(env|file):[^}]*})+");

  private final Environment environment;
  private final EnvironmentOverrides overrides;
  private final ConnectorCatalog catalog;
  private final Redaction redaction;

  DocumentReader(
      Environment environment,
      EnvironmentOverrides overrides,
      ConnectorCatalog catalog,
      Redaction redaction) {
    this.environment = environment;
    this.overrides = overrides;
    this.catalog = catalog;
    this.redaction = redaction;
  }

  /** The document as it counts: with what the environment says. */
  ConfigDocument overridden(ConfigDocument document) {
    return ConnectorReader.id(document)
        .map(id -> overrides.applyToConnector(document, id, spec(document, id.type())))
        .orElse(document);
  }

  /** Reads a document that has what the environment says. */
  ConnectorReading read(ConfigDocument overridden) {
    List<ConfigurationProblem> problems = new ArrayList<>();
    SecretReferences references =
        new SecretReferences(environment, redaction, overridden, DocumentReader::isPublic);
    ConfigDocument resolved = references.resolve();
    problems.addAll(references.problems());
    ConnectorType type = type(resolved);
    new SecretValues(redaction).learn(spec(resolved, type), resolved.values());
    return ConnectorReader.read(resolved, catalog, problems);
  }

  /** What is wrong with a configuration that is in no place yet; type and key are set. */
  List<ConfigurationProblem> problems(ConnectorId id, Map<String, Object> values) {
    Map<String, Object> named = new LinkedHashMap<>(values);
    named.put(ConnectorKeys.TYPE.name(), id.type().toString());
    named.put(ConnectorKeys.KEY.name(), id.key());
    return read(overridden(ConfigDocument.of("request", named))).problems();
  }

  /** The values of a document as they may be shown: references as they are, secrets masked. */
  Map<String, Object> shown(ConfigDocument overridden) {
    return shown(spec(overridden, type(overridden)), overridden.values());
  }

  private Map<String, Object> shown(ConfigSpec spec, Map<?, ?> table) {
    Map<String, Object> shown = new LinkedHashMap<>();
    table.forEach(
        (name, value) ->
            shown.put(String.valueOf(name), shown(spec.key(String.valueOf(name)), name, value)));
    return shown;
  }

  private Object shown(ConfigKey<?> key, Object name, Object value) {
    boolean secret = key == null ? Redaction.isSecretName(String.valueOf(name)) : key.isSecret();
    if (secret) {
      return value instanceof String text && REFERENCES.matcher(text).matches()
          ? text
          : Redaction.maskAll(value);
    }
    if (key != null && key.tableSpec() != null) {
      return value instanceof List<?> list
          ? list.stream().map(element -> shownTable(key.tableSpec(), element)).toList()
          : shownTable(key.tableSpec(), value);
    }
    return redaction.redactValues(value);
  }

  private Object shownTable(ConfigSpec spec, Object value) {
    return value instanceof Map<?, ?> table ? shown(spec, table) : redaction.redactValues(value);
  }

  /** All keys that a document may have, as far as its plugin and formats are known. */
  private ConfigSpec spec(ConfigDocument document, ConnectorType type) {
    List<ConfigKey<?>> formats = new ArrayList<>();
    for (Schema schema : Schema.values()) {
      for (ConfigKey<?> key : catalog.format(schema).map(ConfigSpec::keys).orElse(List.of())) {
        if (formats.stream().noneMatch(known -> known.name().equals(key.name()))) {
          formats.add(key);
        }
      }
    }
    Optional<ConfigSpec> plugin =
        Optional.ofNullable(document.values().get(ConnectorKeys.PATH.name()))
            .or(() -> Optional.ofNullable(document.values().get("plugin")))
            .flatMap(path -> catalog.connector(type, PluginName.of(String.valueOf(path), type)));
    return ConnectorKeys.of(
        type,
        ConfigSpec.of(formats.toArray(ConfigKey<?>[]::new)),
        plugin.orElse(ConfigSpec.none()));
  }

  private static ConnectorType type(ConfigDocument document) {
    Object type = document.values().get(ConnectorKeys.TYPE.name());
    return ConnectorType.named(String.valueOf(type)).orElse(ConnectorType.SINK);
  }

  /** Streams, topics and the like are no secrets, even if a variable names them. */
  private static boolean isPublic(String path) {
    return !path.startsWith(ConnectorKeys.PLUGIN_CONFIG.name())
        && !path.startsWith(ConnectorKeys.TRANSFORMS.name());
  }
}
