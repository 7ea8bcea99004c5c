// SPDX-License-Identifier: Apache-2.0
package org.apache.iggy.connector.connect.config;

import java.time.Duration;
import java.util.List;
import org.apache.iggy.connector.connect.api.config.Config;
import org.apache.iggy.connector.connect.api.config.ConfigKey;
import org.apache.iggy.connector.connect.api.config.ConfigSpec;
import org.apache.iggy.connector.connect.api.config.ConfigType;

/**
 * What the runtime's own file says, with the defaults of what it leaves out. Immutable; its text
 * has no secrets.
 *
 * @param http the HTTP API
 * @param iggy the Iggy server
 * @param statePath the folder in which sources keep their state, as it is written
 * @param connectors where the connectors' configurations come from
 * @param pluginFolders folders with a folder per plugin, as they are written
 * @param shutdownTimeout how long connectors may take to finish when the runtime is stopped
 * @param telemetry where logs and traces go
 * @param logging what log lines look like
 */
public record RuntimeSettings(
    HttpSettings http,
    IggySettings iggy,
    String statePath,
    ProviderSettings connectors,
    List<String> pluginFolders,
    Duration shutdownTimeout,
    TelemetrySettings telemetry,
    LoggingSettings logging) {
  private static final ConfigKey<Config> HTTP =
      Keys.section("http", HttpSettings.SPEC, "The HTTP API and the dashboard.");
  private static final ConfigKey<Config> IGGY =
      Keys.section("iggy", IggySettings.SPEC, "The Iggy server, and as whom to work with it.");
  private static final ConfigKey<String> STATE_PATH =
      Keys.text("path", "local_state", "Folder of the sources' state; made when it is missing.");
  private static final ConfigKey<Config> STATE =
      Keys.section("state", ConfigSpec.of(STATE_PATH), "Where sources keep how far they came.");
  private static final ConfigKey<Config> CONNECTORS =
      Keys.section(
          "connectors",
          ProviderSettings.Section.SPEC,
          "Where the connectors' configurations come from.");
  private static final ConfigKey<List<String>> PLUGIN_FOLDERS =
      ConfigKey.of(
              "folders",
              ConfigType.listOf(ConfigType.STRING),
              "Folders with a folder of jars per plugin, beside the plugins that come along.")
          .defaultsTo(List.of("plugins"));
  private static final ConfigKey<Config> PLUGINS =
      Keys.section("plugins", ConfigSpec.of(PLUGIN_FOLDERS).closed(), "Connectors of others.");
  private static final ConfigKey<Duration> SHUTDOWN_TIMEOUT =
      ConfigKey.of(
              "shutdown_timeout",
              ConfigType.DURATION,
              "How long connectors may take to finish what they have begun when the runtime is"
                  + " stopped.")
          .defaultsTo(Duration.ofSeconds(30));
  private static final ConfigKey<Config> RUNTIME =
      Keys.section("runtime", ConfigSpec.of(SHUTDOWN_TIMEOUT).closed(), "The runtime as a whole.");
  private static final ConfigKey<Config> TELEMETRY =
      Keys.section("telemetry", TelemetrySettings.SPEC, "OpenTelemetry.");
  private static final ConfigKey<Config> LOGGING =
      Keys.section("logging", LoggingSettings.SPEC, "What log lines look like.");

  /** All keys of the file. */
  public static final ConfigSpec SPEC =
      ConfigSpec.of(HTTP, IGGY, STATE, CONNECTORS, PLUGINS, RUNTIME, TELEMETRY, LOGGING);

  /** The settings of a configuration that was read by the {@link #SPEC}. */
  static RuntimeSettings of(Config config) {
    return new RuntimeSettings(
        Keys.read(config, HTTP, HttpSettings::of),
        Keys.read(config, IGGY, IggySettings::of),
        config.get(STATE).get(STATE_PATH),
        Keys.read(config, CONNECTORS, ProviderSettings.Section::of),
        config.get(PLUGINS).get(PLUGIN_FOLDERS),
        config.get(RUNTIME).get(SHUTDOWN_TIMEOUT),
        Keys.read(config, TELEMETRY, TelemetrySettings::of),
        Keys.read(config, LOGGING, LoggingSettings::of));
  }
}
