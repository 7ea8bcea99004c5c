// SPDX-License-Identifier: Apache-2.0
package org.apache.iggy.connector.pinot.metadata;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.iggy.connector.pinot.TopicFixture;
import org.apache.pinot.spi.stream.ConsumerPartitionState;
import org.apache.pinot.spi.stream.LongMsgOffset;
import org.apache.pinot.spi.stream.OffsetCriteria;
import org.apache.pinot.spi.stream.PartitionGroupConsumptionStatus;
import org.apache.pinot.spi.stream.PartitionGroupMetadata;
import org.apache.pinot.spi.stream.PermanentConsumerException;
import org.apache.pinot.spi.stream.StreamConfig;
import org.apache.pinot.spi.stream.StreamMessageMetadata;
import org.apache.pinot.spi.stream.StreamMetadataProvider;
import org.apache.pinot.spi.stream.StreamPartitionMsgOffset;
import org.apache.pinot.spi.stream.TransientConsumerException;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class IggyStreamMetadataProviderTest {
  private static final long TIMEOUT_MILLIS = 20_000;

  private TopicFixture topic;

  @BeforeEach
  void start() {
    topic = TopicFixture.withPartitions(3);
  }

  @AfterEach
  void stop() {
    topic.close();
  }

  @Test
  void shouldCountAndListPartitions() throws Exception {
    try (StreamMetadataProvider provider = provider()) {
      assertThat(provider.fetchPartitionCount(TIMEOUT_MILLIS)).isEqualTo(3);
      assertThat(provider.fetchPartitionIds(TIMEOUT_MILLIS)).containsExactly(0, 1, 2);
      assertThat(provider.supportsOffsetLag()).isTrue();
      assertThat(provider.getTopics()).extracting("name").containsExactly("events");
    }
  }

  @Test
  void shouldTellOneMessageFromNoneInLatestOffsets() throws Exception {
    topic.send(1, 0, 1);
    topic.send(2, 0, 5);
    try (StreamMetadataProvider provider = provider()) {
      assertThat(provider.fetchLatestStreamOffset(Set.of(0, 1, 2), TIMEOUT_MILLIS))
          .hasToString("{0=0, 1=1, 2=5}");
      assertThat(provider.getStreamEndOffsets()).hasToString("{0=0, 1=1, 2=5}");
      assertThat(provider.getStreamStartOffsets()).hasToString("{0=0, 1=0, 2=0}");
    }
  }

  @Test
  void shouldFindSmallestAfterRetentionAndLargestAndExplicitOffsets() throws Exception {
    for (int i = 0; i < 10; i++) {
      topic.send(0, i * 100, i * 100 + 100);
    }
    topic.client().partitions().deleteOldestSegments(TopicFixture.STREAM, TopicFixture.TOPIC, 0, 1);
    assertThat(Long.parseLong(offset(0, "smallest"))).isPositive();
    assertThat(offset(0, "largest")).isEqualTo("1000");
    assertThat(offset(0, "42")).isEqualTo("42");
    assertThatThrownBy(() -> offset(0, "-3"))
        .hasMessageContaining("auto.offset.reset is '-3' but must be smallest, largest");
  }

  @Test
  void shouldFindOffsetsByTime() throws Exception {
    topic.send(0, 0, 5);
    long between = System.currentTimeMillis() + 1;
    while (System.currentTimeMillis() <= between) {
      Thread.onSpinWait();
    }
    topic.send(0, 5, 9);
    try (StreamMetadataProvider provider = provider()) {
      assertThat(provider.getOffsetAtTimestamp(0, between, TIMEOUT_MILLIS)).hasToString("5");
      assertThat(provider.getOffsetAtTimestamp(0, between + 3_600_000, TIMEOUT_MILLIS))
          .hasToString("9");
    }
    assertThat(offset(0, "2d")).isEqualTo("0");
    assertThat(offset(0, "2020-01-01T00:00:00.000Z")).isEqualTo("0");
  }

  @Test
  void shouldKeepWhereKnownPartitionsEndAndStartNewOnesAtTheCriteria() throws Exception {
    topic.send(2, 0, 7);
    PartitionGroupConsumptionStatus known = consumed(0, 55);
    StreamConfig config = topic.config();
    config.setOffsetCriteria(OffsetCriteria.LARGEST_OFFSET_CRITERIA);
    try (StreamMetadataProvider provider = provider()) {
      List<PartitionGroupMetadata> groups =
          provider.computePartitionGroupMetadata("test", config, List.of(known), 5_000);
      assertThat(groups)
          .extracting(PartitionGroupMetadata::getPartitionGroupId)
          .containsExactly(0, 1, 2);
      assertThat(groups)
          .extracting(group -> group.getStartOffset().toString())
          .containsExactly("55", "0", "7");
    }
  }

  @Test
  void shouldSpeakOfTheListedPartitionsOnlyInEveryAnswer() throws Exception {
    topic.send(2, 0, 7);
    try (StreamMetadataProvider provider = provider("partition.ids", "0,2")) {
      assertThat(provider.fetchPartitionCount(TIMEOUT_MILLIS)).isEqualTo(2);
      assertThat(provider.fetchPartitionIds(TIMEOUT_MILLIS)).containsExactly(0, 2);
      assertThat(provider.getStreamStartOffsets()).hasToString("{0=0, 2=0}");
      assertThat(provider.getStreamEndOffsets()).hasToString("{0=0, 2=7}");
      // Partition 1 was consumed before the table's list was made shorter.
      assertThat(
              provider.computePartitionGroupMetadata(
                  "test", topic.config(), List.of(consumed(0, 40), consumed(1, 50)), 5_000))
          .extracting(group -> group.getPartitionGroupId() + "@" + group.getStartOffset())
          .containsExactly("0@40", "2@7");
    }
  }

  @Test
  void shouldNameListedPartitionsThatTheTopicDoesNotHave() throws Exception {
    try (StreamMetadataProvider provider = provider("partition.ids", "1-4")) {
      assertMissing(() -> provider.fetchPartitionCount(TIMEOUT_MILLIS));
      assertMissing(() -> provider.fetchPartitionIds(TIMEOUT_MILLIS));
      assertMissing(
          () -> provider.computePartitionGroupMetadata("test", topic.config(), List.of(), 5_000));
      topic.client().partitions().add(TopicFixture.STREAM, TopicFixture.TOPIC, 2);
      assertThat(provider.fetchPartitionIds(TIMEOUT_MILLIS)).containsExactly(1, 2, 3, 4);
    }
  }

  private static void assertMissing(ThrowingCallable question) {
    assertThatThrownBy(question)
        .isInstanceOf(PermanentConsumerException.class)
        .hasMessageContaining(
            "stream.iggy.partition.ids lists partitions [3, 4] of topic analytics/events, which has"
                + " [0, 1, 2]");
  }

  /** What Pinot 1.5's controller asks at a commit when offset.auto.reset is on, as it asks it. */
  @Test
  void shouldAnswerWhatOffsetAutoResetAsks() throws Exception {
    topic.send(1, 0, 5);
    long between = System.currentTimeMillis() + 1;
    while (System.currentTimeMillis() <= between) {
      Thread.onSpinWait();
    }
    topic.send(1, 5, 9);
    try (StreamMetadataProvider provider =
        topic.factory().createPartitionMetadataProvider("test", 1)) {
      StreamPartitionMsgOffset latest =
          provider.fetchStreamPartitionOffset(OffsetCriteria.LARGEST_OFFSET_CRITERIA, 5_000);
      StreamPartitionMsgOffset inTime = provider.getOffsetAtTimestamp(1, between, 5_000);
      StreamPartitionMsgOffset next =
          topic.factory().createStreamMsgOffsetFactory().create(Integer.toString(3));

      assertThat(latest).hasToString("9");
      assertThat(inTime).hasToString("5").isGreaterThan(next);
    }
  }

  @Test
  void shouldTellHowLongAMessageTookToArrive() throws Exception {
    StreamMessageMetadata last =
        new StreamMessageMetadata.Builder()
            .setRecordIngestionTimeMs(1_000)
            .setOffset(new LongMsgOffset(39), new LongMsgOffset(40))
            .build();
    ConsumerPartitionState state =
        new ConsumerPartitionState("0", new LongMsgOffset(40), 1_250, new LongMsgOffset(40), last);
    try (StreamMetadataProvider provider = provider()) {
      var lag = provider.getCurrentPartitionLagState(Map.of("0", state)).get("0");
      assertThat(lag.getRecordsLag()).isEqualTo("0");
      assertThat(lag.getAvailabilityLagMs()).isEqualTo("250");
    }
  }

  @Test
  void shouldTellLagInMessages() throws Exception {
    ConsumerPartitionState state =
        new ConsumerPartitionState("0", new LongMsgOffset(40), 0, new LongMsgOffset(100), null);
    try (StreamMetadataProvider provider = provider()) {
      var lag = provider.getCurrentPartitionLagState(Map.of("0", state)).get("0");
      assertThat(lag.getRecordsLag()).isEqualTo("60");
      assertThat(lag.getAvailabilityLagMs()).isEqualTo("UNKNOWN");
    }
  }

  @Test
  void shouldNameAMissingTopicAndCallItPermanent() throws Exception {
    try (StreamMetadataProvider provider =
        topic.factory("topic.id", "gone", "topic.name", "gone").createStreamMetadataProvider("t")) {
      assertThatThrownBy(() -> provider.fetchPartitionCount(TIMEOUT_MILLIS))
          .isInstanceOf(PermanentConsumerException.class)
          .hasMessageContaining("topic 'gone' of stream 'analytics' does not exist");
    }
  }

  @Test
  void shouldCallAnOutageTransientWithinItsTimeout() throws Exception {
    topic.server().stop();
    try (StreamMetadataProvider provider = provider()) {
      assertThatThrownBy(() -> provider.fetchPartitionIds(TIMEOUT_MILLIS))
          .isInstanceOf(TransientConsumerException.class);
    }
  }

  @Test
  void shouldHoldNoConnectionOnceEveryProviderIsClosed() throws Exception {
    try (StreamMetadataProvider one = provider();
        StreamMetadataProvider two = provider()) {
      one.fetchPartitionCount(TIMEOUT_MILLIS);
      two.fetchPartitionCount(TIMEOUT_MILLIS);
      topic.awaitClients(2);
    }
    topic.awaitClients(1);
  }

  private static PartitionGroupConsumptionStatus consumed(int partition, long endOffset) {
    return new PartitionGroupConsumptionStatus(
        partition, 3, new LongMsgOffset(10), new LongMsgOffset(endOffset), "DONE");
  }

  private StreamMetadataProvider provider(String... keysAndValues) {
    return topic.factory(keysAndValues).createStreamMetadataProvider("test");
  }

  private String offset(int partition, String criteria) throws Exception {
    try (StreamMetadataProvider provider =
        topic.factory().createPartitionMetadataProvider("test", partition)) {
      OffsetCriteria parsed = new OffsetCriteria.OffsetCriteriaBuilder().withOffsetString(criteria);
      return provider.fetchStreamPartitionOffset(parsed, TIMEOUT_MILLIS).toString();
    }
  }
}
