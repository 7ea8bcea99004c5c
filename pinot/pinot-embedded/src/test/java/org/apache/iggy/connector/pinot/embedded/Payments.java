// SPDX-License-Identifier: Apache-2.0
package org.apache.iggy.connector.pinot.embedded;

import java.util.HashMap;
import java.util.Map;
import org.apache.iggy.connector.pinot.embedded.stream.CommaSeparatedDecoder;
import org.apache.iggy.connector.pinot.embedded.stream.InMemoryConsumerFactory;
import org.apache.iggy.connector.pinot.embedded.stream.InMemoryTopic;
import org.apache.pinot.spi.config.table.TableConfig;
import org.apache.pinot.spi.config.table.TableType;
import org.apache.pinot.spi.data.FieldSpec.DataType;
import org.apache.pinot.spi.data.Schema;
import org.apache.pinot.spi.utils.builder.TableConfigBuilder;

/** The table that these tests fill: payments with an id, a name out of three and an amount. */
final class Payments {
  static final String TOPIC = "payments-topic";

  private Payments() {}

  static Schema schema() {
    return new Schema.SchemaBuilder()
        .setSchemaName("payments")
        .addSingleValueDimension("id", DataType.LONG)
        .addSingleValueDimension("name", DataType.STRING)
        .addMetric("amount", DataType.LONG)
        .build();
  }

  static TableConfig tableConfig(int flushRows) {
    return tableConfig(Map.of("realtime.segment.flush.threshold.rows", "" + flushRows));
  }

  static TableConfig tableConfig(Map<String, String> streamSettings) {
    Map<String, String> stream = new HashMap<>();
    stream.put("streamType", "memory");
    stream.put("stream.memory.topic.name", TOPIC);
    stream.put(
        "stream.memory.consumer.factory.class.name", InMemoryConsumerFactory.class.getName());
    stream.put("stream.memory.decoder.class.name", CommaSeparatedDecoder.class.getName());
    stream.put("stream.memory.consumer.prop.auto.offset.reset", "smallest");
    stream.put("stream.memory.fetch.timeout.millis", "200");
    stream.putAll(streamSettings);
    return new TableConfigBuilder(TableType.REALTIME)
        .setTableName("payments")
        .setNumReplicas(1)
        .setStreamConfigs(stream)
        .build();
  }

  /** Appends payments with the ids from (inclusive) to (exclusive), id modulo partitions. */
  static void append(InMemoryTopic topic, int partitionCount, long from, long to) {
    for (long id = from; id < to; id++) {
      topic.append((int) (id % partitionCount), id + ",name" + id % 3 + "," + id * 2);
    }
  }
}
