// SPDX-License-Identifier: Apache-2.0
package org.apache.iggy.connector.connect.postgres.source;

import java.time.Duration;
import java.util.List;
import java.util.Locale;
import org.apache.iggy.connector.connect.api.config.ConfigKey;
import org.apache.iggy.connector.connect.api.config.ConfigSpec;
import org.apache.iggy.connector.connect.api.config.ConfigType;

/** The keys of the PostgreSQL source. */
final class PostgresSourceKeys {
  /** How tables are read. */
  enum Mode {
    POLLING,
    CDC
  }

  /** What a payload column holds. */
  enum PayloadFormat {
    BYTEA,
    RAW,
    TEXT,
    JSON_DIRECT,
    JSONB,
    JSONB_DIRECT,
    JSON
  }

  /** What of a table is sent before its changes. */
  enum SnapshotMode {
    INITIAL,
    NEVER
  }

  /** What happens when the slot no longer has the changes that were not sent yet. */
  enum OnSlotLost {
    STOP,
    SNAPSHOT
  }

  private static final String KEPT = " Kept for configurations of the Rust runtime: has no effect.";

  static final ConfigKey<String> CONNECTION_STRING =
      ConfigKey.of("connection_string", ConfigType.STRING, "Where the database is and who logs in.")
          .required()
          .secret()
          .example("\"postgresql://user:password@localhost:5432/database\"");

  static final ConfigKey<Mode> MODE =
      ConfigKey.of(
              "mode",
              ConfigType.oneOf(Mode.class),
              "How tables are read: `polling` selects new rows in the order of a column; `cdc`"
                  + " follows the write-ahead log and sees every insert, update and delete.")
          .defaultsTo(Mode.POLLING);

  static final ConfigKey<List<String>> TABLES =
      ConfigKey.of(
              "tables",
              ConfigType.listOf(ConfigType.STRING),
              "The tables, with their schema or without: `users`, `sales.orders`.")
          .required()
          .example("[\"users\", \"sales.orders\"]")
          .checked("must name at least one table", tables -> !tables.isEmpty());

  static final ConfigKey<Duration> POLL_INTERVAL =
      ConfigKey.of(
              "poll_interval",
              ConfigType.DURATION,
              "Polling: how long a table rests that had no more rows. A table with a backlog is"
                  + " read without a rest.")
          .defaultsTo(Duration.ofSeconds(10));

  static final ConfigKey<Long> BATCH_SIZE =
      ConfigKey.between(
          ConfigKey.of("batch_size", ConfigType.INTEGER, "The most records of a batch.")
              .defaultsTo(1000L),
          1,
          100_000);

  static final ConfigKey<Long> MAX_BATCH_BYTES =
      ConfigKey.of(
              "max_batch_bytes",
              ConfigType.BYTES,
              "Where a batch ends before it has `batch_size` records; a single larger row is a"
                  + " batch of its own.")
          .defaultsTo(8L << 20)
          .checked("must be at least 1 KiB", bytes -> bytes >= 1024);

  static final ConfigKey<String> TRACKING_COLUMN =
      ConfigKey.of(
              "tracking_column",
              ConfigType.STRING,
              "Polling: the column that grows with each new (or changed) row.")
          .defaultsTo("id");

  static final ConfigKey<String> PRIMARY_KEY_COLUMN =
      ConfigKey.of(
          "primary_key_column",
          ConfigType.STRING,
          "Polling: what tells rows of one tracking value apart, and the rows to delete or to"
              + " mark. The table's primary key unless given.");

  static final ConfigKey<String> INITIAL_OFFSET =
      ConfigKey.of(
              "initial_offset",
              ConfigType.STRING,
              "Polling: rows whose tracking column is at most this are not sent.")
          .example("\"0\"");

  static final ConfigKey<Duration> LATE_COMMIT_WINDOW =
      ConfigKey.of(
              "late_commit_window",
              ConfigType.DURATION,
              "Polling: how much later than drawing its tracking value a transaction may write its"
                  + " first row and none of its rows is lost, however late it commits. 0 looks for"
                  + " no late commits.")
          .defaultsTo(Duration.ofSeconds(5));

  static final ConfigKey<String> CUSTOM_QUERY =
      ConfigKey.of(
              "custom_query",
              ConfigType.STRING,
              "Polling: the query in place of the connector's own. `$table`, `$offset` (the last"
                  + " tracking value), `$limit`, `$now` (UTC, RFC 3339) and `$now_unix` (seconds)"
                  + " are replaced. It has to order by the tracking column, and to return it.")
          .example("\"SELECT * FROM $table WHERE id > $offset ORDER BY id LIMIT $limit\"");

  static final ConfigKey<String> PAYLOAD_COLUMN =
      ConfigKey.of(
          "payload_column",
          ConfigType.STRING,
          "Polling: the column that is the message, in place of the row as JSON.");

  static final ConfigKey<PayloadFormat> PAYLOAD_FORMAT =
      ConfigKey.of(
              "payload_format",
              ConfigType.oneOf(PayloadFormat.class),
              "What `payload_column` holds: `bytea` (or `raw`) bytes, `text`, `json_direct` (or"
                  + " `jsonb`, `jsonb_direct`) JSON; `json` takes it as bytes, sent as JSON.")
          .defaultsTo(PayloadFormat.BYTEA);

  static final ConfigKey<Boolean> DELETE_AFTER_READ =
      ConfigKey.of(
              "delete_after_read",
              ConfigType.BOOLEAN,
              "Polling: deletes rows once Iggy has acknowledged them, unless they changed since.")
          .defaultsTo(false);

  static final ConfigKey<String> PROCESSED_COLUMN =
      ConfigKey.of(
          "processed_column",
          ConfigType.STRING,
          "Polling: a boolean column that is set to true once Iggy has acknowledged the row, unless"
              + " it changed since. Only rows where it is false or NULL are read.");

