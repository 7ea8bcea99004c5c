// SPDX-License-Identifier: Apache-2.0
package org.apache.iggy.connector.connect.http;

import java.util.List;
import org.apache.iggy.connector.connect.config.HttpSettings;

/** Sections {@code [http]} for tests: a free port of this machine, metrics on. */
final class ApiSettings {
  private static final HttpSettings.Cors NO_CORS =
      new HttpSettings.Cors(
          false, List.of("GET"), List.of("*"), List.of("content-type"), List.of(), false, false);
  private static final HttpSettings.Metrics METRICS = new HttpSettings.Metrics(true, "/metrics");
  private static final HttpSettings.Tls NO_TLS = new HttpSettings.Tls(false, "", "");

  private ApiSettings() {}

  static HttpSettings open() {
    return withKey("");
  }

  static HttpSettings withKey(String key) {
    return new HttpSettings(true, "127.0.0.1:0", key, NO_CORS, METRICS, NO_TLS);
  }

  static HttpSettings withMetrics(HttpSettings.Metrics metrics) {
    return new HttpSettings(true, "127.0.0.1:0", "", NO_CORS, metrics, NO_TLS);
  }

  static HttpSettings withCors(HttpSettings.Cors cors) {
    return new HttpSettings(true, "127.0.0.1:0", "", cors, METRICS, NO_TLS);
  }

  static HttpSettings withTls(HttpSettings.Tls tls) {
    return withTls(tls, "", NO_CORS);
  }

  static HttpSettings withTls(HttpSettings.Tls tls, String key, HttpSettings.Cors cors) {
    return new HttpSettings(true, "127.0.0.1:0", key, cors, METRICS, tls);
  }

  static HttpSettings at(String address) {
    return new HttpSettings(true, address, "", NO_CORS, METRICS, NO_TLS);
  }
}
