// SPDX-License-Identifier: Apache-2.0
package org.apache.iggy.connector.cli.pinot;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;

/** The config and schema of a table over {@code shop/orders}, for a test to spoil. */
public final class TableFiles {
  private static final ObjectMapper JSON = new ObjectMapper();

  private final Map<String, String> keys = new TreeMap<>();
  private final ObjectNode table = JSON.createObjectNode();
  private final ObjectNode schema = JSON.createObjectNode();

  /** A table that is as it should be, on a server with this address and password file. */
  public TableFiles(String host, int port, Path passwordFile) {
    keys.put("streamType", "iggy");
    key(
        "consumer.factory.class.name",
        "org.apache.iggy.connector.pinot.consumer.IggyConsumerFactory");
    key("decoder.class.name", "org.apache.iggy.connector.pinot.decoder.IggyJsonMessageDecoder");
    key("host", host);
    key("port", Integer.toString(port));
    key("username", "iggy");
    key("password.file", passwordFile.toString());
    key("stream.id", "shop");
    key("topic.id", "orders");
    key("topic.name", "orders");
    key("consumer.prop.auto.offset.reset", "smallest");
    key("reconnect.budget.millis", "600000");
    keys.put("realtime.segment.flush.threshold.rows", "500000");
    keys.put("realtime.segment.flush.threshold.time", "1h");
    table.put("tableName", "orders").put("tableType", "REALTIME");
    table
        .putObject("segmentsConfig")
        .put("schemaName", "orders")
        .put("timeColumnName", "ts")
        .put("replication", "1");
    table.putObject("tenants");
    table.putObject("tableIndexConfig").put("loadMode", "MMAP");
    table.putObject("metadata");
    schema.put("schemaName", "orders");
    ArrayNode dimensions = schema.putArray("dimensionFieldSpecs");
    dimensions.addObject().put("name", "id").put("dataType", "LONG");
    dimensions.addObject().put("name", "customer").put("dataType", "STRING");
    schema.putArray("metricFieldSpecs").addObject().put("name", "amount").put("dataType", "DOUBLE");
    schema
        .putArray("dateTimeFieldSpecs")
        .addObject()
        .put("name", "ts")
        .put("dataType", "LONG")
        .put("format", "1:MILLISECONDS:EPOCH")
        .put("granularity", "1:MILLISECONDS");
  }

  /** Sets a key behind {@code stream.iggy.}; removes it with null. */
  public TableFiles key(String name, String value) {
    return rawKey("stream.iggy." + name, value);
  }

  /** Sets a key of the stream by its whole name; removes it with null. */
  public TableFiles rawKey(String name, String value) {
    if (value == null) {
      keys.remove(name);
    } else {
      keys.put(name, value);
    }
    return this;
  }

  /** The keys of the stream. */
  public Map<String, String> keys() {
    return keys;
  }

  /** The table config, without its stream. */
  public ObjectNode table() {
    return table;
  }

  /** The schema. */
  public ObjectNode schema() {
    return schema;
  }

  /** A column of the schema. */
  public ObjectNode column(String name) {
    for (String group :
        new String[] {"dimensionFieldSpecs", "metricFieldSpecs", "dateTimeFieldSpecs"}) {
      for (com.fasterxml.jackson.databind.JsonNode column : schema.path(group)) {
        if (column.path("name").asText().equals(name)) {
          return (ObjectNode) column;
        }
      }
    }
    throw new IllegalArgumentException("no column " + name);
  }

  /** Writes the table config. */
  public Path writeTable(Path folder) {
    ObjectNode config = table.deepCopy();
    if (config.path("tableIndexConfig") instanceof ObjectNode indexing && !keys.isEmpty()) {
      keys.forEach(indexing.putObject("streamConfigs")::put);
    }
    return write(folder.resolve("table.json"), config);
  }

  /** Writes the schema. */
  public Path writeSchema(Path folder) {
    return write(folder.resolve("schema.json"), schema);
  }

  private static Path write(Path file, ObjectNode json) {
    try {
      return Files.writeString(file, json.toPrettyString());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
