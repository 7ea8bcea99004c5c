// SPDX-License-Identifier: Apache-2.0
package org.apache.iggy.connector.cli.schema;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Map;
import org.apache.pinot.spi.config.table.TableConfig;
import org.apache.pinot.spi.data.Schema;
import org.apache.pinot.spi.utils.JsonUtils;

/**
 * A realtime table over an Iggy topic: what to hand to Pinot, as JSON and as Pinot's own objects.
 *
 * @param name the table and its schema
 * @param columns the columns, with exactly one time column
 */
public record PinotTable(String name, List<InferredColumn> columns) {

  /** Takes a copy of the columns. */
  public PinotTable {
    columns = List.copyOf(columns);
  }

  /** The column by which Pinot knows how old a row is. */
  public InferredColumn timeColumn() {
    return columns.stream()
        .filter(column -> column.role() == InferredColumn.Role.TIME)
        .findFirst()
        .orElseThrow(() -> new IllegalStateException("table " + name + " has no time column"));
  }

  /** Whether some rows lack a value, so that queries should tell a null from a default. */
  public boolean hasNullableColumns() {
    return columns.stream().anyMatch(InferredColumn::nullable);
  }

  /** The schema as Pinot's controller takes it. */
  public ObjectNode schemaJson() {
    return PinotSchemaJson.of(this);
  }

  /** The schema for a Pinot in this JVM. */
  public Schema schema() {
    try {
      return Schema.fromString(schemaJson().toString());
    } catch (IOException e) {
      throw new UncheckedIOException("Pinot does not read the schema of table " + name, e);
    }
  }

  /**
   * The table config as Pinot's controller takes it.
   *
   * @param streamConfigs the keys of the stream, such as {@code stream.iggy.host}
   */
  public ObjectNode tableConfigJson(Map<String, String> streamConfigs) {
    return PinotTableConfigJson.of(this, streamConfigs);
  }

  /** The table config for a Pinot in this JVM. */
  public TableConfig tableConfig(Map<String, String> streamConfigs) {
    try {
      return JsonUtils.jsonNodeToObject(tableConfigJson(streamConfigs), TableConfig.class);
    } catch (IOException e) {
      throw new UncheckedIOException("Pinot does not read the config of table " + name, e);
    }
  }
}
