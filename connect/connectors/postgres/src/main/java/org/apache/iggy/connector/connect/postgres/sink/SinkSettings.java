// SPDX-License-Identifier: Apache-2.0
package org.apache.iggy.connector.connect.postgres.sink;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.apache.iggy.connector.connect.api.ConnectException;
import org.apache.iggy.connector.connect.api.ErrorCategory;
import org.apache.iggy.connector.connect.api.config.Config;
import org.apache.iggy.connector.connect.postgres.ConnectionString;
import org.apache.iggy.connector.connect.postgres.TableName;

/**
 * What the sink is configured with.
 *
 * @param metadata the columns of metadata that are asked for
 * @param columns the declared columns; empty for a column per field
 * @param keyColumns empty where every message is a row
 */
record SinkSettings(
    ConnectionString connection,
    TableName table,
    SinkMode mode,
    PayloadFormat payloadFormat,
    boolean autoCreateTable,
    Set<MetadataColumn> metadata,
    List<MappedColumn> columns,
    UnknownFields unknownFields,
    List<String> keyColumns,
    Deletion deletion,
    Duration connectTimeout,
    Duration writeTimeout,
    int maxConnections,
    boolean isVerbose) {

  /**
   * Reads them.
   *
   * @throws ConnectException naming all keys that do not go together
   */
  static SinkSettings of(Config config) {
    List<String> problems = new ArrayList<>();
    SinkMode mode = config.get(SinkKeys.MODE);
    List<MappedColumn> columns = new ArrayList<>();
    for (Config column : config.find(SinkKeys.COLUMNS).orElse(List.of())) {
      columns.add(MappedColumn.of(column, problems));
    }
    List<String> keyColumns = config.get(SinkKeys.KEY_COLUMNS);
    findProblems(config, mode, columns, keyColumns, problems);
    if (!problems.isEmpty()) {
      throw new ConnectException(ErrorCategory.CONFIGURATION, String.join("; ", problems));
    }
    return new SinkSettings(
        ConnectionString.parse(config.get(SinkKeys.CONNECTION_STRING)),
        TableName.parse(config.get(SinkKeys.TARGET_TABLE)),
        mode,
        config.get(SinkKeys.PAYLOAD_FORMAT),
        config.get(SinkKeys.AUTO_CREATE_TABLE),
        metadata(config, mode),
        List.copyOf(columns),
        unknownFields(config),
        keyColumns,
        new Deletion(
            config.find(SinkKeys.DELETE_FIELD).map(FieldPath::parse),
            Set.copyOf(config.get(SinkKeys.DELETE_VALUES))),
        config.get(SinkKeys.CONNECT_TIMEOUT),
        config.get(SinkKeys.WRITE_TIMEOUT),
        Math.toIntExact(config.get(SinkKeys.MAX_CONNECTIONS)),
        config.get(SinkKeys.VERBOSE_LOGGING));
  }

  private static void findProblems(
      Config config,
      SinkMode mode,
      List<MappedColumn> columns,
      List<String> keyColumns,
      List<String> problems) {
    if (mode == SinkMode.PAYLOAD && (!columns.isEmpty() || !keyColumns.isEmpty())) {
      problems.add("columns and key_columns need mode = \"columns\"");
    }
    if (config.find(SinkKeys.DELETE_FIELD).isPresent() && keyColumns.isEmpty()) {
      problems.add("delete_field needs key_columns, which name the row to delete");
    }
    Set<String> names = columns.stream().map(MappedColumn::name).collect(Collectors.toSet());
    if (names.size() < columns.size()) {
      problems.add("columns must have different names");
    }
    if (!columns.isEmpty() && !names.containsAll(keyColumns)) {
      problems.add("key_columns must be among columns");
    }
  }

  private static Set<MetadataColumn> metadata(Config config, SinkMode mode) {
    return Arrays.stream(MetadataColumn.values())
        .filter(
            column ->
                switch (column) {
                  case ID -> mode == SinkMode.PAYLOAD;
                  case OFFSET, STREAM, TOPIC, PARTITION -> true;
                  case TIMESTAMP -> config.get(SinkKeys.INCLUDE_METADATA);
                  case CHECKSUM -> config.get(SinkKeys.INCLUDE_CHECKSUM);
                  case ORIGIN_TIMESTAMP -> config.get(SinkKeys.INCLUDE_ORIGIN_TIMESTAMP);
                })
        .collect(Collectors.toCollection(LinkedHashSet::new));
  }

  private static UnknownFields unknownFields(Config config) {
    boolean creates = config.get(SinkKeys.AUTO_CREATE_TABLE);
    return config
        .find(SinkKeys.UNKNOWN_FIELDS)
        .orElse(creates ? UnknownFields.ADD_COLUMN : UnknownFields.REJECT);
  }

  /** Whether messages change the rows of their keys. */
  boolean isUpsert() {
    return !keyColumns.isEmpty();
  }

  /** Without the login. */
  @Override
  public String toString() {
    return "table " + table + " of " + connection;
  }
}
