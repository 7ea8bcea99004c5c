// SPDX-License-Identifier: Apache-2.0
package org.apache.iggy.connector.connect.postgres.sink;

import java.time.Duration;
import java.util.List;
import java.util.function.Function;
import java.util.function.Predicate;
import org.apache.iggy.connector.connect.api.config.Config;
import org.apache.iggy.connector.connect.api.config.ConfigKey;
import org.apache.iggy.connector.connect.api.config.ConfigSpec;
import org.apache.iggy.connector.connect.api.config.ConfigType;
import org.apache.iggy.connector.connect.postgres.ConnectionString;
import org.apache.iggy.connector.connect.postgres.TableName;

/** The keys of the sink's {@code plugin_config}. */
final class SinkKeys {
  static final ConfigKey<String> CONNECTION_STRING =
      ConfigKey.of(
              "connection_string",
              ConfigType.STRING,
              "The database and the login: a URL of libpq (`postgresql://user:password@host:5432/"
                  + "database?sslmode=require`) or of JDBC (`jdbc:postgresql://host:5432/database"
                  + "?user=user&password=password`).")
          .required()
          .secret()
          .example("\"postgresql://iggy:${env:PGPASSWORD}@localhost:5432/events\"")
          .checked(ConnectionString.RULE, isTaken(ConnectionString::parse));

  static final ConfigKey<String> TARGET_TABLE =
      ConfigKey.of(
              "target_table",
              ConfigType.STRING,
              "The table, with its schema or without. Upper and lower case count; a name with a dot"
                  + " in it stands in double quotes.")
          .required()
          .example("\"sales.events\"")
          .checked(TableName.RULE, isTaken(TableName::parse));

  static final ConfigKey<SinkMode> MODE =
      ConfigKey.of(
              "mode",
              ConfigType.oneOf(SinkMode.class),
              "`payload`: a message is a row with its payload in one column. `columns`: its fields"
                  + " go into columns.")
          .defaultsTo(SinkMode.PAYLOAD);

  static final ConfigKey<PayloadFormat> PAYLOAD_FORMAT =
      ConfigKey.of(
              "payload_format",
              ConfigType.oneOf(PayloadFormat.class),
              "Type of the payload column in mode `payload`: `bytea` (the bytes as they are, also"
                  + " `raw`), `json` or `jsonb` (both JSONB), or `text`. An existing column's type"
                  + " counts more.")
          .defaultsTo(PayloadFormat.BYTEA);

  static final ConfigKey<Boolean> AUTO_CREATE_TABLE =
      flag(
          "auto_create_table",
          false,
          "Whether to create the table (not its schema) when there is none.");

  static final ConfigKey<Boolean> INCLUDE_METADATA =
      flag(
          "include_metadata",
          true,
          "Whether a created table has the column `iggy_timestamp`, and an existing one must have"
              + " it. The columns of stream, topic, partition and offset are there in any case: they"
              + " are the key by which a message that comes twice is written once.");

  static final ConfigKey<Boolean> INCLUDE_CHECKSUM =
      flag(
          "include_checksum",
          true,
          "Whether to write `iggy_checksum`. It is part of a created table's key, so that both"
              + " messages are kept when a server that crashed gave an offset twice.");

  static final ConfigKey<Boolean> INCLUDE_ORIGIN_TIMESTAMP =
      flag(
          "include_origin_timestamp",
          true,
          "Whether to write `iggy_origin_timestamp`, the time at which the producer made the"
              + " message.");

  static final ConfigKey<List<Config>> COLUMNS =
      ConfigKey.tables(
          "columns",
          ColumnKeys.SPEC,
          "Mode `columns`: which columns to fill with what. Without any, every field of a message"
              + " goes into the column of its name.");

  static final ConfigKey<UnknownFields> UNKNOWN_FIELDS =
      ConfigKey.of(
              "unknown_fields",
              ConfigType.oneOf(UnknownFields.class),
              "Mode `columns` without `columns`: what to do with a field that the table has no"
                  + " column for: reject the message, ignore the field, or add the column, with a"
                  + " type that fits the value. `add_column` when it is not given and"
                  + " `auto_create_table` is true, `reject` otherwise.")
          .example("\"ignore\"");

  static final ConfigKey<List<String>> KEY_COLUMNS =
      ConfigKey.of(
              "key_columns",
              ConfigType.listOf(ConfigType.STRING),
              "Mode `columns`: the columns whose values name a row. A message changes the row of its"
                  + " key, or makes it (upsert). The table needs a primary key or unique index of"
                  + " exactly these columns. Without any, every message is a row.")
          .defaultsTo(List.of())
          .example("[\"id\"]");

