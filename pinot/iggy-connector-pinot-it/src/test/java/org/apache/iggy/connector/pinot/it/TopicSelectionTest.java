// SPDX-License-Identifier: Apache-2.0
package org.apache.iggy.connector.pinot.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.apache.iggy.connector.pinot.embedded.EmbeddedPinot;
import org.apache.iggy.connector.pinot.embedded.EmbeddedPinotOptions;
import org.apache.iggy.connector.pinot.embedded.EmbeddedTable;
import org.apache.iggy.connector.pinot.embedded.PartitionStatus;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Tables that consume some partitions of a topic, or several topics. */
class TopicSelectionTest {
  private static final Duration DEADLINE = Duration.ofSeconds(60);

  @TempDir Path directory;
  private IggyUnderTest iggy;

  @BeforeEach
  void start() {
    iggy = IggyUnderTest.start();
  }

  @AfterEach
  void stop() {
    iggy.close();
  }

  @Test
  void shouldConsumeTheListedPartitionsAndNoOthers() {
    try (TopicWriter topic =
        TopicWriter.create(iggy.address(), EventTopic.STREAM, EventTopic.TOPIC, 3)) {
      sendToAll(topic, 3, 0, 50);
      try (EmbeddedPinot pinot = startPinot()) {
        EmbeddedTable table = createSubset(pinot, "0,2");
        table.awaitRows(100, DEADLINE);
        table.commitSegment(DEADLINE);
        sendToAll(topic, 3, 50, 60);
        topic.addPartition();
        sendToAll(topic, 4, 60, 61);
        table.refreshPartitions();
        table.awaitRows(122, DEADLINE);
        assertPartitions(pinot, table, "0=61", "2=61");
      }
      try (EmbeddedPinot pinot = startPinot()) {
        EmbeddedTable table = createSubset(pinot, "0,2-3");
        table.refreshPartitions();
        table.awaitRows(123, DEADLINE);
        assertPartitions(pinot, table, "0=61", "2=61", "3=1");
      }
    }
  }

  @Test
  void shouldNameAListedPartitionThatDoesNotExist() {
    try (TopicWriter topic =
            TopicWriter.create(iggy.address(), EventTopic.STREAM, EventTopic.TOPIC, 2);
        EmbeddedPinot pinot = startPinot()) {
      topic.send(0, "{}");
      assertThatThrownBy(() -> createSubset(pinot, "0,5"))
          .hasMessageContaining("stream.iggy.partition.ids lists partitions [5]")
          .hasMessageContaining("which has [0, 1]");
    }
  }

  private EmbeddedTable createSubset(EmbeddedPinot pinot, String partitions) {
    return pinot.createTable(
        EventTable.schema(),
        EventTable.config(iggy.address(), Map.of("partition.ids", partitions)));
  }

  private static void assertPartitions(EmbeddedPinot pinot, EmbeddedTable table, String... rows) {
    List<String> counts =
        pinot.query("SELECT name, COUNT(*) FROM events GROUP BY name ORDER BY name").rows().stream()
            .map(row -> row.get(0) + "=" + row.get(1))
            .toList();
    assertThat(counts).containsExactly(rows);
    assertThat(table.partitions()).hasSize(rows.length);
  }

  /** Sends the same events to each partition, whose number is their name. */
  private static void sendToAll(TopicWriter topic, int partitions, int fromId, int toId) {
    for (int partition = 0; partition < partitions; partition++) {
      for (int id = fromId; id < toId; id++) {
        topic.send(
            partition, "{\"id\":" + id + ",\"name\":\"" + partition + "\",\"at\":1700000000000}");
      }
    }
  }

  @Test
  void shouldConsumeSeveralTopicsIntoOneTable() throws IOException {
    try (TopicWriter web = TopicWriter.create(iggy.address(), "shop", "web-orders", 2);
        TopicWriter phone = TopicWriter.create(iggy.address(), "shop", "phone-orders", 1)) {
      sendOrders(web, 2, 0, 40);
      sendOrders(phone, 1, 40, 50);
      DocumentedTable documented =
          DocumentedTable.read("configuration.md", "several-topics", iggy.address());
      try (EmbeddedPinot pinot = startPinot()) {
        EmbeddedTable table = documented.createIn(pinot);
        table.awaitRows(50, DEADLINE);
        table.commitSegment(DEADLINE);
        // Pinot numbers the partitions of the second topic from 10000 on.
        assertThat(table.committedSegments()).isEqualTo(Map.of(0, 1, 1, 1, 10_000, 1));
      }
      sendOrders(web, 2, 50, 60);
      phone.addPartition();
      sendOrders(phone, 2, 60, 80);
      try (EmbeddedPinot pinot = startPinot()) {
        EmbeddedTable table = documented.createIn(pinot);
        table.refreshPartitions();
        table.awaitRows(80, DEADLINE);
        assertThat(table.partitions())
            .extracting(PartitionStatus::partition)
            .containsExactly(0, 1, 10_000, 10_001);
        assertThat(
                pinot
                    .query(
                        "SELECT \"__metadata$topic\", COUNT(*), COUNT(DISTINCT orderId) FROM orders"
                            + " GROUP BY \"__metadata$topic\" ORDER BY 1")
                    .rows())
            .containsExactly(List.of("phone-orders", 30L, 30), List.of("web-orders", 50L, 50));
        assertThat(table.lags()).hasSize(4).allMatch(lag -> lag.records().orElse(-1) == 0);
      }
    }
  }

  private static void sendOrders(TopicWriter topic, int partitions, int fromId, int toId) {
    for (int id = fromId; id < toId; id++) {
      topic.send(
          id % partitions, "{\"orderId\":" + id + ",\"amount\":1,\"updatedAt\":1700000000000}");
    }
  }

  private EmbeddedPinot startPinot() {
    return EmbeddedPinot.start(EmbeddedPinotOptions.defaults().withDataDirectory(directory));
  }
}
