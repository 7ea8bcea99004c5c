// SPDX-License-Identifier: Apache-2.0
package org.apache.iggy.connector.connect.transform;

import java.util.List;
import org.apache.iggy.connector.connect.api.Codec;
import org.apache.iggy.connector.connect.api.Schema;
import org.apache.iggy.connector.connect.api.Transform;
import org.apache.iggy.connector.connect.api.config.Config;
import org.apache.iggy.connector.connect.api.config.ConfigKey;
import org.apache.iggy.connector.connect.api.config.ConfigType;
import org.apache.iggy.connector.connect.format.protobuf.ProtobufCodec;
import org.apache.iggy.connector.connect.format.protobuf.ProtobufOptions;
import org.apache.iggy.connector.connect.format.protobuf.ProtobufSchema;

/** {@code proto_convert}: between Protocol Buffers and JSON, text or bytes. */
public final class ProtoConvertFactory extends ConditionalTransformFactory {
  private static final ConfigKey<String> SOURCE_FORMAT =
      ConvertKeys.format("source_format", "What payloads are in.", Schema.PROTO);
  private static final ConfigKey<String> TARGET_FORMAT =
      ConvertKeys.format("target_format", "What payloads become.", Schema.JSON);
  private static final ConfigKey<String> MESSAGE_TYPE =
      ConfigKey.of(
              "message_type",
              ConfigType.STRING,
              "The full name of the message; may be left away when the schema has one only.")
          .example("\"com.example.User\"");
  private static final ConfigKey<List<Long>> DESCRIPTOR_SET =
      ConfigKey.of(
          "descriptor_set",
          ConfigType.listOf(ConfigType.INTEGER),
          "The bytes of a descriptor set, in place of schema_path.");
  private static final ConfigKey<Boolean> JSON_NAMES =
      ConfigKey.of(
              "json_names",
              ConfigType.BOOLEAN,
              "Whether fields are called in lowerCamelCase rather than as in the schema.")
          .defaultsTo(false);
  private static final ConfigKey<Boolean> INCLUDE_DEFAULTS =
      ConfigKey.of(
              "include_defaults",
              ConfigType.BOOLEAN,
              "Whether fields without presence are there when they are 0, false or empty.")
          .defaultsTo(false);

  /** For {@link java.util.ServiceLoader}. */
  public ProtoConvertFactory() {
    super(
        "proto_convert",
        "Converts between Protocol Buffers and JSON, text or bytes.",
        SOURCE_FORMAT,
        TARGET_FORMAT,
        ConvertKeys.SCHEMA_PATH,
        MESSAGE_TYPE,
        ConvertKeys.FIELD_MAPPINGS,
        ConvertKeys.SCHEMA_REGISTRY_URL,
        DESCRIPTOR_SET,
        ConvertKeys.INCLUDE_PATHS,
        ConvertKeys.PRESERVE_UNKNOWN_FIELDS,
        JSON_NAMES,
        INCLUDE_DEFAULTS,
        ConvertKeys.CONVERSION_OPTIONS);
  }

  @Override
  Transform createAlways(Config config) {
    return ConvertKeys.conversion(
        config,
        SOURCE_FORMAT,
        TARGET_FORMAT,
        Schema.PROTO,
        codec(config),
        config.find(MESSAGE_TYPE).orElse("unknown"));
  }

  private static Codec codec(Config config) {
    ProtobufSchema schema = schema(config);
    if (schema == null) {
      return null;
    }
    return new ProtobufCodec(
        schema,
        schema.message(config.find(MESSAGE_TYPE).orElse(null), MESSAGE_TYPE.name()),
        new ProtobufOptions(
            config.get(JSON_NAMES),
            config.get(INCLUDE_DEFAULTS),
            config.get(ConvertKeys.PRESERVE_UNKNOWN_FIELDS),
            ConvertKeys.isStrict(config)));
  }

  private static ProtobufSchema schema(Config config) {
    if (config.isGiven(DESCRIPTOR_SET)) {
      List<Long> numbers = config.get(DESCRIPTOR_SET);
      byte[] bytes = new byte[numbers.size()];
      for (int i = 0; i < bytes.length; i++) {
        bytes[i] = numbers.get(i).byteValue();
      }
      return ProtobufSchema.ofDescriptorSet(bytes, DESCRIPTOR_SET.name());
    }
    return config
        .find(ConvertKeys.SCHEMA_PATH)
        .map(
            path ->
                ProtobufSchema.read(
                    path, config.get(ConvertKeys.INCLUDE_PATHS), ConvertKeys.SCHEMA_PATH.name()))
        .orElse(null);
  }
}
