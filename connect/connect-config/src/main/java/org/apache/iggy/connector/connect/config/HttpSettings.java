// SPDX-License-Identifier: Apache-2.0
package org.apache.iggy.connector.connect.config;

import java.util.List;
import org.apache.iggy.connector.connect.api.config.Config;
import org.apache.iggy.connector.connect.api.config.ConfigKey;
import org.apache.iggy.connector.connect.api.config.ConfigSpec;
import org.apache.iggy.connector.connect.api.config.ConfigType;

/**
 * The section {@code [http]}: the runtime's HTTP API.
 *
 * @param enabled whether there is one
 * @param address host and port that it listens on, such as {@code 127.0.0.1:8081}
 * @param apiKey what requests have to carry in the header {@code api-key}; empty for nothing
 * @param cors what browsers may do from other origins
 * @param metrics where Prometheus finds metrics
 * @param tls how connections are encrypted
 */
public record HttpSettings(
    boolean enabled, String address, String apiKey, Cors cors, Metrics metrics, Tls tls) {
  private static final ConfigKey<Boolean> ENABLED =
      Keys.flag("enabled", true, "Whether the runtime has an HTTP API and a dashboard.");
  private static final ConfigKey<String> ADDRESS =
      Keys.text("address", "127.0.0.1:8081", "Host and port to listen on; port 0 takes a free one.")
          .checked("must be a host and a port such as 127.0.0.1:8081", HostPort::isValid);
  private static final ConfigKey<String> API_KEY =
      Keys.text("api_key", "", "What requests have to carry in the header `api-key`.").secret();
  private static final ConfigKey<Config> CORS =
      Keys.section("cors", Cors.SPEC, "What browsers may do from other origins.");
  private static final ConfigKey<Config> METRICS =
      Keys.section("metrics", Metrics.SPEC, "Metrics for Prometheus.");
  private static final ConfigKey<Config> TLS =
      Keys.section("tls", Tls.SPEC, "How connections to the API are encrypted.");

  static final ConfigSpec SPEC = ConfigSpec.of(ENABLED, ADDRESS, API_KEY, CORS, METRICS, TLS);

  static HttpSettings of(Config config) {
    return new HttpSettings(
        config.get(ENABLED),
        config.get(ADDRESS),
        config.get(API_KEY),
        Keys.read(config, CORS, Cors::of),
        Keys.read(config, METRICS, Metrics::of),
        Keys.read(config, TLS, Tls::of));
  }

  /** Everything but the API key. */
  @Override
  public String toString() {
    return "HttpSettings[enabled=%s, address=%s, apiKey=%s, cors=%s, metrics=%s, tls=%s]"
        .formatted(enabled, address, Redaction.mask(apiKey), cors, metrics, tls);
  }

  /**
   * What browsers may do from other origins. Lists have no empty texts.
   *
   * @param enabled whether they may do anything
   * @param allowedMethods methods, such as {@code GET}
   * @param allowedOrigins origins; {@code *} for all
   * @param allowedHeaders headers of requests
   * @param exposedHeaders headers of responses that scripts may read
   * @param allowCredentials whether browsers may send credentials
   * @param allowPrivateNetwork whether public sites may reach into the private network
   */
  public record Cors(
      boolean enabled,
      List<String> allowedMethods,
      List<String> allowedOrigins,
      List<String> allowedHeaders,
      List<String> exposedHeaders,
      boolean allowCredentials,
      boolean allowPrivateNetwork) {
    private static final ConfigKey<Boolean> ENABLED =
        Keys.flag("enabled", false, "Whether browsers may use the API from other origins.");
    private static final ConfigKey<List<String>> METHODS =
        texts("allowed_methods", "Methods they may use.", "GET", "POST", "PUT", "DELETE");
    private static final ConfigKey<List<String>> ORIGINS =
        texts("allowed_origins", "Origins they may come from; `*` for all.", "*");
    private static final ConfigKey<List<String>> HEADERS =
        texts("allowed_headers", "Headers they may send.", "content-type");
    private static final ConfigKey<List<String>> EXPOSED =
        texts("exposed_headers", "Headers of responses that scripts may read.");
    private static final ConfigKey<Boolean> CREDENTIALS =
        Keys.flag("allow_credentials", false, "Whether they may send credentials.");
    private static final ConfigKey<Boolean> PRIVATE =
        Keys.flag(
            "allow_private_network", false, "Whether public sites may reach a private network.");

    static final ConfigSpec SPEC =
        ConfigSpec.of(ENABLED, METHODS, ORIGINS, HEADERS, EXPOSED, CREDENTIALS, PRIVATE);

    static Cors of(Config config) {
      return new Cors(
          config.get(ENABLED),
          given(config, METHODS),
          given(config, ORIGINS),
          given(config, HEADERS),
          given(config, EXPOSED),
          config.get(CREDENTIALS),
          config.get(PRIVATE));
    }

    private static ConfigKey<List<String>> texts(
        String name, String documentation, String... values) {
      return ConfigKey.of(name, ConfigType.listOf(ConfigType.STRING), documentation)
          .defaultsTo(List.of(values));
    }

    /** The Rust runtime's own file has an empty text for no header. */
    private static List<String> given(Config config, ConfigKey<List<String>> key) {
      return config.get(key).stream().filter(text -> !text.isBlank()).toList();
    }
  }

  /**
   * Metrics for Prometheus.
   *
   * @param enabled whether there are any
   * @param endpoint their path, such as {@code /metrics}
   */
  public record Metrics(boolean enabled, String endpoint) {
    private static final ConfigKey<Boolean> ENABLED =
        Keys.flag("enabled", false, "Whether there are metrics for Prometheus.");
    private static final ConfigKey<String> ENDPOINT =
        Keys.text("endpoint", "/metrics", "Their path.")
            .checked("must start with /", path -> path.startsWith("/"));

    static final ConfigSpec SPEC = ConfigSpec.of(ENABLED, ENDPOINT);

    static Metrics of(Config config) {
      return new Metrics(config.get(ENABLED), config.get(ENDPOINT));
    }
  }

  /**
   * How connections to the API are encrypted.
   *
   * @param enabled whether they are
   * @param certFile the certificate and its chain, PEM
   * @param keyFile its key, PEM
   */
  public record Tls(boolean enabled, String certFile, String keyFile) {
    private static final ConfigKey<Boolean> ENABLED =
        Keys.flag("enabled", false, "Whether the API is served over HTTPS.");
    private static final ConfigKey<String> CERTIFICATE =
        Keys.text("cert_file", "", "PEM file with the certificate and its chain.");
    private static final ConfigKey<String> KEY =
        Keys.text("key_file", "", "PEM file with the certificate's key.");

    static final ConfigSpec SPEC = ConfigSpec.of(ENABLED, CERTIFICATE, KEY);

    static Tls of(Config config) {
      return new Tls(config.get(ENABLED), config.get(CERTIFICATE), config.get(KEY));
    }
  }
}
