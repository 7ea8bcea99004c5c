// SPDX-License-Identifier: Apache-2.0
package org.apache.iggy.connector.connect.runtime.launch;

import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.apache.iggy.connector.connect.api.Schema;
import org.apache.iggy.connector.connect.api.config.ConfigSpec;
import org.apache.iggy.connector.connect.config.ConnectorCatalog;
import org.apache.iggy.connector.connect.config.ConnectorType;
import org.apache.iggy.connector.connect.format.FormatKeys;
import org.apache.iggy.connector.connect.runtime.plugin.PluginCatalog;

/** What the plugins of a runtime take, for the checks of configurations. Immutable. */
public final class PluginSpecs implements ConnectorCatalog {
  private final Map<ConnectorType, Map<String, ConfigSpec>> connectors;
  private final Map<String, ConfigSpec> transforms = new TreeMap<>();
  private final ConfigSpec formats = ConfigSpec.of(FormatKeys.all());

  /** The specs of these plugins. */
  public PluginSpecs(PluginCatalog plugins) {
    Map<String, ConfigSpec> sinks = new TreeMap<>();
    plugins.sinks().forEach(plugin -> sinks.put(plugin.name(), plugin.spec()));
    Map<String, ConfigSpec> sources = new TreeMap<>();
    plugins.sources().forEach(plugin -> sources.put(plugin.name(), plugin.spec()));
    this.connectors = Map.of(ConnectorType.SINK, sinks, ConnectorType.SOURCE, sources);
    plugins.transforms().forEach(plugin -> transforms.put(plugin.type(), plugin.factory().spec()));
  }

  @Override
  public Set<String> connectors(ConnectorType type) {
    return connectors.get(type).keySet();
  }

  @Override
  public Optional<ConfigSpec> connector(ConnectorType type, String name) {
    return Optional.ofNullable(connectors.get(type).get(name));
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
    return Optional.of(formats);
  }
}
