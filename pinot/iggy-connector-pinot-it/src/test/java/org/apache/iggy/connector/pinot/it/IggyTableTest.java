// SPDX-License-Identifier: Apache-2.0
package org.apache.iggy.connector.pinot.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.apache.iggy.connector.client.IggyAddress;
import org.apache.iggy.connector.embedded.EmbeddedIggyServer;
import org.apache.iggy.connector.pinot.embedded.EmbeddedPinot;
import org.apache.iggy.connector.pinot.embedded.EmbeddedPinotOptions;
import org.apache.iggy.connector.pinot.embedded.EmbeddedTable;
import org.apache.iggy.connector.pinot.embedded.PartitionStatus;
import org.apache.pinot.spi.data.FieldSpec.DataType;
import org.apache.pinot.spi.data.Schema;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Iggy topics as tables of the real Pinot engine, through the packed plugin; on the embedded
 * server, or on the server at {@code -Diggy.address=host:port}.
 */
class IggyTableTest {
  private static final Duration DEADLINE = Duration.ofSeconds(60);
  private static final int PARTITIONS = 3;

  private EmbeddedIggyServer server;
  private IggyAddress iggy;
  private EventTopic topic;

  @BeforeEach
  void start() {
    String address = System.getProperty("iggy.address", "");
    server = address.isBlank() ? EmbeddedIggyServer.start() : null;
    iggy =
        server == null ? IggyAddress.parse(address) : IggyAddress.of(server.host(), server.port());
    topic = EventTopic.create(iggy, PARTITIONS);
  }

  @AfterEach
  void stop() {
    topic.close();
    if (server != null) {
      server.close();
    }
  }

  @Test
  void shouldCountEveryRowOverCommitsOfSeveralPartitionsAndARestart(@TempDir Path folder) {
    EmbeddedPinotOptions options = EmbeddedPinotOptions.defaults().withDataDirectory(folder);
    topic.send(9_000);
    try (EmbeddedPinot pinot = EmbeddedPinot.start(options)) {
      EmbeddedTable table = createTable(pinot, Map.of());
      table.awaitRows(9_000, DEADLINE);
      topic.send(500);
      table.awaitRows(9_500, DEADLINE);
      assertExact(pinot);
    }
    topic.send(6_000);
    try (EmbeddedPinot pinot = EmbeddedPinot.start(options)) {
      EmbeddedTable table = createTable(pinot, Map.of());
      table.awaitRows(topic.sent(), DEADLINE);
      table.commitSegment(DEADLINE);
      assertExact(pinot);
      assertThat(table.committedSegments()).hasSize(PARTITIONS);
      assertThat(table.committedSegments().values()).allMatch(segments -> segments >= 5);
      assertThat(table.partitions())
          .extracting(PartitionStatus::state)
          .containsOnly(PartitionStatus.State.CONSUMING);
    }
  }

  @Test
  void shouldGroupAndFilterOverConsumingAndCommittedRows() {
    topic.send(3_100);
    try (EmbeddedPinot pinot = EmbeddedPinot.start()) {
      EmbeddedTable table = createTable(pinot, Map.of());
      table.awaitRows(3_100, DEADLINE);
      List<List<Object>> rows =
          pinot
              .query("SELECT name, COUNT(*) FROM events GROUP BY name ORDER BY name LIMIT 10")
              .rows();
      assertThat(rows).hasSize(7);
      assertThat(rows.get(0)).containsExactly("user-0", 443L);
      assertThat(pinot.query("SELECT amount FROM events WHERE id = 3099").longAt(0, 0))
          .isEqualTo(9_297);
    }
  }

  @Test
  void shouldStartAtTheLargestOffsetWhenTold() {
    topic.send(1_000);
    try (EmbeddedPinot pinot = EmbeddedPinot.start()) {
      EmbeddedTable table =
          createTable(pinot, Map.of("consumer.prop.auto.offset.reset", "largest"));
      topic.send(600);
      table.awaitRows(600, DEADLINE);
      assertThat(pinot.query("SELECT COUNT(*), MIN(id) FROM events").rows().get(0))
          .containsExactly(600L, 1000.0);
    }
  }

  @Test
  void shouldConsumePartitionsAddedLaterFromTheirStart() {
    topic.send(300);
    try (EmbeddedPinot pinot = EmbeddedPinot.start()) {
      EmbeddedTable table = createTable(pinot, Map.of());
      table.awaitRows(300, DEADLINE);
      topic.client().partitions().add(EventTopic.stream(), EventTopic.topic(), 1);
      topic.sendRaw(PARTITIONS, "{\"id\":300,\"name\":\"late\",\"amount\":1,\"at\":1700000000000}");
      table.refreshPartitions();
      table.awaitRows(301, DEADLINE);
    }
  }

  @Test
  void shouldDropAPoisonMessageAndKeepItsNeighbours() {
    topic.sendRaw(0, "{\"id\":1,\"name\":\"a\",\"amount\":1,\"at\":1700000000000}");
    topic.sendRaw(0, "{\"id\":2,\"name\":");
    topic.sendRaw(0, "{\"id\":3,\"name\":\"c\",\"amount\":1,\"at\":1700000000000}");
    try (EmbeddedPinot pinot = EmbeddedPinot.start()) {
      EmbeddedTable table = createTable(pinot, Map.of());
      table.awaitRows(2, DEADLINE);
      assertThat(pinot.query("SELECT id FROM events ORDER BY id").rows())
          .isEqualTo(List.of(List.of(1L), List.of(3L)));
    }
  }

  @Test
  void shouldOfferKeyHeadersAndMetadataAsColumns() {
    Schema schema = EventTable.schema();
    Schema extended =
        new Schema.SchemaBuilder()
            .setSchemaName(EventTable.NAME)
            .addSingleValueDimension("id", DataType.LONG)
            .addSingleValueDimension("__key", DataType.STRING)
            .addSingleValueDimension("__header$trace", DataType.STRING)
            .addSingleValueDimension("__metadata$offset", DataType.LONG)
            .addSingleValueDimension("__metadata$partition", DataType.INT)
            .addField(schema.getFieldSpecFor("at"))
            .build();
    topic.send(50);
    Map<String, String> keys = Map.of("metadata.populate", "true", "key.header", "trace");
    try (EmbeddedPinot pinot = EmbeddedPinot.start()) {
      EmbeddedTable table = pinot.createTable(extended, EventTable.config(iggy, keys));
      table.awaitRows(50, DEADLINE);
      List<Object> row =
          pinot
              .query(
                  "SELECT __key, \"__header$trace\", \"__metadata$offset\", \"__metadata$partition\""
                      + " FROM events WHERE id = 7")
              .rows()
              .get(0);
      assertThat(row).containsExactly("t8", "t8", 7L, 0);
    }
  }

  private EmbeddedTable createTable(EmbeddedPinot pinot, Map<String, String> keys) {
    return pinot.createTable(EventTable.schema(), EventTable.config(iggy, keys));
  }

  private void assertExact(EmbeddedPinot pinot) {
    List<Object> row =
        pinot.query("SELECT COUNT(*), DISTINCTCOUNT(id), SUM(amount) FROM events").rows().get(0);
    assertThat(((Number) row.get(0)).longValue()).isEqualTo(topic.sent());
    assertThat(((Number) row.get(1)).longValue()).isEqualTo(topic.sent());
    assertThat(((Number) row.get(2)).longValue()).isEqualTo(topic.amountSum());
  }
}
