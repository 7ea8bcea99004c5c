// SPDX-License-Identifier: Apache-2.0
package org.apache.iggy.connector.cli.schema;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import org.apache.iggy.connector.cli.schema.InferredColumn.Role;
import org.apache.pinot.spi.data.FieldSpec.DataType;

/** Writes a Pinot schema. */
final class PinotSchemaJson {
  // Pinot cuts a text at 512 characters unless told otherwise; a sample may lack the longest one.
  private static final int SHORT_TEXT = 256;
  private static final int LONG_TEXT_MAX_LENGTH = 16 * 1024 * 1024;

  private PinotSchemaJson() {}

  static ObjectNode of(PinotTable table) {
    ObjectNode schema = JsonNodeFactory.instance.objectNode();
    schema.put("schemaName", table.name());
    schema.put("enableColumnBasedNullHandling", true);
    addFields(schema, "dimensionFieldSpecs", table, Role.DIMENSION);
    addFields(schema, "metricFieldSpecs", table, Role.METRIC);
    addFields(schema, "dateTimeFieldSpecs", table, Role.TIME);
    return schema;
  }

  private static void addFields(ObjectNode schema, String key, PinotTable table, Role role) {
    ArrayNode fields = JsonNodeFactory.instance.arrayNode();
    table.columns().stream()
        .filter(column -> column.role() == role)
        .forEach(column -> fields.add(field(column)));
    if (!fields.isEmpty()) {
      schema.set(key, fields);
    }
  }

  private static ObjectNode field(InferredColumn column) {
    ObjectNode field = JsonNodeFactory.instance.objectNode();
    field.put("name", column.name());
    field.put("dataType", column.dataType().name());
    if (column.multiValue()) {
      field.put("singleValueField", false);
    }
    boolean isText = column.dataType() == DataType.STRING || column.dataType() == DataType.JSON;
    if (isText && (column.longestText() > SHORT_TEXT || column.dataType() == DataType.JSON)) {
      field.put("maxLength", LONG_TEXT_MAX_LENGTH);
    }
    column
        .timeFormat()
        .ifPresent(
            format ->
                field.put("format", format.pinotFormat()).put("granularity", format.granularity()));
    if (!column.nullable()) {
      field.put("notNull", true);
    }
    return field;
  }
}
