// SPDX-License-Identifier: Apache-2.0
package org.apache.iggy.connector.pinot.offset;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalLong;
import org.apache.iggy.connector.client.IggyConnection;
import org.apache.iggy.connector.client.IggyException;
import org.apache.iggy.connector.pinot.TopicFixture;
import org.apache.iggy.connector.pinot.config.IggyStreamConfig;
import org.apache.iggy.connector.pinot.config.OffsetStoreMode;
import org.apache.iggy.connector.protocol.group.JoinConsumerGroup;
import org.apache.iggy.connector.protocol.primitive.Identifier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Runs against a real server with {@code -Diggy.address=host:port}, too. */
@Timeout(60)
class StoredOffsetsTest {
  private TopicFixture topic;

  @BeforeEach
  void start() {
    topic = TopicFixture.onNamedServer(3);
    topic.send(0, 0, 100);
    topic.send(1, 0, 10);
  }

  @AfterEach
  void stop() {
    topic.close();
  }

  @ParameterizedTest
  @EnumSource(
      value = OffsetStoreMode.class,
      names = {"CONSUMER", "GROUP"})
  void shouldTellWhereEveryPartitionStands(OffsetStoreMode mode) {
    long beforeMillis = System.currentTimeMillis();
    IggyStreamConfig config = config(mode);
    OffsetWriter.of(config).store(Map.of(0, 59L, 1, 9L));
    try (StoredOffsets offsets = new StoredOffsets(config)) {
      List<StoredOffset> found = offsets.read(mode);

      assertThat(found).extracting(StoredOffset::partitionId).containsExactly(0, 1, 2);
      assertThat(found).extracting(StoredOffset::earliest).containsExactly(0L, 0L, 0L);
      assertThat(found).extracting(StoredOffset::next).containsExactly(100L, 10L, 0L);
      assertThat(found)
          .extracting(StoredOffset::stored)
          .containsExactly(OptionalLong.of(59), OptionalLong.of(9), OptionalLong.empty());
      assertThat(found).extracting(StoredOffset::lagMessages).containsExactly(40L, 0L, 0L);
      long appendedAtMillis = found.get(0).waitingSinceMillis().orElseThrow();
      assertThat(appendedAtMillis).isBetween(beforeMillis - 10_000, beforeMillis + 10_000);
      assertThat(found.get(0).lagMillis(appendedAtMillis + 1_234)).isEqualTo(1_234);
      assertThat(found.get(1).waitingSinceMillis()).isEmpty();
      assertThat(found.get(1).lagMillis(Long.MAX_VALUE)).isZero();
    }
  }

  @ParameterizedTest
  @EnumSource(
      value = OffsetStoreMode.class,
      names = {"CONSUMER", "GROUP"})
  void shouldDeleteWhatIsStored(OffsetStoreMode mode) {
    IggyStreamConfig config = config(mode);
    OffsetWriter.of(config).store(Map.of(0, 59L, 1, 9L));
    try (StoredOffsets offsets = new StoredOffsets(config)) {
      assertThat(offsets.delete(mode)).isEqualTo(2);
      assertThat(offsets.read(mode))
          .extracting(StoredOffset::stored)
          .containsOnly(OptionalLong.empty());
      assertThat(offsets.delete(mode)).isZero();
    }
    assertThat(topic.client().consumerGroups().list(TopicFixture.STREAM, TopicFixture.TOPIC))
        .isEmpty();
  }

  @ParameterizedTest
  @EnumSource(
      value = OffsetStoreMode.class,
      names = {"CONSUMER", "GROUP"})
  void shouldKeepWhatIsNotCommittedUntilTheOffsetIsDeleted(OffsetStoreMode mode) {
    // A real server has to have small segments: IGGY_SYSTEM_SEGMENT_SIZE=4096.
    for (int i = 1; i < 40; i++) {
      topic.send(0, i * 100, i * 100 + 100);
    }
    IggyStreamConfig config = config(mode);
    OffsetWriter.of(config).store(Map.of(0, 1_999L));
    try (StoredOffsets offsets = new StoredOffsets(config)) {
      deleteSegments();
      long kept = offsets.read(mode).get(0).earliest();
      assertThat(kept).isBetween(1L, 2_000L);
      assertThat(offsets.read(mode).get(0).lagMessages()).isEqualTo(2_000);

      // What a segment holds goes only as a whole, at or before the lowest of all stored offsets.
      OffsetWriter.of(config).store(Map.of(0, kept - 1));
      deleteSegments();
      assertThat(offsets.read(mode).get(0).earliest()).isEqualTo(kept);

      offsets.delete(mode);
      deleteSegments();
      assertThat(offsets.read(mode).get(0).earliest()).isGreaterThan(2_000);
    }
  }

  private void deleteSegments() {
    topic
        .client()
        .partitions()
        .deleteOldestSegments(TopicFixture.STREAM, TopicFixture.TOPIC, 0, 100);
  }

  @Test
  void shouldRefuseToDeleteAGroupThatIsInUse() {
    IggyStreamConfig config = config(OffsetStoreMode.GROUP);
    OffsetWriter.of(config).store(Map.of(0, 59L));
    try (IggyConnection member = IggyConnection.open(config.connection());
        StoredOffsets offsets = new StoredOffsets(config)) {
      member.execute(
          new JoinConsumerGroup(
              TopicFixture.STREAM, TopicFixture.TOPIC, Identifier.named("pinot-events")));
      assertThatThrownBy(() -> offsets.delete(OffsetStoreMode.GROUP))
          .isInstanceOf(IggyException.class)
          .hasMessageContaining("'pinot-events' of topic analytics/events has 1 member");
    }
  }

  @Test
  void shouldShowPartitionsAndStoreNothingForATableWithoutAName() {
    try (StoredOffsets offsets = new StoredOffsets(IggyStreamConfig.from(topic.config()))) {
      assertThat(offsets.read(OffsetStoreMode.CONSUMER)).hasSize(3);
      assertThat(offsets.delete(OffsetStoreMode.CONSUMER)).isZero();
    }
  }

  @Test
  void shouldNameTheKeysToChangeWhenTheTopicDoesNotExist() {
    IggyStreamConfig config =
        IggyStreamConfig.from(topic.config("topic.id", "nowhere", "topic.name", "nowhere"));
    try (StoredOffsets offsets = new StoredOffsets(config)) {
      assertThatThrownBy(() -> offsets.read(OffsetStoreMode.CONSUMER))
          .hasMessageContaining("topic 'nowhere' of stream 'analytics' does not exist")
          .hasMessageContaining("stream.iggy.topic.id");
    }
  }

  private IggyStreamConfig config(OffsetStoreMode mode) {
    return IggyStreamConfig.from(
        topic.config(
            "consumer.group",
            "pinot-events",
            "offset.store",
            mode.name().toLowerCase(Locale.ROOT)));
  }
}
