// SPDX-License-Identifier: Apache-2.0
package org.apache.iggy.connector.connect.config;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;

/** The URLs of a server that has connectors' configurations. */
final class UrlTemplates {
  /** All operations, with the names that settings have for them and their usual URLs. */
  enum Operation {
    CREATE("create", "POST", "/{type}s/{key}/configs"),
    SET_ACTIVE("set_active", "PUT", "/{type}s/{key}/configs/active"),
    GET_CONFIGS("get_{type}_configs", "GET", "/{type}s/{key}/configs"),
    GET_CONFIG("get_{type}_config", "GET", "/{type}s/{key}/configs/{version}"),
    GET_ACTIVE_CONFIG("get_active_{type}_config", "GET", "/{type}s/{key}/configs/active"),
    DELETE_CONFIG("delete_{type}_config", "DELETE", "/{type}s/{key}/configs"),
    GET_ACTIVE_CONFIGS("get_active_configs", "GET", "/configs/active"),
    GET_ACTIVE_VERSIONS("get_active_versions", "GET", "/configs/active/versions");

    private final String name;
    private final String method;
    private final String path;

    Operation(String name, String method, String path) {
      this.name =
          name.contains("{type}") || name.startsWith("get_active_") ? name : name + "_{type}";
      this.method = method;
      this.path = path;
    }

    String method() {
      return method;
    }

    /** Its name in settings, such as {@code create_sink}. */
    String nameFor(ConnectorType type) {
      return name.replace("{type}", type.toString());
    }
  }

  private final String baseUrl;
  private final Map<String, String> templates = new LinkedHashMap<>();

  /**
   * The usual URLs, and those that differ.
   *
   * @param changed by the names of operations
   */
  UrlTemplates(String baseUrl, Map<String, String> changed) {
    this.baseUrl = baseUrl.replaceFirst("/+$", "");
    for (Operation operation : Operation.values()) {
      for (ConnectorType type : ConnectorType.values()) {
        templates.put(operation.nameFor(type), operation.path.replace("{type}", type.toString()));
      }
    }
    templates.putAll(changed);
  }

  /** The names of operations that have a URL. */
  static java.util.Set<String> names() {
    return new UrlTemplates("", Map.of()).templates.keySet();
  }

  String of(Operation operation) {
    return baseUrl + templates.get(operation.nameFor(ConnectorType.SINK));
  }

  String of(Operation operation, ConnectorId id) {
    String template = templates.get(operation.nameFor(id.type()));
    return baseUrl + template.replace("{key}", encode(id.key()));
  }

  String of(Operation operation, ConnectorId id, long version) {
    return of(operation, id).replace("{version}", Long.toString(version));
  }

  private static String encode(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
  }
}
