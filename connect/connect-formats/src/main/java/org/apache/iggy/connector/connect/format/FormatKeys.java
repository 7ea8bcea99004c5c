// SPDX-License-Identifier: Apache-2.0
package org.apache.iggy.connector.connect.format;

import java.util.List;
import org.apache.iggy.connector.connect.api.config.ConfigKey;
import org.apache.iggy.connector.connect.api.config.ConfigSpec;
import org.apache.iggy.connector.connect.api.config.ConfigType;

/** The keys of a {@code [[streams]]} table that say more of a format than its name. */
public final class FormatKeys {
  /** Avro's schema in place. */
  public static final ConfigKey<String> AVRO_SCHEMA_JSON =
      ConfigKey.of(
              "avro_schema_json",
              ConfigType.STRING,
              "The Avro schema, as JSON. Goes before avro_schema_path.")
          .example("'{\"type\": \"record\", \"name\": \"User\", \"fields\": []}'");

  /** Avro's schema in a file. */
  public static final ConfigKey<String> AVRO_SCHEMA_PATH =
      ConfigKey.of("avro_schema_path", ConfigType.STRING, "A file with the Avro schema, as JSON.")
          .example("\"schemas/user.avsc\"");

  /** The schema of Protocol Buffers. */
  public static final ConfigKey<String> PROTO_SCHEMA_PATH =
      ConfigKey.of(
              "proto_schema_path",
              ConfigType.STRING,
              "A .proto file, or a descriptor set that protoc wrote with --include_imports. Without"
                  + " one, payloads are taken for google.protobuf.Any.")
          .example("\"schemas/user.proto\"");

  /** The message in the schema. */
  public static final ConfigKey<String> PROTO_MESSAGE_TYPE =
      ConfigKey.of(
              "proto_message_type",
              ConfigType.STRING,
              "The full name of the message; may be left away when the file has one only.")
          .example("\"com.example.User\"");

  /** Where imports are looked for. */
  public static final ConfigKey<List<String>> PROTO_INCLUDE_PATHS =
      ConfigKey.of(
              "proto_include_paths",
              ConfigType.listOf(ConfigType.STRING),
              "Folders in which what a .proto file imports is looked for, beside its own.")
          .defaultsTo(List.of("."))
          .example("[\"schemas\"]");

  /** The schema of FlatBuffers. */
  public static final ConfigKey<String> FLAT_BUFFER_SCHEMA_PATH =
      ConfigKey.of(
              "flat_buffer_schema_path",
              ConfigType.STRING,
              "A binary FlatBuffers schema (.bfbs), which flatc --binary --schema writes. Without"
                  + " one, the value of a payload are its bytes.")
          .example("\"schemas/user.bfbs\"");

  /** The root table in the schema. */
  public static final ConfigKey<String> FLAT_BUFFER_ROOT_TABLE =
      ConfigKey.of(
              "flat_buffer_root_table",
              ConfigType.STRING,
              "The full name of the root table, when it is not the schema's root_type.")
          .example("\"com.example.User\"");

  private static final ConfigSpec SPEC =
      ConfigSpec.of(
          AVRO_SCHEMA_JSON,
          AVRO_SCHEMA_PATH,
          PROTO_SCHEMA_PATH,
          PROTO_MESSAGE_TYPE,
          PROTO_INCLUDE_PATHS,
          FLAT_BUFFER_SCHEMA_PATH,
          FLAT_BUFFER_ROOT_TABLE);

  private FormatKeys() {}

  /** All of them; a stream's spec adds them by {@code spec.and(FormatKeys.all())}. */
  public static ConfigKey<?>[] all() {
    return SPEC.keys().toArray(new ConfigKey<?>[0]);
  }
}
