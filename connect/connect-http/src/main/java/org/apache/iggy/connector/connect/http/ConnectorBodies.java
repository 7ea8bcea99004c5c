// SPDX-License-Identifier: Apache-2.0
package org.apache.iggy.connector.connect.http;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Map;
import org.apache.iggy.connector.connect.config.ConnectorVersion;
import org.apache.iggy.connector.connect.http.view.ConnectorSnapshot;

/** Writes connectors and their configurations, as the Rust runtime has them. */
final class ConnectorBodies {
  private ConnectorBodies() {}

  static ObjectNode connector(ConnectorSnapshot connector) {
    ObjectNode body = ApiJson.object();
    body.put("id", connector.number());
    body.put("key", connector.id().key());
    body.put("name", connector.name());
    body.put("path", connector.path());
    body.put("enabled", connector.enabled());
    body.put("status", connector.status().toString());
    connector
        .lastError()
        .ifPresent(
            error ->
                body.putObject("last_error")
                    .put("message", error.message())
                    .put("timestamp", EpochMicros.of(error.time())));
    connector.pluginConfigFormat().ifPresent(format -> body.put("plugin_config_format", format));
    return body;
  }

  static ObjectNode details(ConnectorSnapshot connector, Map<String, Object> config) {
    ObjectNode body = connector(connector);
    body.set("streams", ApiJson.node(config.getOrDefault("streams", List.of())));
    return body;
  }

  static ObjectNode config(ConnectorVersion config, boolean active) {
    ObjectNode body = ApiJson.object();
    body.put("key", config.id().key());
    body.put("version", config.version());
    config
        .values()
        .forEach(
            (name, value) -> {
              if (!name.equals("type") && !body.has(name)) {
                body.set(name, ApiJson.node(value));
              }
            });
    body.put("active", active);
    return body;
  }

  /**
   * Transforms in the order in which they run: tables by their type, or a list of tables with a
   * {@code type} each.
   */
  static ArrayNode transforms(Map<String, Object> config) {
    ArrayNode body = ApiJson.array();
    Object transforms = config.get("transforms");
    if (transforms instanceof Map<?, ?> byType) {
      byType.forEach((type, settings) -> transform(body, String.valueOf(type), settings));
    } else if (transforms instanceof List<?> list) {
      for (Object settings : list) {
        Object type = settings instanceof Map<?, ?> map ? map.get("type") : null;
        transform(body, String.valueOf(type), settings);
      }
    }
    return body;
  }

  private static void transform(ArrayNode body, String type, Object settings) {
    body.addObject().put("type", type).set("config", ApiJson.node(settings));
  }
}
