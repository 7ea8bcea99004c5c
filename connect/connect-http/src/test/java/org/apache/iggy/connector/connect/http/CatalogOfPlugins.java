// SPDX-License-Identifier: Apache-2.0
package org.apache.iggy.connector.connect.http;

import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.apache.iggy.connector.connect.api.Schema;
import org.apache.iggy.connector.connect.api.config.ConfigSpec;
import org.apache.iggy.connector.connect.config.ConnectorCatalog;
import org.apache.iggy.connector.connect.config.ConnectorType;
import org.apache.iggy.connector.connect.runtime.plugin.ConnectorPlugin;
import org.apache.iggy.connector.connect.runtime.plugin.PluginCatalog;
import org.apache.iggy.connector.connect.runtime.plugin.TransformPlugin;

/** What the plugins on the class path take. */
record CatalogOfPlugins(PluginCatalog plugins) implements ConnectorCatalog {
  @Override
  public Set<String> connectors(ConnectorType type) {
    return type == ConnectorType.SINK
        ? plugins.sinks().stream().map(ConnectorPlugin::name).collect(Collectors.toSet())
        : plugins.sources().stream().map(ConnectorPlugin::name).collect(Collectors.toSet());
  }

  @Override
  public Optional<ConfigSpec> connector(ConnectorType type, String name) {
    if (!connectors(type).contains(name)) {
      return Optional.empty();
    }
    return Optional.of(
        type == ConnectorType.SINK ? plugins.sink(name).spec() : plugins.source(name).spec());
  }

  @Override
  public Set<String> transforms() {
    return plugins.transforms().stream().map(TransformPlugin::type).collect(Collectors.toSet());
  }

  @Override
  public Optional<ConfigSpec> transform(String type) {
    return transforms().contains(type)
        ? Optional.of(plugins.transform(type).factory().spec())
        : Optional.empty();
  }

  @Override
  public Optional<ConfigSpec> format(Schema schema) {
    return Optional.empty();
  }
}
