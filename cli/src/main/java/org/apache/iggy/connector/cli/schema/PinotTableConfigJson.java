// SPDX-License-Identifier: Apache-2.0
package org.apache.iggy.connector.cli.schema;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Map;

/** Writes the config of a realtime Pinot table. */
final class PinotTableConfigJson {
  /** The column that Pinot offers with the time at which Iggy took the message. */
  private static final String ARRIVAL_TIME_METADATA = "__metadata$recordTimestamp";

  private PinotTableConfigJson() {}

  static ObjectNode of(PinotTable table, Map<String, String> streamConfigs) {
    ObjectNode config = JsonNodeFactory.instance.objectNode();
    config.put("tableName", table.name());
    config.put("tableType", "REALTIME");
    config
        .putObject("segmentsConfig")
        .put("schemaName", table.name())
        .put("timeColumnName", table.timeColumn().name())
        .put("replication", "1");
    config.putObject("tenants");
    ObjectNode indexing = config.putObject("tableIndexConfig").put("loadMode", "MMAP");
    if (table.hasNullableColumns()) {
      indexing.put("nullHandlingEnabled", true);
    }
    ObjectNode streams = indexing.putObject("streamConfigs");
    streamConfigs.forEach(streams::put);
    ArrayNode transforms = transforms(table);
    if (!transforms.isEmpty()) {
      config.putObject("ingestionConfig").set("transformConfigs", transforms);
    }
    config.putObject("metadata");
    return config;
  }

  /** A column that is not a field of the event takes its value by a transform. */
  private static ArrayNode transforms(PinotTable table) {
    ArrayNode transforms = JsonNodeFactory.instance.arrayNode();
    for (InferredColumn column : table.columns()) {
      if (column.fieldName().isEmpty()) {
        transforms.add(transform(column.name(), ARRIVAL_TIME_METADATA));
      } else if (column.isRenamed()) {
        transforms.add(transform(column.name(), column.fieldName().get()));
      }
    }
    return transforms;
  }

  private static ObjectNode transform(String columnName, String source) {
    return JsonNodeFactory.instance
        .objectNode()
        .put("columnName", columnName)
        .put("transformFunction", '"' + source.replace("\"", "\"\"") + '"');
  }
}
