// SPDX-License-Identifier: Apache-2.0
package org.apache.iggy.connector.connect.format;

import com.google.protobuf.Descriptors.Descriptor;
import java.util.Map;
import org.apache.iggy.connector.connect.api.Codec;
import org.apache.iggy.connector.connect.api.ConnectException;
import org.apache.iggy.connector.connect.api.Schema;
import org.apache.iggy.connector.connect.api.config.Config;
import org.apache.iggy.connector.connect.api.config.ConfigSpec;
import org.apache.iggy.connector.connect.format.avro.AvroCodec;
import org.apache.iggy.connector.connect.format.flatbuffer.FlatBufferCodec;
import org.apache.iggy.connector.connect.format.flatbuffer.FlatBufferSchema;
import org.apache.iggy.connector.connect.format.json.JsonCodec;
import org.apache.iggy.connector.connect.format.protobuf.AnyCodec;
import org.apache.iggy.connector.connect.format.protobuf.ProtobufCodec;
import org.apache.iggy.connector.connect.format.protobuf.ProtobufOptions;
import org.apache.iggy.connector.connect.format.protobuf.ProtobufSchema;

/** Makes the codec of a format. Thread-safe, as the codecs are. */
public final class CodecFactory {
  private CodecFactory() {}

  /** The codec of a format for which no schema is known. */
  public static Codec create(Schema schema) {
    return create(schema, ConfigSpec.of(FormatKeys.all()).read(Map.of()).orThrow());
  }

  /**
   * The codec of a format.
   *
   * @param settings of a spec that has the {@link FormatKeys}, such as a stream's
   * @throws ConnectException of category CONFIGURATION when a schema cannot be read; names the key
   */
  public static Codec create(Schema schema, Config settings) {
    return switch (schema) {
      case JSON -> JsonCodec.compact();
      case RAW -> RawCodec.instance();
      case TEXT -> TextCodec.instance();
      case AVRO -> avro(settings);
      case PROTO -> protobuf(settings);
      case FLAT_BUFFER -> flatBuffer(settings);
    };
  }

  private static Codec avro(Config settings) {
    if (settings.isGiven(FormatKeys.AVRO_SCHEMA_JSON)) {
      return AvroCodec.of(
          settings.get(FormatKeys.AVRO_SCHEMA_JSON), FormatKeys.AVRO_SCHEMA_JSON.name(), false);
    }
    String key = FormatKeys.AVRO_SCHEMA_PATH.name();
    return settings
        .find(FormatKeys.AVRO_SCHEMA_PATH)
        .map(path -> AvroCodec.of(SchemaFile.text(path, key), key, false))
        .orElseGet(() -> new BytesCodec(Schema.AVRO, "avro_schema_json or avro_schema_path"));
  }

  private static Codec protobuf(Config settings) {
    if (!settings.isGiven(FormatKeys.PROTO_SCHEMA_PATH)) {
      return new AnyCodec(FormatKeys.PROTO_SCHEMA_PATH.name());
    }
    ProtobufSchema schema =
        ProtobufSchema.read(
            settings.get(FormatKeys.PROTO_SCHEMA_PATH),
            settings.get(FormatKeys.PROTO_INCLUDE_PATHS),
            FormatKeys.PROTO_SCHEMA_PATH.name());
    Descriptor type =
        schema.message(
            settings.find(FormatKeys.PROTO_MESSAGE_TYPE).orElse(null),
            FormatKeys.PROTO_MESSAGE_TYPE.name());
    return new ProtobufCodec(schema, type, ProtobufOptions.standard());
  }

  private static Codec flatBuffer(Config settings) {
    String key = FormatKeys.FLAT_BUFFER_SCHEMA_PATH.name();
    if (!settings.isGiven(FormatKeys.FLAT_BUFFER_SCHEMA_PATH)) {
      return new BytesCodec(Schema.FLAT_BUFFER, key);
    }
    FlatBufferSchema schema =
        FlatBufferSchema.of(
            SchemaFile.bytes(settings.get(FormatKeys.FLAT_BUFFER_SCHEMA_PATH), key),
            settings.find(FormatKeys.FLAT_BUFFER_ROOT_TABLE).orElse(null),
            key,
            FormatKeys.FLAT_BUFFER_ROOT_TABLE.name());
    return new FlatBufferCodec(schema, false);
  }
}
