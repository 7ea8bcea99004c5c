// SPDX-License-Identifier: Apache-2.0
package org.apache.iggy.connector.connect.config;

import java.util.Collections;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.apache.iggy.connector.connect.api.Schema;
import org.apache.iggy.connector.connect.api.config.ConfigSpec;

/**
 * Which connectors, transforms and formats there are and which keys they take, so that their tables
 * can be checked with everything else. Immutable.
 *
 * @param sinks the keys of each sink, by its name
 * @param sources the keys of each source, by its name
 * @param transforms the keys of each transform beside {@code enabled}, by its type
 * @param formats the keys that a format adds to {@code [[streams]]}; those of a format that is
 *     missing are not known
 */
public record ConnectorCatalog(
    Map<String, ConfigSpec> sinks,
    Map<String, ConfigSpec> sources,
    Map<String, ConfigSpec> transforms,
    Map<Schema, ConfigSpec> formats) {
  /** Sorts by name: the names are shown to users. */
  public ConnectorCatalog {
    sinks = Collections.unmodifiableMap(new TreeMap<>(sinks));
    sources = Collections.unmodifiableMap(new TreeMap<>(sources));
    transforms = Collections.unmodifiableMap(new TreeMap<>(transforms));
    formats = Map.copyOf(formats);
  }

  /** The names of the connectors that move data this way. */
  Set<String> connectors(ConnectorType type) {
    return of(type).keySet();
  }

  /** The keys of a connector; empty when there is no such connector. */
  Optional<ConfigSpec> connector(ConnectorType type, String name) {
    return Optional.ofNullable(of(type).get(name));
  }

  private Map<String, ConfigSpec> of(ConnectorType type) {
    return type == ConnectorType.SINK ? sinks : sources;
  }

  /** The keys of a transform; empty when there is no such transform. */
  Optional<ConfigSpec> transform(String type) {
    return Optional.ofNullable(transforms.get(type));
  }

  /** The keys of a format; empty when they are not known. */
  Optional<ConfigSpec> format(Schema schema) {
    return Optional.ofNullable(formats.get(schema));
  }
}
