// SPDX-License-Identifier: Apache-2.0
package org.apache.iggy.connector.connect.config;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** Finds out which version of each connector is the active one. */
final class VersionChoice {
  private final String activeVersionsSource;
  private final Map<ConnectorId, Map<Long, VersionedDocument>> versions = new TreeMap<>();
  private final List<ConnectorSettings> connectors = new ArrayList<>();
  private final Map<ConnectorId, String> sources = new TreeMap<>();
  private final List<RejectedConnector> rejected = new ArrayList<>();
  private final List<ConfigurationProblem> problems = new ArrayList<>();

  VersionChoice(String activeVersionsSource) {
    this.activeVersionsSource = activeVersionsSource;
  }

  /** Adds a version of a connector. */
  void add(VersionedDocument version) {
    ConnectorReading reading = version.reading();
    String source = version.document().source();
    if (reading.id().isEmpty()) {
      reject(source, reading.problems());
      return;
    }
    ConnectorId id = reading.id().get();
    VersionedDocument other =
        versions.computeIfAbsent(id, i -> new TreeMap<>()).putIfAbsent(version.version(), version);
    if (other != null) {
      ConfigurationProblem twice =
          ConfigurationProblem.error(
              version.document().locate("key"),
              "key",
              "is that of the "
                  + id
                  + " in "
                  + other.document().source()
                  + ", too, with the same version "
                  + version.version());
      reject(source, List.of(twice));
    }
  }

  /** Adds what is no configuration of any connector. */
  void reject(String source, List<ConfigurationProblem> found) {
    rejected.add(new RejectedConnector(Optional.empty(), source, errors(found)));
    problems.addAll(found);
  }

  /** Adds what is wrong without being a matter of one connector. */
  void problems(List<ConfigurationProblem> found) {
    problems.addAll(found);
  }

  /** Chooses those that were activated by name, and the highest of the others. */
  LoadedConnectors choose(Map<ConnectorId, Long> activated) {
    activated.keySet().stream()
        .filter(id -> !versions.containsKey(id))
        .forEach(id -> problems.add(warning(id, "has no configuration at all")));
    versions.forEach(
        (id, all) -> {
          Long number = activated.get(id);
          VersionedDocument active =
              number == null
                  ? all.values().stream()
                      .max(Comparator.comparing(VersionedDocument::version))
                      .orElseThrow()
                  : all.get(number);
          if (active == null) {
            rejectMissing(id, number, all);
          } else {
            take(id, active);
          }
        });
    problems.sort(ConfigurationProblem.BY_LOCATION);
    return new LoadedConnectors(connectors, rejected, sources, problems);
  }

  private void take(ConnectorId id, VersionedDocument active) {
    ConnectorReading reading = active.reading();
    problems.addAll(reading.problems());
    String source = active.document().source();
    if (reading.settings().isPresent()) {
      connectors.add(reading.settings().get());
      sources.put(id, source);
    } else {
      rejected.add(new RejectedConnector(Optional.of(id), source, errors(reading.problems())));
    }
  }

  private void rejectMissing(ConnectorId id, long number, Map<Long, VersionedDocument> all) {
    String there = all.keySet().stream().map(String::valueOf).collect(Collectors.joining(", "));
    ConfigurationProblem missing =
        ConfigurationProblem.error(
            new Location(activeVersionsSource, 0),
            id.type() + "s." + id.key(),
            "is version " + number + ", of which there is no file; there are " + there);
    rejected.add(new RejectedConnector(Optional.of(id), activeVersionsSource, List.of(missing)));
    problems.add(missing);
  }

  private ConfigurationProblem warning(ConnectorId id, String message) {
    return ConfigurationProblem.warning(
        new Location(activeVersionsSource, 0), id.type() + "s." + id.key(), message);
  }

  private static List<ConfigurationProblem> errors(List<ConfigurationProblem> found) {
    return found.stream().filter(ConfigurationProblem::isError).toList();
  }
}
