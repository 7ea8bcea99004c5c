// SPDX-License-Identifier: Apache-2.0
package org.apache.iggy.connector.connect.config;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Pattern;
import org.apache.iggy.connector.connect.api.config.ConfigSpec;
import org.apache.iggy.connector.connect.api.config.NearestName;

/**
 * Puts environment variables in place of what files say: {@code IGGY_CONNECTORS_} and the path of a
 * key, {@code IGGY_CONNECTORS_SINK_} or {@code _SOURCE_}, a connector's key and the path of a key.
 *
 * <p>Values stay text: what they become is a matter of the key's type, so that a password of digits
 * remains one. Thread-safe.
 */
final class EnvironmentOverrides {
  static final String PREFIX = "IGGY_CONNECTORS_";

  private static final String PLUGIN_CONFIG = "PLUGIN_CONFIG_";
  private static final Set<String> OTHERS =
      Set.of(ConfigurationFile.CONFIG_PATH, Environment.ENV_PATH);

  /** What Kubernetes sets in every pod for a service that is named iggy-connectors. */
  private static final Pattern KUBERNETES =
      Pattern.compile("SERVICE_(HOST|PORT)(_.*)?|PORT(_\\d+_(TCP|UDP).*)?");

  private final TreeMap<String, String> variables;
  private final Set<String> used = ConcurrentHashMap.newKeySet();

  EnvironmentOverrides(Environment environment) {
    this.variables = new TreeMap<>();
    environment
        .variables()
        .forEach(
            (name, value) -> {
              if (name.startsWith(PREFIX) && !OTHERS.contains(name)) {
                variables.put(name, value);
              }
            });
  }

  /** The runtime's file with what the environment says. */
  ConfigDocument applyToRuntime(ConfigDocument document, ConfigSpec spec) {
    Changes changes = new Changes(document);
    variables.forEach(
        (name, value) ->
            VariableName.resolve(spec, name.substring(PREFIX.length()))
                .ifPresent(path -> changes.set(name, path, value)));
    return changes.document();
  }

  /**
   * A connector's file with what the environment says.
   *
   * @param spec all its keys, those of its plugin too, as far as they are known
   */
  ConfigDocument applyToConnector(ConfigDocument document, ConnectorId id, ConfigSpec spec) {
    Changes changes = new Changes(document);
    for (String prefix : prefixes(id)) {
      variables
          .tailMap(prefix, false)
          .forEach(
              (name, value) -> {
                if (name.startsWith(prefix)) {
                  applyToConnector(changes, spec, name, name.substring(prefix.length()), value);
                }
              });
    }
    return changes.document();
  }

  private static void applyToConnector(
      Changes changes, ConfigSpec spec, String name, String key, String value) {
    Optional<List<Object>> path = VariableName.resolve(spec, key);
    if (path.isPresent()) {
      changes.set(name, path.get(), value);
    } else if (key.startsWith(PLUGIN_CONFIG) && key.length() > PLUGIN_CONFIG.length()) {
      String flat = key.substring(PLUGIN_CONFIG.length()).toLowerCase(Locale.ROOT);
      changes.set(name, List.of("plugin_config", flat), value);
    }
  }

  /** A shell cannot set names with other than letters, digits and underscores; others can. */
  private static Set<String> prefixes(ConnectorId id) {
    String type = PREFIX + VariableName.of(id.type().toString()) + "_";
    return new TreeSet<>(
        List.of(
            type + id.key().toUpperCase(Locale.ROOT) + "_",
            type + VariableName.of(id.key()) + "_"));
  }

  /**
   * Variables that had no effect so far, of the runtime or of connectors.
   *
   * @param spec the runtime's keys
   */
  List<ConfigurationProblem> unused(ConfigSpec spec) {
    List<ConfigurationProblem> problems = new ArrayList<>();
    for (String name : variables.keySet()) {
      String key = name.substring(PREFIX.length());
      boolean isConnectors = key.startsWith("SINK_") || key.startsWith("SOURCE_");
      if (!used.contains(name) && !KUBERNETES.matcher(key).matches()) {
        String why =
            isConnectors
                ? "is no key of any connector that is configured"
                : "is no key" + hint(spec, key);
        problems.add(ConfigurationProblem.warning(location(name), "", why));
      }
    }
    return problems;
  }

  private static String hint(ConfigSpec spec, String key) {
    return NearestName.of(key, VariableName.all(spec))
        .map(nearest -> "; did you mean " + PREFIX + nearest + "?")
        .orElse(" of the runtime's configuration");
  }

  private static Location location(String name) {
    return new Location("environment variable " + name, 0);
  }

  /** What changes in one document. */
  private final class Changes {
    private final ConfigDocument document;
    private final Map<String, Object> values;
    private final Map<String, Location> locations = new LinkedHashMap<>();

    Changes(ConfigDocument document) {
      this.document = document;
      this.values = Values.copy(document.values());
    }

    void set(String name, List<Object> path, String value) {
      used.add(name);
      if (!value.isEmpty()) {
        Values.set(values, path, value);
        locations.put(Values.text(path), location(name));
      }
    }

    ConfigDocument document() {
      return locations.isEmpty() ? document : document.with(values, locations);
    }
  }
}
