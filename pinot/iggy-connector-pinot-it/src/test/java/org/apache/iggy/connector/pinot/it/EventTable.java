// SPDX-License-Identifier: Apache-2.0
package org.apache.iggy.connector.pinot.it;

import java.util.HashMap;
import java.util.Map;
import org.apache.iggy.connector.client.IggyAddress;
import org.apache.pinot.spi.config.table.TableConfig;
import org.apache.pinot.spi.config.table.TableType;
import org.apache.pinot.spi.data.FieldSpec.DataType;
import org.apache.pinot.spi.data.Schema;
import org.apache.pinot.spi.utils.builder.TableConfigBuilder;

/** Schema and table config of the events in an {@link EventTopic}, as a user would write them. */
public final class EventTable {
  static final String NAME = "events";

  private EventTable() {}

  static Schema schema() {
    return schema(NAME);
  }

  /** The schema of a table of another name. */
  public static Schema schema(String table) {
    return new Schema.SchemaBuilder()
        .setSchemaName(table)
        .addSingleValueDimension("id", DataType.LONG)
        .addSingleValueDimension("name", DataType.STRING)
        .addMetric("amount", DataType.LONG)
        .addDateTime("at", DataType.LONG, "1:MILLISECONDS:EPOCH", "1:MILLISECONDS")
        .build();
  }

  /** A config with some keys, without their prefix, added to the usual ones. */
  static TableConfig config(IggyAddress address, Map<String, String> added) {
    return config(NAME, address, added);
  }

  /** The same for a table of another name; keys of the segments keep their names. */
  public static TableConfig config(String table, IggyAddress address, Map<String, String> added) {
    return new TableConfigBuilder(TableType.REALTIME)
        .setTableName(table)
        .setTimeColumnName("at")
        .setNumReplicas(1)
        .setStreamConfigs(streamConfig(table, address, added))
        .build();
  }

  /** The part of {@link #config} that is about the stream. */
  static Map<String, String> streamConfig(IggyAddress address, Map<String, String> added) {
    return streamConfig(NAME, address, added);
  }

  private static Map<String, String> streamConfig(
      String table, IggyAddress address, Map<String, String> added) {
    Map<String, String> stream = new HashMap<>();
    stream.put("streamType", "iggy");
    stream.put("realtime.segment.flush.threshold.rows", "1000");
    put(
        stream,
        "consumer.factory.class.name",
        "org.apache.iggy.connector.pinot.consumer.IggyConsumerFactory");
    put(
        stream,
        "decoder.class.name",
        "org.apache.iggy.connector.pinot.decoder.IggyJsonMessageDecoder");
    put(stream, "host", address.host());
    put(stream, "port", Integer.toString(address.port()));
    put(stream, "stream.id", EventTopic.STREAM);
    put(stream, "topic.id", EventTopic.TOPIC);
    put(stream, "topic.name", EventTopic.TOPIC);
    put(stream, "consumer.group", "pinot-" + table);
    put(stream, "consumer.prop.auto.offset.reset", "smallest");
    put(stream, "fetch.timeout.millis", "500");
    added.forEach((key, value) -> put(stream, key, value));
    return stream;
  }

  private static void put(Map<String, String> stream, String key, String value) {
    stream.put(key.startsWith("realtime.") ? key : "stream.iggy." + key, value);
  }
}
