// SPDX-License-Identifier: Apache-2.0
package org.apache.iggy.connector.connect.http.live;

import java.util.HashMap;
import java.util.Map;
import org.apache.iggy.connector.connect.api.Connector;
import org.apache.iggy.connector.connect.config.ConnectorId;
import org.apache.iggy.connector.connect.config.ConnectorSettings;
import org.apache.iggy.connector.connect.config.ConnectorType;
import org.apache.iggy.connector.connect.runtime.plugin.ConnectorPlugin;
import org.apache.iggy.connector.connect.runtime.plugin.PluginCatalog;

/** The versions of plugins as their jars tell them. */
final class PluginVersions {
  /** By type and name, which are a connector's id in form but not in meaning. */
  private final Map<ConnectorId, String> versions = new HashMap<>();

  PluginVersions(PluginCatalog plugins) {
    plugins.sinks().forEach(plugin -> add(ConnectorType.SINK, plugin));
    plugins.sources().forEach(plugin -> add(ConnectorType.SOURCE, plugin));
  }

  private void add(ConnectorType type, ConnectorPlugin<? extends Connector> plugin) {
    plugin
        .origin()
        .version()
        .ifPresent(version -> versions.put(new ConnectorId(type, plugin.name()), version));
  }

  /** The version of a connector's plugin; empty text when its jar tells none. */
  String of(ConnectorSettings settings) {
    return versions.getOrDefault(new ConnectorId(settings.type(), settings.plugin()), "");
  }
}
