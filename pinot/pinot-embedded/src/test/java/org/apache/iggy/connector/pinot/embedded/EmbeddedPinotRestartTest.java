// SPDX-License-Identifier: Apache-2.0
package org.apache.iggy.connector.pinot.embedded;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.apache.commons.io.FileUtils;
import org.apache.iggy.connector.pinot.embedded.stream.InMemoryTopic;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EmbeddedPinotRestartTest {
  private static final Duration DEADLINE = Duration.ofSeconds(60);
  private static final int NO_AUTOMATIC_COMMIT = 1_000_000;

  @TempDir Path directory;

  @Test
  void shouldHaveEveryRowOnceWhenRestartedInTheMiddle() {
    InMemoryTopic topic = InMemoryTopic.create(Payments.TOPIC, 3);
    Payments.append(topic, 3, 0, 1_000);
    Map<Integer, Integer> committedBefore;
    try (EmbeddedPinot pinot = start()) {
      EmbeddedTable table = pinot.createTable(Payments.schema(), Payments.tableConfig(300));
      table.awaitRows(1_000, DEADLINE);
      committedBefore = table.committedSegments();
    }
    Payments.append(topic, 3, 1_000, 2_000);

    try (EmbeddedPinot pinot = start()) {
      EmbeddedTable table = pinot.createTable(Payments.schema(), Payments.tableConfig(300));
      table.awaitRows(2_000, DEADLINE);

      assertThat(
              pinot.query("SELECT COUNT(*), COUNT(DISTINCT id), SUM(amount) FROM payments").rows())
          .containsExactly(List.of(2_000L, 2_000, 3_998_000.0));
      assertThat(committedBefore.values()).allMatch(count -> count >= 2);
      committedBefore.forEach(
          (partition, count) ->
              assertThat(table.committedSegments().get(partition)).isGreaterThan(count));
    }
  }

  @Test
  void shouldLoadCommittedRowsFromDiskAndResumeAtTheirEndOffset() {
    InMemoryTopic topic = InMemoryTopic.create(Payments.TOPIC, 1);
    Payments.append(topic, 1, 0, 100);
    try (EmbeddedPinot pinot = start()) {
      EmbeddedTable table = createTable(pinot);
      table.awaitRows(100, DEADLINE);
      table.commitSegment(DEADLINE);
      Payments.append(topic, 1, 100, 150);
      table.awaitRows(150, DEADLINE);
    }

    InMemoryTopic unrelated = InMemoryTopic.create(Payments.TOPIC, 1);
    for (int offset = 0; offset < 120; offset++) {
      unrelated.append(0, offset + ",replaced,0");
    }
    try (EmbeddedPinot pinot = start()) {
      EmbeddedTable table = createTable(pinot);
      table.awaitRows(120, DEADLINE);

      assertThat(
              pinot
                  .query("SELECT name, COUNT(*), MIN(id) FROM payments GROUP BY name ORDER BY name")
                  .rows())
          .containsExactly(
              List.of("name0", 34L, 0.0),
              List.of("name1", 33L, 1.0),
              List.of("name2", 33L, 2.0),
              List.of("replaced", 20L, 100.0));
      assertThat(table.committedSegments()).isEqualTo(Map.of(0, 1));
    }
  }

  @Test
  void shouldOpenTheNextSegmentWhenStoppedRightAfterACommit() throws IOException {
    InMemoryTopic topic = InMemoryTopic.create(Payments.TOPIC, 1);
    Payments.append(topic, 1, 0, 100);
    try (EmbeddedPinot pinot = start()) {
      EmbeddedTable table = createTable(pinot);
      table.awaitRows(100, DEADLINE);
      table.commitSegment(DEADLINE);
    }
    // As after a crash between the two writes of a commit.
    deleteMetadataOf("payments__0__1__");
    Payments.append(topic, 1, 100, 200);

    try (EmbeddedPinot pinot = start()) {
      assertThat(createTable(pinot).awaitRows(200, DEADLINE)).isEqualTo(200);
    }
  }

  @Test
  void shouldRefuseToStartWhenACommittedSegmentIsGone() throws IOException {
    InMemoryTopic topic = InMemoryTopic.create(Payments.TOPIC, 1);
    Payments.append(topic, 1, 0, 100);
    try (EmbeddedPinot pinot = start()) {
      EmbeddedTable table = createTable(pinot);
      table.awaitRows(100, DEADLINE);
      table.commitSegment(DEADLINE);
    }
    FileUtils.deleteDirectory(directory.resolve("segments").toFile());

    try (EmbeddedPinot pinot = start()) {
      assertThatThrownBy(() -> createTable(pinot))
          .isInstanceOf(EmbeddedPinotException.class)
          .hasMessageContaining("cannot load committed segment payments__0__0__");
    }
  }

  @Test
  void shouldNotReviveAPartitionThatTheStreamHasLost() {
    InMemoryTopic topic = InMemoryTopic.create(Payments.TOPIC, 2);
    Payments.append(topic, 2, 0, 100);
    try (EmbeddedPinot pinot = start()) {
      EmbeddedTable table = createTable(pinot);
      table.awaitRows(100, DEADLINE);
      topic.hidePartitionsFrom(1);
      table.commitSegment(DEADLINE);
    }

    try (EmbeddedPinot pinot = start()) {
      EmbeddedTable table = createTable(pinot);

      assertThat(table.awaitRows(100, DEADLINE)).isEqualTo(100);
      assertThat(table.partitions())
          .extracting(PartitionStatus::state)
          .containsExactly(PartitionStatus.State.CONSUMING, PartitionStatus.State.ENDED);
    }
  }

  @Test
  void shouldNameTheFileWhenStoredMetadataIsDamaged() throws IOException {
    Path file = directory.resolve("metadata/payments_REALTIME/damaged.json");
    Files.createDirectories(file.getParent());
    Files.writeString(file, "no json");
    InMemoryTopic.create(Payments.TOPIC, 1);

    try (EmbeddedPinot pinot = start()) {
      assertThatThrownBy(() -> createTable(pinot))
          .isInstanceOf(EmbeddedPinotException.class)
          .hasStackTraceContaining("damaged.json does not hold segment metadata");
    }
  }

  private EmbeddedPinot start() {
    return EmbeddedPinot.start(EmbeddedPinotOptions.defaults().withDataDirectory(directory));
  }

  private static EmbeddedTable createTable(EmbeddedPinot pinot) {
    return pinot.createTable(Payments.schema(), Payments.tableConfig(NO_AUTOMATIC_COMMIT));
  }

  private void deleteMetadataOf(String segmentPrefix) throws IOException {
    try (Stream<Path> files = Files.list(directory.resolve("metadata/payments_REALTIME"))) {
      for (Path file : files.toList()) {
        if (file.getFileName().toString().startsWith(segmentPrefix)) {
          Files.delete(file);
        }
      }
    }
  }
}
