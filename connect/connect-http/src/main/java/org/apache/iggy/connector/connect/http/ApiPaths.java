// SPDX-License-Identifier: Apache-2.0
package org.apache.iggy.connector.connect.http;

import org.apache.iggy.connector.connect.config.ConnectorType;

/** Where things are in the API. */
final class ApiPaths {
  static final String ROOT = "/";
  static final String HEALTH = "/health";
  static final String LIVE = "/health/live";
  static final String READY = "/health/ready";
  static final String STATS = "/stats";
  static final String HISTORY = "/stats/history";
  static final String OPEN_API = "/openapi.json";
  static final String DASHBOARD = "/ui";

  private ApiPaths() {}

  /** The connectors of a type: {@code /sources} or {@code /sinks}. */
  static String of(ConnectorType type) {
    return "/" + type + "s";
  }
}
