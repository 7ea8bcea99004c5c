// SPDX-License-Identifier: Apache-2.0
package org.apache.iggy.connector.cli.pinot.offsets;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.PrintWriter;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import org.apache.iggy.connector.cli.terminal.Amount;
import org.apache.iggy.connector.cli.terminal.TextTable;
import org.apache.iggy.connector.pinot.config.IggyStreamConfig;
import org.apache.iggy.connector.pinot.config.OffsetStoreMode;
import org.apache.iggy.connector.pinot.offset.StoredOffset;

/**
 * Where the partitions of a topic stand, and what a table has stored for them.
 *
 * @param config the table's stream
 * @param mode how the offsets are stored that were looked at
 * @param partitions in order
 * @param nowMillis when they were looked at, milliseconds since the epoch
 */
record StreamOffsets(
    IggyStreamConfig config, OffsetStoreMode mode, List<StoredOffset> partitions, long nowMillis) {

  /** How many partitions have one. */
  long storedCount() {
    return partitions.stream().filter(partition -> partition.stored().isPresent()).count();
  }

  /** Whose they are, in words. */
  String owner() {
    String name = config.consumerName().map(consumer -> "'" + consumer + "'").orElse("");
    return switch (mode) {
      case CONSUMER -> "consumer " + name;
      case GROUP -> "group " + name;
      case NONE -> "nobody";
    };
  }

  void print(PrintWriter out) {
    out.println(
        config.tableName()
            + " reads "
            + config.topic()
            + " at "
            + config.connection().address()
            + (config.consumerName().isEmpty()
                ? " without a stream.iggy.consumer.group, and stores nothing"
                : mode == OffsetStoreMode.NONE
                    ? " and stores nothing (stream.iggy.offset.store)"
                    : " and stores for " + owner()));
    out.println();
    TextTable table =
        new TextTable(
            ">partition", ">earliest", ">next", ">stored", ">lag in messages", ">lag in time");
    for (StoredOffset offset : partitions) {
      table.add(
          Integer.toString(offset.partitionId()),
          Amount.count(offset.earliest()),
          Amount.count(offset.next()),
          offset.stored().isPresent() ? Amount.count(offset.stored().getAsLong()) : "-",
          Amount.count(offset.lagMessages()),
          Amount.duration(Duration.ofMillis(offset.lagMillis(nowMillis))));
    }
    table.lines().forEach(out::println);
  }

  ObjectNode toJson() {
    ObjectNode json = JsonNodeFactory.instance.objectNode();
    json.put("topic", config.topic().toString());
    json.put("mode", mode.name().toLowerCase(Locale.ROOT));
    config.consumerName().ifPresent(name -> json.put("consumer", name));
    ArrayNode list = json.putArray("partitions");
    for (StoredOffset offset : partitions) {
      ObjectNode node = list.addObject();
      node.put("partition", offset.partitionId());
      node.put("earliest", offset.earliest());
      node.put("next", offset.next());
      if (offset.stored().isPresent()) {
        node.put("stored", offset.stored().getAsLong());
      }
      node.put("lagMessages", offset.lagMessages());
      node.put("lagMillis", offset.lagMillis(nowMillis));
    }
    return json;
  }
}
