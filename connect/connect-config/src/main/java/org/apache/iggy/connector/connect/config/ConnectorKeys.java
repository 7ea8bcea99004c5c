// SPDX-License-Identifier: Apache-2.0
package org.apache.iggy.connector.connect.config;

import java.util.List;
import java.util.Locale;
import org.apache.iggy.connector.connect.api.config.Config;
import org.apache.iggy.connector.connect.api.config.ConfigKey;
import org.apache.iggy.connector.connect.api.config.ConfigProblem;
import org.apache.iggy.connector.connect.api.config.ConfigProblem.Severity;
import org.apache.iggy.connector.connect.api.config.ConfigSpec;
import org.apache.iggy.connector.connect.api.config.ConfigType;

/** The keys of a connector's file, beside those of its plugin, its transforms and its formats. */
public final class ConnectorKeys {
  /** The formats in which a plugin's configuration is shown. */
  enum ShownFormat {
    TOML,
    JSON,
    YAML,
    TEXT
  }

  static final ConfigKey<String> TYPE =
      ConfigKey.of("type", ConfigType.STRING, "`sink` (from Iggy) or `source` (to Iggy).")
          .checked("must be sink or source", name -> ConnectorType.named(name).isPresent())
          .required()
          .example("\"sink\"");
  static final ConfigKey<String> KEY =
      ConfigKey.of(
              "key",
              ConfigType.STRING,
              "What the connector is known by: unique among the sinks, or the sources, of a"
                  + " runtime. State, consumer group and environment variables are named after"
                  + " it.")
          .checked(
              "must be of letters, digits, '.', '_' and '-', and start with a letter or digit",
              key -> key.matches("[\\p{L}\\p{N}][\\p{L}\\p{N}._-]*"))
          .required()
          .example("\"orders\"");
  static final ConfigKey<String> NAME =
      ConfigKey.of("name", ConfigType.STRING, "The name for people. Default: the key.");
  static final ConfigKey<Boolean> ENABLED = Keys.flag("enabled", true, "Whether it runs.");
  static final ConfigKey<Long> VERSION =
      Keys.count(
          "version",
          0,
          0,
          Long.MAX_VALUE,
          "Which version of the connector's configuration the file is. The highest runs, unless"
              + " another was activated.");
  static final ConfigKey<String> PATH =
      ConfigKey.of(
              "path",
              ConfigType.STRING,
              "Which connector it is: its name, or the path of the library that the Rust runtime"
                  + " loads for it, such as `target/release/libiggy_connector_stdout_sink`.")
          .checked("must not be empty", path -> !path.isBlank())
          .aliases("plugin")
          .required()
          .example("\"stdout\"");
  static final ConfigKey<Long> TASKS =
      Keys.count(
          "tasks",
          1,
          1,
          1_024,
          "How many tasks share a sink's partitions in this runtime, each a member of its consumer"
              + " group; more than there are partitions have nothing to do. A source has one"
              + " task.");
  static final ConfigProblem TASKS_OF_A_SOURCE =
      new ConfigProblem(
          TASKS.name(), "has no effect here: a source has one task", Severity.WARNING);
  static final ConfigKey<String> KEY_HEADER =
      ConfigKey.of(
          "key_header",
          ConfigType.STRING,
          "The user header that holds a message's key: a sink takes the key from it, a source puts"
              + " it there. Iggy itself stores none.");
  static final ConfigKey<Object> TRANSFORMS =
      ConfigKey.of(
          "transforms",
          ConfigType.ANY,
          "The transforms, in the order in which they are written: a table per type, or a list of"
              + " tables with a `type`.");
  static final ConfigKey<ShownFormat> PLUGIN_CONFIG_FORMAT =
      ConfigKey.of(
              "plugin_config_format",
              ConfigType.oneOf(ShownFormat.class),
              "In which format the HTTP API shows the plugin's configuration by default.")
          .defaultsTo(ShownFormat.TOML);
  static final ConfigKey<Object> PLUGIN_CONFIG =
      ConfigKey.of("plugin_config", ConfigType.ANY, "The keys of the connector itself.");
  static final ConfigKey<Boolean> VERBOSE =
      Keys.flag("verbose", false, "Whether every batch is logged.");
  private static final ConfigKey<Boolean> BENCHMARK =
      Keys.flag("benchmark", false, "Taken for the sake of the Rust runtime's files; no effect.");
  static final ConfigKey<Config> ERRORS =
      Keys.section("errors", ErrorSettings.SPEC, "What follows when a record cannot be processed.");

  /** All keys of a sink's file. */
  public static final ConfigSpec SINK = of(StreamKeys.SINK);

  /** All keys of a source's file. */
  public static final ConfigSpec SOURCE = of(StreamKeys.SOURCE);

  private ConnectorKeys() {}

  static ConfigSpec of(ConnectorType type) {
    return type == ConnectorType.SINK ? SINK : SOURCE;
  }

  /**
   * The keys of a connector with those that formats and its plugin add.
   *
   * @param formats the keys that formats add to streams
   * @param plugin the keys of its plugin
   */
  static ConfigSpec of(ConnectorType type, ConfigSpec formats, ConfigSpec plugin) {
    ConfigSpec streams = StreamKeys.of(type).and(formats.keys().toArray(ConfigKey<?>[]::new));
    return of(streams, ConfigKey.table("plugin_config", plugin, PLUGIN_CONFIG.documentation()));
  }

  private static ConfigSpec of(ConfigSpec streams) {
    return of(streams, PLUGIN_CONFIG);
  }

  private static ConfigSpec of(ConfigSpec streams, ConfigKey<?> pluginConfig) {
    ConfigKey<List<Config>> tables =
        ConfigKey.tables("streams", streams, "The topics that it reads or writes.").required();
    return ConfigSpec.of(
        TYPE,
        KEY,
        NAME,
        ENABLED,
        VERSION,
        PATH,
        TASKS,
        tables,
        KEY_HEADER,
        TRANSFORMS,
        PLUGIN_CONFIG_FORMAT,
        pluginConfig,
        VERBOSE,
        BENCHMARK,
        ERRORS);
  }

  /** As files write it. */
  static String text(ShownFormat format) {
    return format.name().toLowerCase(Locale.ROOT);
  }
}
