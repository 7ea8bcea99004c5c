// SPDX-License-Identifier: Apache-2.0
package org.apache.iggy.connector.connect.config;

import java.time.Duration;
import java.util.Map;
import org.apache.iggy.connector.connect.api.config.Config;
import org.apache.iggy.connector.connect.api.config.ConfigKey;
import org.apache.iggy.connector.connect.api.config.ConfigSpec;
import org.apache.iggy.connector.connect.api.config.ConfigType;

/** The section {@code [connectors]}: where the connectors' configurations come from. */
public sealed interface ProviderSettings {
  /** How often they are looked at for changes; zero for only at the start. */
  Duration reloadInterval();

  /**
   * They are files of a folder.
   *
   * @param configDir the folder, as it is written
   * @param reloadInterval how often it is looked at for changes; zero for only at the start
   */
  record Local(String configDir, Duration reloadInterval) implements ProviderSettings {}

  /**
   * A server has them.
   *
   * @param baseUrl what all its URLs start with
   * @param timeout limit on one request
   * @param requestHeaders headers of every request; their values are secret
   * @param urlTemplates URLs that differ from the usual ones, by the name of the operation
   * @param dataPath where the answer lies in its JSON, such as {@code data.config}; empty for all
   * @param errorPath where an error lies in it; empty for nowhere
   * @param retry how requests are tried again
   * @param reloadInterval how often it is asked for changes; zero for only at the start
   */
  record Http(
      String baseUrl,
      Duration timeout,
      Map<String, String> requestHeaders,
      Map<String, String> urlTemplates,
      String dataPath,
      String errorPath,
      RetrySettings retry,
      Duration reloadInterval)
      implements ProviderSettings {
    /** Everything but the values of headers. */
    @Override
    public String toString() {
      return "Http[baseUrl=%s, timeout=%s, requestHeaders=%s, urlTemplates=%s, dataPath=%s,"
              .formatted(
                  Redaction.withoutUserInfo(baseUrl),
                  timeout,
                  requestHeaders.keySet(),
                  urlTemplates,
                  dataPath)
          + " errorPath=%s, retry=%s, reloadInterval=%s]"
              .formatted(errorPath, retry, reloadInterval);
    }
  }

  /** The kinds of providers. */
  enum Kind {
    LOCAL,
    HTTP
  }

  /** The keys. */
  final class Section {
    private static final ConfigKey<Kind> CONFIG_TYPE =
        ConfigKey.of(
                "config_type",
                ConfigType.oneOf(Kind.class),
                "Where the connectors' configurations come from: `local` files or a server"
                    + " (`http`).")
            .defaultsTo(Kind.LOCAL);
    private static final ConfigKey<String> CONFIG_DIR =
        Keys.text(
            "config_dir",
            "",
            "With `local`: the folder of the connectors' files. A relative path is looked for in"
                + " the working directory, then beside the configuration file and in the folders"
                + " above it.");
    private static final ConfigKey<Duration> RELOAD_INTERVAL =
        ConfigKey.of(
            "reload_interval",
            ConfigType.DURATION,
            "How often the folder or the server is looked at for changes; `0` for only at the"
                + " start. Default: `2s` with `local`, `0` with `http`.");
    private static final ConfigKey<String> BASE_URL =
        Keys.text("base_url", "", "With `http`: what all URLs of the server start with.")
            .example("\"http://localhost:8080/api\"");
    private static final ConfigKey<Duration> TIMEOUT =
        ConfigKey.of("timeout", ConfigType.DURATION, "With `http`: limit on one request.")
            .defaultsTo(Duration.ofSeconds(10));
    private static final ConfigKey<Map<String, String>> REQUEST_HEADERS =
        ConfigKey.of(
                "request_headers",
                ConfigType.STRINGS_BY_NAME,
                "With `http`: headers of every request.")
            .defaultsTo(Map.of())
            .secret();
    private static final ConfigKey<Map<String, String>> URL_TEMPLATES =
        ConfigKey.of(
                "url_templates",
                ConfigType.STRINGS_BY_NAME,
                "With `http`: URLs that differ from the usual ones, with `{key}` and `{version}`.")
            .defaultsTo(Map.of());
    private static final ConfigKey<String> DATA_PATH =
        Keys.text("data_path", "", "Where the answer lies in its JSON, such as `data.config`.");
    private static final ConfigKey<String> ERROR_PATH =
        Keys.text("error_path", "", "Where an error lies in the JSON of an answer.");
    private static final ConfigKey<Config> RESPONSE =
        Keys.section(
            "response", ConfigSpec.of(DATA_PATH, ERROR_PATH), "With `http`: how answers are read.");
    private static final ConfigKey<Config> RETRY =
        Keys.section(
            "retry", RetrySettings.SPEC, "With `http`: how a request that failed is sent again.");

    static final ConfigSpec SPEC =
        ConfigSpec.of(
            CONFIG_TYPE,
            CONFIG_DIR,
            RELOAD_INTERVAL,
            BASE_URL,
            TIMEOUT,
            REQUEST_HEADERS,
            URL_TEMPLATES,
            RESPONSE,
            RETRY);

    private static final Duration LOCAL_INTERVAL = Duration.ofSeconds(2);

    private Section() {}

    static ProviderSettings of(Config config) {
      return switch (config.get(CONFIG_TYPE)) {
        case LOCAL ->
            new Local(config.get(CONFIG_DIR), config.find(RELOAD_INTERVAL).orElse(LOCAL_INTERVAL));
        case HTTP ->
            new Http(
                config.get(BASE_URL),
                config.get(TIMEOUT),
                config.get(REQUEST_HEADERS),
                config.get(URL_TEMPLATES),
                config.get(RESPONSE).get(DATA_PATH),
                config.get(RESPONSE).get(ERROR_PATH),
                Keys.read(config, RETRY, RetrySettings::of),
                config.find(RELOAD_INTERVAL).orElse(Duration.ZERO));
      };
    }
  }
}
