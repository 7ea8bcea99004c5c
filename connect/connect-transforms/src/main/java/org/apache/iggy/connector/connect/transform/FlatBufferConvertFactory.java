// SPDX-License-Identifier: Apache-2.0
package org.apache.iggy.connector.connect.transform;

import org.apache.iggy.connector.connect.api.Codec;
import org.apache.iggy.connector.connect.api.Schema;
import org.apache.iggy.connector.connect.api.Transform;
import org.apache.iggy.connector.connect.api.config.Config;
import org.apache.iggy.connector.connect.api.config.ConfigKey;
import org.apache.iggy.connector.connect.api.config.ConfigType;
import org.apache.iggy.connector.connect.format.SchemaFile;
import org.apache.iggy.connector.connect.format.flatbuffer.FlatBufferCodec;
import org.apache.iggy.connector.connect.format.flatbuffer.FlatBufferSchema;

/** {@code flat_buffer_convert}: between FlatBuffers and JSON, text or bytes. */
public final class FlatBufferConvertFactory extends ConditionalTransformFactory {
  private static final ConfigKey<String> SOURCE_FORMAT =
      ConvertKeys.format("source_format", "What payloads are in.", Schema.FLAT_BUFFER);
  private static final ConfigKey<String> TARGET_FORMAT =
      ConvertKeys.format("target_format", "What payloads become.", Schema.JSON);
  private static final ConfigKey<String> ROOT_TABLE_NAME =
      ConfigKey.of(
              "root_table_name",
              ConfigType.STRING,
              "The full name of the root table, when it is not the schema's root_type.")
          .example("\"com.example.User\"");

  /** For {@link java.util.ServiceLoader}. */
  public FlatBufferConvertFactory() {
    super(
        "flat_buffer_convert",
        "Converts between FlatBuffers and JSON, text or bytes.",
        SOURCE_FORMAT,
        TARGET_FORMAT,
        ConvertKeys.SCHEMA_PATH,
        ROOT_TABLE_NAME,
        ConvertKeys.FIELD_MAPPINGS,
        ConvertKeys.INCLUDE_PATHS,
        ConvertKeys.PRESERVE_UNKNOWN_FIELDS,
        ConvertKeys.CONVERSION_OPTIONS);
  }

  @Override
  Transform createAlways(Config config) {
    return ConvertKeys.conversion(
        config,
        SOURCE_FORMAT,
        TARGET_FORMAT,
        Schema.FLAT_BUFFER,
        codec(config),
        config.find(ROOT_TABLE_NAME).orElse("unknown"));
  }

  private static Codec codec(Config config) {
    String key = ConvertKeys.SCHEMA_PATH.name();
    return config
        .find(ConvertKeys.SCHEMA_PATH)
        .map(
            path ->
                FlatBufferSchema.of(
                    SchemaFile.bytes(path, key),
                    config.find(ROOT_TABLE_NAME).orElse(null),
                    key,
                    ROOT_TABLE_NAME.name()))
        .map(schema -> new FlatBufferCodec(schema, ConvertKeys.isStrict(config)))
        .orElse(null);
  }
}
