// SPDX-License-Identifier: Apache-2.0
package org.apache.iggy.connector.cli.pinot.table;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Map;
import org.apache.iggy.connector.cli.schema.IndexHints;
import org.apache.iggy.connector.cli.schema.PinotTable;

/**
 * A table to be written: schema and config with the indexes that suit it.
 *
 * @param table columns and name
 * @param hints the indexes
 * @param streamConfigs the keys of its stream
 * @param primaryKey columns that make a row unique; with any the table is an upsert table
 * @param replication how many servers have each row
 */
record TableDraft(
    PinotTable table,
    IndexHints hints,
    Map<String, String> streamConfigs,
    List<String> primaryKey,
    int replication) {

  ObjectNode schema() {
    ObjectNode schema = table.schemaJson();
    if (!primaryKey.isEmpty()) {
      ArrayNode columns = schema.putArray("primaryKeyColumns");
      primaryKey.forEach(columns::add);
    }
    return schema;
  }

  ObjectNode config() {
    ObjectNode config = table.tableConfigJson(streamConfigs);
    ((ObjectNode) config.get("segmentsConfig")).put("replication", Integer.toString(replication));
    ObjectNode indexing = (ObjectNode) config.get("tableIndexConfig");
    put(indexing, "noDictionaryColumns", hints.noDictionary());
    put(indexing, "bloomFilterColumns", hints.bloomFilter());
    put(indexing, "rangeIndexColumns", hints.range());
    put(indexing, "jsonIndexColumns", hints.json());
    if (!primaryKey.isEmpty()) {
      config.putObject("upsertConfig").put("mode", "FULL");
      config.putObject("routing").put("instanceSelectorType", "strictReplicaGroup");
    }
    return config;
  }

  /** Both in one, as the controller takes them at {@code POST /tableConfigs}. */
  ObjectNode both() {
    ObjectNode both = JsonNodeFactory.instance.objectNode().put("tableName", table.name());
    both.set("schema", schema());
    both.set("realtime", config());
    return both;
  }

  private static void put(ObjectNode indexing, String key, List<String> columns) {
    if (!columns.isEmpty()) {
      ArrayNode list = indexing.putArray(key);
      columns.forEach(list::add);
    }
  }
}
