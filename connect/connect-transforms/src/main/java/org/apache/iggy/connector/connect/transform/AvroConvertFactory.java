// SPDX-License-Identifier: Apache-2.0
package org.apache.iggy.connector.connect.transform;

import org.apache.iggy.connector.connect.api.Codec;
import org.apache.iggy.connector.connect.api.Schema;
import org.apache.iggy.connector.connect.api.Transform;
import org.apache.iggy.connector.connect.api.config.Config;
import org.apache.iggy.connector.connect.api.config.ConfigKey;
import org.apache.iggy.connector.connect.api.config.ConfigType;
import org.apache.iggy.connector.connect.format.SchemaFile;
import org.apache.iggy.connector.connect.format.avro.AvroCodec;

/** {@code avro_convert}: between Avro and JSON, text or bytes. */
public final class AvroConvertFactory extends ConditionalTransformFactory {
  private static final ConfigKey<String> SOURCE_FORMAT =
      ConvertKeys.format("source_format", "What payloads are in.", Schema.AVRO);
  private static final ConfigKey<String> TARGET_FORMAT =
      ConvertKeys.format("target_format", "What payloads become.", Schema.JSON);
  private static final ConfigKey<String> SCHEMA_JSON =
      ConfigKey.of("schema_json", ConfigType.STRING, "The schema. Goes before schema_path.")
          .example("'{\"type\": \"record\", \"name\": \"User\", \"fields\": []}'");

  /** For {@link java.util.ServiceLoader}. */
  public AvroConvertFactory() {
    super(
        "avro_convert",
        "Converts between Avro and JSON, text or bytes.",
        SOURCE_FORMAT,
        TARGET_FORMAT,
        SCHEMA_JSON,
        ConvertKeys.SCHEMA_PATH,
        ConvertKeys.FIELD_MAPPINGS,
        ConvertKeys.CONVERSION_OPTIONS);
  }

  @Override
  Transform createAlways(Config config) {
    return ConvertKeys.conversion(
        config, SOURCE_FORMAT, TARGET_FORMAT, Schema.AVRO, codec(config), "unknown");
  }

  private static Codec codec(Config config) {
    boolean strict = ConvertKeys.isStrict(config);
    if (config.isGiven(SCHEMA_JSON)) {
      return AvroCodec.of(config.get(SCHEMA_JSON), SCHEMA_JSON.name(), strict);
    }
    String key = ConvertKeys.SCHEMA_PATH.name();
    return config
        .find(ConvertKeys.SCHEMA_PATH)
        .map(path -> AvroCodec.of(SchemaFile.text(path, key), key, strict))
        .orElse(null);
  }
}
