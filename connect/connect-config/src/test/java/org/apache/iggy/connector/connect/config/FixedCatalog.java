// SPDX-License-Identifier: Apache-2.0
package org.apache.iggy.connector.connect.config;

import java.util.EnumMap;
import java.util.Map;
import org.apache.iggy.connector.connect.api.Schema;
import org.apache.iggy.connector.connect.api.config.ConfigKey;
import org.apache.iggy.connector.connect.api.config.ConfigSpec;
import org.apache.iggy.connector.connect.api.config.ConfigType;

/** A few connectors and transforms with keys of all kinds. */
final class FixedCatalog {
  private static final ConfigKey<Long> BATCH_SIZE =
      ConfigKey.between(
          ConfigKey.of("batch_size", ConfigType.INTEGER, "Rows of a statement."), 1, 10_000);
  private static final ConfigSpec POSTGRES =
      ConfigSpec.of(
          ConfigKey.of("connection_string", ConfigType.STRING, "The database.").required().secret(),
          ConfigKey.of("target_table", ConfigType.STRING, "The table.").required(),
          ConfigKey.of("tables", ConfigType.listOf(ConfigType.STRING), "Tables."),
          ConfigKey.of("password", ConfigType.STRING, "Opens it.").secret(),
          ConfigKey.table(
              "pool",
              ConfigSpec.of(ConfigKey.of("max_size", ConfigType.INTEGER, "Connections.")),
              "The pool."),
          BATCH_SIZE);
  private static final ConfigSpec STDOUT =
      ConfigSpec.of(ConfigKey.of("print_payload", ConfigType.BOOLEAN, "Whether it is printed."));
  private static final ConfigSpec RANDOM =
      ConfigSpec.of(
          ConfigKey.of("interval", ConfigType.DURATION, "Between batches."),
          ConfigKey.of("max_count", ConfigType.INTEGER, "When it ends."),
          ConfigKey.of("messages_range", ConfigType.listOf(ConfigType.INTEGER), "A batch's size."),
          ConfigKey.of("payload_size", ConfigType.INTEGER, "Bytes."));

  private static final Map<String, ConfigSpec> TRANSFORMS =
      Map.of(
          "add_fields",
          ConfigSpec.of(ConfigKey.of("fields", ConfigType.ANY, "What is added.").required()),
          "delete_fields",
          ConfigSpec.of(
              ConfigKey.of("fields", ConfigType.listOf(ConfigType.STRING), "What is taken away.")
                  .required()));
  private static final ConfigSpec AVRO =
      ConfigSpec.of(ConfigKey.of("avro_schema_path", ConfigType.STRING, "A file."));

  private FixedCatalog() {}

  static ConnectorCatalog create() {
    Map<Schema, ConfigSpec> formats = new EnumMap<>(Schema.class);
    for (Schema schema : Schema.values()) {
      formats.put(schema, schema == Schema.AVRO ? AVRO : ConfigSpec.none());
    }
    return new ConnectorCatalog(
        Map.of("postgres", POSTGRES, "stdout", STDOUT),
        Map.of("random", RANDOM),
        TRANSFORMS,
        formats);
  }
}