  static final ConfigKey<String> DELETE_FIELD =
      ConfigKey.of(
              "delete_field",
              ConfigType.STRING,
              "With `key_columns`: the path of a field that says that the row is to be deleted. An"
                  + " empty payload, or the JSON null, deletes in any case.")
          .example("\"operation_type\"");

  static final ConfigKey<List<String>> DELETE_VALUES =
      ConfigKey.of(
              "delete_values",
              ConfigType.listOf(ConfigType.STRING),
              "The values of `delete_field` that delete.")
          .defaultsTo(List.of("DELETE", "delete", "d", "true"));

  static final ConfigKey<Duration> CONNECT_TIMEOUT =
      ConfigKey.of(
              "connect_timeout",
              ConfigType.DURATION,
              "How long connecting may take, and waiting for a connection.")
          .defaultsTo(Duration.ofSeconds(10))
          .checked("must be from 1s to 10m", d -> isBetween(d, Duration.ofSeconds(1)));

  static final ConfigKey<Duration> WRITE_TIMEOUT =
      ConfigKey.of(
              "write_timeout",
              ConfigType.DURATION,
              "How long writing a batch may take before the connection is cut and the batch comes"
                  + " again.")
          .defaultsTo(Duration.ofSeconds(60))
          .checked("must be from 100ms to 10m", d -> isBetween(d, Duration.ofMillis(100)));

  static final ConfigKey<Long> MAX_CONNECTIONS =
      ConfigKey.between(
          ConfigKey.of(
                  "max_connections",
                  ConfigType.INTEGER,
                  "The most connections of a task. It uses one at a time.")
              .defaultsTo(10L),
          1,
          1000);

  static final ConfigKey<Long> BATCH_SIZE =
      ConfigKey.between(
          ConfigKey.of(
                  "batch_size",
                  ConfigType.INTEGER,
                  "Taken for the sake of upstream's files, where it limits the rows of a statement."
                      + " Here a batch is one COPY in one transaction, whatever its size.")
              .defaultsTo(100L),
          1,
          Integer.MAX_VALUE);

  static final ConfigKey<Long> MAX_RETRIES =
      ConfigKey.between(
          ConfigKey.of(
                  "max_retries",
                  ConfigType.INTEGER,
                  "Taken for the sake of upstream's files. The runtime tries again, by the"
                      + " connector's retry settings.")
              .defaultsTo(3L),
          0,
          Integer.MAX_VALUE);

  static final ConfigKey<Duration> RETRY_DELAY =
      ConfigKey.of(
              "retry_delay",
              ConfigType.DURATION,
              "Taken for the sake of upstream's files, like `max_retries`.")
          .defaultsTo(Duration.ofSeconds(1));

  static final ConfigKey<Boolean> VERBOSE_LOGGING =
      flag("verbose_logging", false, "Whether each batch is logged at level info, not debug.");

  static final ConfigSpec SPEC =
      ConfigSpec.of(
          CONNECTION_STRING,
          TARGET_TABLE,
          MODE,
          PAYLOAD_FORMAT,
          AUTO_CREATE_TABLE,
          INCLUDE_METADATA,
          INCLUDE_CHECKSUM,
          INCLUDE_ORIGIN_TIMESTAMP,
          COLUMNS,
          UNKNOWN_FIELDS,
          KEY_COLUMNS,
          DELETE_FIELD,
          DELETE_VALUES,
          CONNECT_TIMEOUT,
          WRITE_TIMEOUT,
          MAX_CONNECTIONS,
          BATCH_SIZE,
          MAX_RETRIES,
          RETRY_DELAY,
          VERBOSE_LOGGING);

  private SinkKeys() {}

  private static ConfigKey<Boolean> flag(String name, boolean value, String documentation) {
    return ConfigKey.of(name, ConfigType.BOOLEAN, documentation).defaultsTo(value);
  }

  private static boolean isBetween(Duration duration, Duration least) {
    return duration.compareTo(least) >= 0 && duration.compareTo(Duration.ofMinutes(10)) <= 0;
  }

  private static Predicate<String> isTaken(Function<String, ?> parser) {
    return text -> {
      try {
        return parser.apply(text) != null;
      } catch (IllegalArgumentException e) {
        return false;
      }
    };
  }
}