  static final ConfigKey<Boolean> SNAKE_CASE_COLUMNS =
      ConfigKey.of(
              "snake_case_columns",
              ConfigType.BOOLEAN,
              "Turns column names such as `createdAt` into `created_at` in messages.")
          .defaultsTo(false);

  static final ConfigKey<Boolean> INCLUDE_METADATA =
      ConfigKey.of(
              "include_metadata",
              ConfigType.BOOLEAN,
              "Whether columns stand in `data`; when false they stand in `data.data`, as the Rust"
                  + " runtime has it.")
          .defaultsTo(true);

  static final ConfigKey<String> REPLICATION_SLOT =
      ConfigKey.of(
              "replication_slot",
              ConfigType.STRING,
              "CDC: the replication slot, made when it is missing. Each connector has its own.")
          .defaultsTo("iggy_slot")
          .checked(
              "must be of lower-case letters, digits and underscores, at most 63",
              slot -> slot.matches("[a-z0-9_]{1,63}"));

  static final ConfigKey<String> PUBLICATION_NAME =
      ConfigKey.of(
              "publication_name",
              ConfigType.STRING,
              "CDC: the publication of the tables, made when it is missing.")
          .defaultsTo("iggy_publication");

  static final ConfigKey<List<String>> CAPTURE_OPERATIONS =
      ConfigKey.of(
              "capture_operations",
              ConfigType.listOf(ConfigType.STRING),
              "CDC: which changes are sent, of INSERT, UPDATE, DELETE and TRUNCATE.")
          .defaultsTo(List.of("INSERT", "UPDATE", "DELETE"))
          .checked(
              "must be of INSERT, UPDATE, DELETE and TRUNCATE",
              all -> all.stream().allMatch(PostgresSourceKeys::isOperation));

  static final ConfigKey<SnapshotMode> SNAPSHOT_MODE =
      ConfigKey.of(
              "snapshot_mode",
              ConfigType.oneOf(SnapshotMode.class),
              "CDC: whether the rows that the tables have are sent before their changes.")
          .defaultsTo(SnapshotMode.INITIAL);

  static final ConfigKey<OnSlotLost> ON_SLOT_LOST =
      ConfigKey.of(
              "on_slot_lost",
              ConfigType.oneOf(OnSlotLost.class),
              "CDC: what to do when the slot is gone or no longer has all changes that were not"
                  + " sent: `stop` with an error, or make a new one and send a `snapshot` again.")
          .defaultsTo(OnSlotLost.STOP);

  static final ConfigKey<Boolean> DROP_SLOT_ON_STOP =
      ConfigKey.of(
              "drop_slot_on_stop",
              ConfigType.BOOLEAN,
              "CDC: drops slot and publication when the connector is stopped, and starts anew with"
                  + " a snapshot. Changes made in between are seen by the snapshot only.")
          .defaultsTo(false);

  static final ConfigKey<Duration> HEARTBEAT_INTERVAL =
      ConfigKey.of(
              "heartbeat_interval",
              ConfigType.DURATION,
              "CDC: how often the position moves on while the tables have no changes, so that the"
                  + " server may delete its log. 0 for never.")
          .defaultsTo(Duration.ofSeconds(10));

  static final ConfigKey<Boolean> ENABLE_WAL_CDC =
      ConfigKey.of("enable_wal_cdc", ConfigType.BOOLEAN, "`mode` says it." + KEPT);

  static final ConfigKey<String> CDC_BACKEND =
      ConfigKey.of("cdc_backend", ConfigType.STRING, "CDC always uses pgoutput." + KEPT);

  static final ConfigKey<Long> MAX_CONNECTIONS =
      ConfigKey.of(
          "max_connections", ConfigType.INTEGER, "Polling needs one, CDC up to four." + KEPT);

  static final ConfigKey<Long> MAX_RETRIES =
      ConfigKey.of("max_retries", ConfigType.INTEGER, "The runtime retries." + KEPT);

  static final ConfigKey<Duration> RETRY_DELAY =
      ConfigKey.of("retry_delay", ConfigType.DURATION, "The runtime retries." + KEPT);

  static final ConfigKey<Boolean> VERBOSE_LOGGING =
      ConfigKey.of("verbose_logging", ConfigType.BOOLEAN, "The log's level says it." + KEPT);

  static final ConfigSpec SPEC =
      ConfigSpec.of(
          CONNECTION_STRING,
          MODE,
          TABLES,
          POLL_INTERVAL,
          BATCH_SIZE,
          MAX_BATCH_BYTES,
          TRACKING_COLUMN,
          PRIMARY_KEY_COLUMN,
          INITIAL_OFFSET,
          LATE_COMMIT_WINDOW,
          CUSTOM_QUERY,
          PAYLOAD_COLUMN,
          PAYLOAD_FORMAT,
          DELETE_AFTER_READ,
          PROCESSED_COLUMN,
          SNAKE_CASE_COLUMNS,
          INCLUDE_METADATA,
          REPLICATION_SLOT,
          PUBLICATION_NAME,
          CAPTURE_OPERATIONS,
          SNAPSHOT_MODE,
          ON_SLOT_LOST,
          DROP_SLOT_ON_STOP,
          HEARTBEAT_INTERVAL,
          ENABLE_WAL_CDC,
          CDC_BACKEND,
          MAX_CONNECTIONS,
          MAX_RETRIES,
          RETRY_DELAY,
          VERBOSE_LOGGING);

  private PostgresSourceKeys() {}

  private static boolean isOperation(String name) {
    return List.of("INSERT", "UPDATE", "DELETE", "TRUNCATE")
        .contains(name.toUpperCase(Locale.ROOT));
  }
}
