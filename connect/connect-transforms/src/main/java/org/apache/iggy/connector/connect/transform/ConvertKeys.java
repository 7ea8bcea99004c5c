// SPDX-License-Identifier: Apache-2.0
package org.apache.iggy.connector.connect.transform;

import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.iggy.connector.connect.api.Codec;
import org.apache.iggy.connector.connect.api.ConnectException;
import org.apache.iggy.connector.connect.api.ErrorCategory;
import org.apache.iggy.connector.connect.api.Schema;
import org.apache.iggy.connector.connect.api.config.Config;
import org.apache.iggy.connector.connect.api.config.ConfigKey;
import org.apache.iggy.connector.connect.api.config.ConfigSpec;
import org.apache.iggy.connector.connect.api.config.ConfigType;

/** The keys that all conversions have, under the names of the Rust runtime. */
final class ConvertKeys {
  static final ConfigKey<Map<String, String>> FIELD_MAPPINGS =
      ConfigKey.of(
              "field_mappings",
              ConfigType.STRINGS_BY_NAME,
              "New names of outermost fields, by their old ones.")
          .defaultsTo(Map.of())
          .example("{ user_id = \"id\" }");

  static final ConfigKey<String> SCHEMA_PATH =
      ConfigKey.of("schema_path", ConfigType.STRING, "The file with the schema.")
          .example("\"schemas/user.proto\"");

  static final ConfigKey<List<String>> INCLUDE_PATHS =
      ConfigKey.of(
              "include_paths",
              ConfigType.listOf(ConfigType.STRING),
              "Folders in which what a schema imports is looked for, beside its own.")
          .defaultsTo(List.of("."));

  static final ConfigKey<Boolean> PRESERVE_UNKNOWN_FIELDS =
      ConfigKey.of(
              "preserve_unknown_fields",
              ConfigType.BOOLEAN,
              "Whether fields that the schema has not are kept, as unknown_field_N.")
          .defaultsTo(false);

  static final ConfigKey<String> SCHEMA_REGISTRY_URL =
      ConfigKey.of(
          "schema_registry_url",
          ConfigType.STRING,
          "Has no effect, as in the Rust runtime; schemas come from files.");

  private static final ConfigKey<Boolean> PRETTY_JSON =
      ConfigKey.of("pretty_json", ConfigType.BOOLEAN, "Whether JSON is written on many lines.")
          .defaultsTo(false);
  private static final ConfigKey<Boolean> INCLUDE_METADATA =
      ConfigKey.of(
              "include_metadata",
              ConfigType.BOOLEAN,
              "Whether JSON becomes { data, metadata = { converted_from, timestamp,"
                  + " message_type } }.")
          .defaultsTo(false);
  private static final ConfigKey<Boolean> STRICT_MODE =
      ConfigKey.of(
              "strict_mode",
              ConfigType.BOOLEAN,
              "Whether a field that the schema has not is an error, rather than left away.")
          .defaultsTo(false);
  private static final ConfigKey<Boolean> VALIDATE_MESSAGES =
      always("validate_messages", "Has no effect: payloads are always checked.");
  private static final ConfigKey<Boolean> VERIFY_BUFFERS =
      always("verify_buffers", "Has no effect: payloads are always checked.");
  private static final ConfigKey<String> TYPE_URL_PREFIX =
      ConfigKey.of("type_url_prefix", ConfigType.STRING, "Has no effect, as in the Rust runtime.");
  private static final ConfigKey<Long> BUFFER_SIZE_HINT =
      ConfigKey.of(
          "buffer_size_hint", ConfigType.INTEGER, "Has no effect: buffers grow as they need.");

  static final ConfigKey<Config> CONVERSION_OPTIONS =
      ConfigKey.table(
          "conversion_options",
          ConfigSpec.of(
              PRETTY_JSON,
              INCLUDE_METADATA,
              STRICT_MODE,
              VALIDATE_MESSAGES,
              VERIFY_BUFFERS,
              TYPE_URL_PREFIX,
              BUFFER_SIZE_HINT),
          "How to convert.");

  private ConvertKeys() {}

  private static ConfigKey<Boolean> always(String name, String documentation) {
    return ConfigKey.of(name, ConfigType.BOOLEAN, documentation).defaultsTo(true);
  }

  /** The key of a format; without a default when the other is null. */
  static ConfigKey<String> format(String name, String documentation, Schema other) {
    ConfigKey<String> key =
        ConfigKey.of(name, ConfigType.STRING, documentation)
            .checked(
                "must be one of json, raw, text, proto, flat_buffer, avro",
                text -> Schema.named(text).isPresent());
    return other == null ? key : key.defaultsTo(other.configName());
  }

  static boolean isStrict(Config config) {
    return config.find(CONVERSION_OPTIONS).map(options -> options.get(STRICT_MODE)).orElse(false);
  }

  /**
   * Makes the transform.
   *
   * @param format the format of which the transform knows the schema; null for one that knows none
   * @param own the codec with the schema; null when it is not configured
   * @throws ConnectException of category CONFIGURATION when another format is asked for
   */
  static FormatConversion conversion(
      Config config,
      ConfigKey<String> sourceKey,
      ConfigKey<String> targetKey,
      Schema format,
      Codec own,
      String messageType) {
    Schema source = schema(config, sourceKey, format);
    Schema target = schema(config, targetKey, format);
    boolean written = target == Schema.AVRO || target == Schema.FLAT_BUFFER;
    if (written && own == null && (source == Schema.JSON || source == Schema.TEXT)) {
      throw new ConnectException(
          ErrorCategory.CONFIGURATION,
          SCHEMA_PATH.name() + " is required to write " + target.configName());
    }
    boolean pretty =
        config.find(CONVERSION_OPTIONS).map(options -> options.get(PRETTY_JSON)).orElse(false);
    boolean metadata =
        config.find(CONVERSION_OPTIONS).map(options -> options.get(INCLUDE_METADATA)).orElse(false);
    return new FormatConversion(
        source, target, own, config.get(FIELD_MAPPINGS), pretty, metadata ? messageType : null);
  }

  private static Schema schema(Config config, ConfigKey<String> key, Schema format) {
    Set<Schema> allowed = EnumSet.of(Schema.JSON, Schema.TEXT, Schema.RAW);
    if (format != null) {
      allowed.add(format);
    }
    Schema schema = config.find(key).flatMap(Schema::named).orElse(null);
    if (schema != null && !allowed.contains(schema)) {
      throw new ConnectException(
          ErrorCategory.CONFIGURATION,
          key.name()
              + " must be one of "
              + allowed
              + " here; the other formats have transforms of their own");
    }
    return schema;
  }
}
