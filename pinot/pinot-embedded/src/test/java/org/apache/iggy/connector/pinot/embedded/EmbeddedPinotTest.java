// SPDX-License-Identifier: Apache-2.0
package org.apache.iggy.connector.pinot.embedded;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.apache.iggy.connector.pinot.embedded.stream.InMemoryTopic;
import org.apache.pinot.spi.config.table.TableConfig;
import org.apache.pinot.spi.config.table.UpsertConfig;
import org.apache.pinot.spi.data.Schema;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class EmbeddedPinotTest {
  private static final Duration DEADLINE = Duration.ofSeconds(60);

  private final EmbeddedPinot pinot = EmbeddedPinot.start();

  @AfterEach
  void closePinot() {
    pinot.close();
  }

  @Test
  void shouldCountEveryRowOnceWhenSegmentsCommitByThemselves() {
    InMemoryTopic topic = InMemoryTopic.create(Payments.TOPIC, 3);
    Payments.append(topic, 3, 0, 1_000);
    EmbeddedTable table = pinot.createTable(Payments.schema(), Payments.tableConfig(300));
    Payments.append(topic, 3, 1_000, 2_000);

    assertThat(table.awaitRows(2_000, DEADLINE)).isEqualTo(2_000);

    QueryResult result =
        pinot.query("SELECT COUNT(*), COUNT(DISTINCT id), SUM(amount) FROM payments");
    assertThat(result.rows()).containsExactly(List.of(2_000L, 2_000, 3_998_000.0));
    assertThat(table.committedSegments()).containsOnlyKeys(0, 1, 2);
    assertThat(table.committedSegments().values()).allMatch(count -> count >= 5);
  }

  @Test
  void shouldTakeSegmentRowsAsTheyStandWhenGivenPerSegment() {
    InMemoryTopic topic = InMemoryTopic.create(Payments.TOPIC, 2);
    TableConfig config =
        Payments.tableConfig(Map.of("realtime.segment.flush.threshold.segment.rows", "100"));
    EmbeddedTable table = pinot.createTable(Payments.schema(), config);

    Payments.append(topic, 2, 0, 450);
    table.awaitRows(450, DEADLINE);

    assertThat(table.committedSegments()).isEqualTo(Map.of(0, 2, 1, 2));
  }

  @Test
  void shouldServeRowsFromImmutableSegmentsWhenCommitIsForced() {
    InMemoryTopic topic = InMemoryTopic.create(Payments.TOPIC, 2);
    EmbeddedTable table = pinot.createTable(Payments.schema(), Payments.tableConfig(100_000));
    Payments.append(topic, 2, 0, 500);
    table.awaitRows(500, DEADLINE);
    assertThat(table.committedSegments()).isEqualTo(Map.of(0, 0, 1, 0));

    table.commitSegment(DEADLINE);

    assertThat(table.committedSegments()).isEqualTo(Map.of(0, 1, 1, 1));
    QueryResult result = pinot.query("SELECT COUNT(*), SUM(amount) FROM payments");
    assertThat(result.rows()).containsExactly(List.of(500L, 249_500.0));
    assertThat(result.consumingSegmentsQueried()).isEqualTo(2);
    assertThat(result.segmentsQueried()).isEqualTo(4);
  }

  @Test
  void shouldConsumeOnWhenCommitsFollowOneAnother() {
    InMemoryTopic topic = InMemoryTopic.create(Payments.TOPIC, 2);
    EmbeddedTable table = pinot.createTable(Payments.schema(), Payments.tableConfig(100_000));

    for (int commit = 1; commit <= 5; commit++) {
      Payments.append(topic, 2, (commit - 1) * 100L, commit * 100L);
      table.awaitRows(commit * 100L, DEADLINE);
      table.commitSegment(DEADLINE);
    }

    assertThat(table.committedSegments()).isEqualTo(Map.of(0, 5, 1, 5));
    QueryResult result = pinot.query("SELECT COUNT(*), COUNT(DISTINCT id) FROM payments");
    assertThat(result.rows()).containsExactly(List.of(500L, 500));
  }

  @Test
  void shouldLeavePartitionsAloneWhenTheyHaveNothingToCommit() {
    InMemoryTopic topic = InMemoryTopic.create(Payments.TOPIC, 2);
    EmbeddedTable table = pinot.createTable(Payments.schema(), Payments.tableConfig(100_000));
    topic.append(1, "1,name,1");
    table.awaitRows(1, DEADLINE);

    table.commitSegment(DEADLINE);
    table.commitSegment(DEADLINE);

    assertThat(table.committedSegments()).isEqualTo(Map.of(0, 0, 1, 1));
  }

  @Test
  void shouldKeepTheLatestRowOfAKeyWhenTheTableUpserts() {
    InMemoryTopic topic = InMemoryTopic.create(Payments.TOPIC, 1);
    Schema schema = Payments.schema();
    schema.setPrimaryKeyColumns(List.of("id"));
    TableConfig config = Payments.tableConfig(100_000);
    UpsertConfig upsert = new UpsertConfig(UpsertConfig.Mode.FULL);
    upsert.setComparisonColumns(List.of("amount"));
    config.setUpsertConfig(upsert);
    EmbeddedTable table = pinot.createTable(schema, config);

    Payments.append(topic, 1, 0, 10);
    table.awaitRows(10, DEADLINE);
    table.commitSegment(DEADLINE);
    topic.append(0, "7,name,1000");
    topic.append(0, "10,name,0");
    table.awaitRows(11, DEADLINE);

    assertThat(pinot.query("SELECT COUNT(*), SUM(amount) FROM payments").rows())
        .containsExactly(List.of(11L, 90.0 - 14 + 1000));
  }

  @Test
  void shouldStartAtTheEndWhenTheTableConfigSaysLargest() {
    InMemoryTopic topic = InMemoryTopic.create(Payments.TOPIC, 1);
    Payments.append(topic, 1, 0, 100);
    TableConfig config =
        Payments.tableConfig(Map.of("stream.memory.consumer.prop.auto.offset.reset", "largest"));
    EmbeddedTable table = pinot.createTable(Payments.schema(), config);

    Payments.append(topic, 1, 100, 110);
    table.awaitRows(10, DEADLINE);

    QueryResult result = pinot.query("SELECT MIN(id), MAX(id), COUNT(*) FROM payments");
    assertThat(result.rows()).containsExactly(List.of(100.0, 109.0, 10L));
  }

  @Test
  void shouldReadNewPartitionsFromTheirStartWhenRefreshed() {
    InMemoryTopic topic = InMemoryTopic.create(Payments.TOPIC, 1);
    TableConfig config =
        Payments.tableConfig(Map.of("stream.memory.consumer.prop.auto.offset.reset", "largest"));
    EmbeddedTable table = pinot.createTable(Payments.schema(), config);
    topic.addPartitions(2);
    Payments.append(topic, 3, 0, 30);
    table.awaitRows(10, DEADLINE);
    assertThat(table.partitions()).hasSize(1);

    table.refreshPartitions();

    assertThat(table.awaitRows(30, DEADLINE)).isEqualTo(30);
    assertThat(table.partitions())
        .extracting(PartitionStatus::state)
        .containsOnly(PartitionStatus.State.CONSUMING)
        .hasSize(3);
  }

  @Test
  void shouldEndAPartitionWhenTheStreamNoLongerHasIt() {
    InMemoryTopic topic = InMemoryTopic.create(Payments.TOPIC, 2);
    EmbeddedTable table = pinot.createTable(Payments.schema(), Payments.tableConfig(100_000));
    Payments.append(topic, 2, 0, 20);
    table.awaitRows(20, DEADLINE);
    topic.hidePartitionsFrom(1);

    table.commitSegment(DEADLINE);

    assertThat(table.partitions())
        .extracting(PartitionStatus::state)
        .containsExactly(PartitionStatus.State.CONSUMING, PartitionStatus.State.ENDED);
    assertThat(pinot.query("SELECT COUNT(*) FROM payments").longAt(0, 0)).isEqualTo(20);
  }

  @Test
  void shouldReportOffsetsLagAndIngestionTimeOfEachPartition() {
    InMemoryTopic topic = InMemoryTopic.create(Payments.TOPIC, 2);
    long before = System.currentTimeMillis();
    EmbeddedTable table = pinot.createTable(Payments.schema(), Payments.tableConfig(100_000));
    Payments.append(topic, 2, 0, 41);
    table.awaitRows(41, DEADLINE);

    assertThat(table.partitions())
        .extracting(PartitionStatus::nextOffset)
        .containsExactly("21", "20");
    assertThat(table.partitions())
        .allMatch(partition -> partition.ingestionTimeMillis() >= before)
        .allMatch(partition -> partition.error().isEmpty());
    assertThat(table.lags())
        .containsExactly(
            new PartitionLag(0, OptionalLong.of(0), OptionalLong.empty()),
            new PartitionLag(1, OptionalLong.of(0), OptionalLong.empty()));
  }

  @Test
  void shouldSayWhatIsMissingWhenRowsDoNotCome() {
    InMemoryTopic topic = InMemoryTopic.create(Payments.TOPIC, 1);
    EmbeddedTable table = pinot.createTable(Payments.schema(), Payments.tableConfig(100));
    topic.append(0, "1,name,1");
    table.awaitRows(1, DEADLINE);

    assertThatThrownBy(() -> table.awaitRows(2, Duration.ofMillis(50)))
        .isInstanceOf(EmbeddedPinotException.class)
        .hasMessageContaining("2 rows in table payments, which has 1")
        .hasMessageContaining("state=CONSUMING");
  }

  @Test
  void shouldAnswerConcurrentQueriesWhileConsumingAndCommitting() throws Exception {
    InMemoryTopic topic = InMemoryTopic.create(Payments.TOPIC, 2);
    EmbeddedTable table = pinot.createTable(Payments.schema(), Payments.tableConfig(200));
    Payments.append(topic, 2, 0, 500);
    table.awaitRows(500, DEADLINE);
    AtomicLong nextId = new AtomicLong(500);
    ExecutorService callers = Executors.newFixedThreadPool(4);
    try {
      List<Future<Long>> counts = new ArrayList<>();
      for (int i = 0; i < 200; i++) {
        counts.add(
            callers.submit(
                () -> {
                  long id = nextId.getAndAdd(10);
                  Payments.append(topic, 2, id, id + 10);
                  return pinot.query("SELECT COUNT(*) FROM payments WHERE id < 500").longAt(0, 0);
                }));
      }
      for (Future<Long> count : counts) {
        assertThat(count.get(60, TimeUnit.SECONDS)).isEqualTo(500);
      }
    } finally {
      callers.shutdownNow();
    }
    assertThat(table.awaitRows(2_500, DEADLINE)).isEqualTo(2_500);
    assertThat(pinot.query("SELECT COUNT(DISTINCT id) FROM payments").longAt(0, 0))
        .isEqualTo(2_500);
  }
}
