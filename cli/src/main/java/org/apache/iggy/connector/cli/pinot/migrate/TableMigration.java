// SPDX-License-Identifier: Apache-2.0
package org.apache.iggy.connector.cli.pinot.migrate;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.apache.iggy.connector.cli.pinot.config.TableFile;
import org.apache.iggy.connector.client.IggyAddress;

/** Turns a table config on Kafka into one on Iggy; what is not about the stream stays as it is. */
final class TableMigration {
  private final Optional<IggyAddress> address;
  private final Optional<String> stream;
  private final MigrationNotes notes;

  TableMigration(Optional<IggyAddress> address, Optional<String> stream, MigrationNotes notes) {
    this.address = address;
    this.stream = stream;
    this.notes = notes;
  }

  /**
   * A changed copy.
   *
   * @throws IllegalArgumentException when the table has no Kafka stream
   */
  ObjectNode migrate(ObjectNode file) {
    ObjectNode root = file.deepCopy();
    ObjectNode table = TableFile.tableNode(root);
    int migrated = 0;
    if (table.path("tableIndexConfig") instanceof ObjectNode indexing
        && isKafka(indexing.path("streamConfigs"))) {
      indexing.set("streamConfigs", migrated(indexing.path("streamConfigs")));
      migrated++;
    }
    JsonNode maps =
        table.path("ingestionConfig").path("streamIngestionConfig").path("streamConfigMaps");
    if (maps instanceof ArrayNode list) {
      for (int i = 0; i < list.size(); i++) {
        if (isKafka(list.get(i))) {
          list.set(i, migrated(list.get(i)));
          migrated++;
        }
      }
    }
    if (migrated == 0) {
      throw new IllegalArgumentException("there is no Kafka stream in it (streamType \"kafka\")");
    }
    noteKey(root);
    return root;
  }

  private static boolean isKafka(JsonNode keys) {
    return keys.path("streamType").asText().equals("kafka");
  }

  private ObjectNode migrated(JsonNode kafka) {
    Map<String, String> keys = new LinkedHashMap<>();
    kafka.properties().forEach(entry -> keys.put(entry.getKey(), entry.getValue().asText()));
    ObjectNode iggy = JsonNodeFactory.instance.objectNode();
    new StreamMigration(address, stream, notes).migrate(keys).forEach(iggy::put);
    return iggy;
  }

  /** Iggy stores no key of a message; a user header can be one. */
  private void noteKey(ObjectNode root) {
    if (root.toString().contains("__key")) {
      notes.fillIn(
          "stream.iggy.key.header: the user header whose value becomes __key, which this table uses");
    }
    if (root.toString().contains("__metadata$")) {
      notes.changed(
          "metadata columns: Iggy has offset, partition, recordTimestamp, originTimestamp and"
              + " messageId; docs/pinot/configuration.md says what they are");
    }
  }
}
