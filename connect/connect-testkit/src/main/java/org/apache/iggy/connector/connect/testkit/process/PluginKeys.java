// SPDX-License-Identifier: Apache-2.0
package org.apache.iggy.connector.connect.testkit.process;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.apache.iggy.connector.connect.api.Schema;
import org.apache.iggy.connector.connect.api.config.ConfigSpec;
import org.apache.iggy.connector.connect.config.ConnectorCatalog;
import org.apache.iggy.connector.connect.config.ConnectorType;
import org.apache.iggy.connector.connect.format.FormatKeys;
import org.apache.iggy.connector.connect.runtime.plugin.PluginCatalog;

/** The keys of the connectors and transforms that were found. */
final class PluginKeys implements ConnectorCatalog {
  private final Map<String, ConfigSpec> sinks = new LinkedHashMap<>();
  private final Map<String, ConfigSpec> sources = new LinkedHashMap<>();
  private final Map<String, ConfigSpec> transforms = new LinkedHashMap<>();

  PluginKeys(PluginCatalog plugins) {
    plugins.sinks().forEach(sink -> sinks.put(sink.name(), sink.spec()));
    plugins.sources().forEach(source -> sources.put(source.name(), source.spec()));
    plugins
        .transforms()
        .forEach(transform -> transforms.put(transform.type(), transform.factory().spec()));
  }

  @Override
  public Set<String> connectors(ConnectorType type) {
    return of(type).keySet();
  }

  @Override
  public Optional<ConfigSpec> connector(ConnectorType type, String name) {
    return Optional.ofNullable(of(type).get(name));
  }

  private Map<String, ConfigSpec> of(ConnectorType type) {
    return type == ConnectorType.SINK ? sinks : sources;
  }

  @Override
  public Set<String> transforms() {
    return transforms.keySet();
  }

  @Override
  public Optional<ConfigSpec> transform(String type) {
    return Optional.ofNullable(transforms.get(type));
  }

  @Override
  public Optional<ConfigSpec> format(Schema schema) {
    return Optional.of(ConfigSpec.of(FormatKeys.all()));
  }
}
