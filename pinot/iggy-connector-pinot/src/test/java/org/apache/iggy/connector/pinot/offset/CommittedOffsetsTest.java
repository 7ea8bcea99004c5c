// SPDX-License-Identifier: Apache-2.0
package org.apache.iggy.connector.pinot.offset;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.apache.iggy.connector.pinot.TopicFixture;
import org.apache.iggy.connector.pinot.config.IggyStreamConfig;
import org.apache.iggy.connector.pinot.config.OffsetStoreMode;
import org.apache.iggy.connector.pinot.decoder.IggyJsonMessageDecoder;
import org.apache.pinot.spi.config.table.TableConfig;
import org.apache.pinot.spi.config.table.TableType;
import org.apache.pinot.spi.config.table.ingestion.IngestionConfig;
import org.apache.pinot.spi.config.table.ingestion.StreamIngestionConfig;
import org.apache.pinot.spi.stream.LongMsgOffset;
import org.apache.pinot.spi.stream.PartitionGroupConsumer;
import org.apache.pinot.spi.stream.PartitionGroupConsumptionStatus;
import org.apache.pinot.spi.stream.StreamConfig;
import org.apache.pinot.spi.stream.StreamConsumerFactory;
import org.apache.pinot.spi.stream.StreamConsumerFactoryProvider;
import org.apache.pinot.spi.utils.builder.TableConfigBuilder;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Runs against a real server with {@code -Diggy.address=host:port}, too. */
@Timeout(60)
class CommittedOffsetsTest {
  private static final int PARTITIONS = 4;

  private TopicFixture topic;

  @BeforeEach
  void start() {
    topic = TopicFixture.onNamedServer(PARTITIONS);
    for (int partition = 0; partition < PARTITIONS; partition++) {
      topic.send(partition, 0, 100);
    }
  }

  @AfterEach
  void stop() {
    topic.close();
  }

  @ParameterizedTest
  @EnumSource(
      value = OffsetStoreMode.class,
      names = {"CONSUMER", "GROUP"})
  void shouldStoreTheLastCommittedMessageWhenASegmentStarts(OffsetStoreMode mode) throws Exception {
    StreamConfig config = config(mode);
    createConsumer(config, 1, 40);
    createConsumer(config, 2, 100);

    awaitStored(mode, 1, 39);
    // The end of the partition: the offset of the segment's start itself would be refused.
    awaitStored(mode, 2, 99);
    assertThat(stored(mode, 0)).isEmpty();
  }

  @Test
  void shouldStoreAsAConsumerWhenNothingElseIsConfigured() throws Exception {
    createConsumer(topic.config("consumer.group", "pinot-events"), 0, 10);
    awaitStored(OffsetStoreMode.CONSUMER, 0, 9);
    assertThat(stored(OffsetStoreMode.GROUP, 0)).isEmpty();
  }

  @Test
  void shouldLeaveNothingOnTheServerWhenItIsSwitchedOffOrHasNoName() throws Exception {
    createConsumer(topic.config("consumer.group", "pinot-events", "offset.store", "none"), 0, 10);
    createConsumer(topic.config(), 0, 10);
    createConsumer(config(OffsetStoreMode.CONSUMER), 1, 0);

    // One that is stored comes after those that should not be.
    createConsumer(config(OffsetStoreMode.CONSUMER), 2, 10);
    awaitStored(OffsetStoreMode.CONSUMER, 2, 9);
    assertThat(stored(OffsetStoreMode.CONSUMER, 0)).isEmpty();
    assertThat(stored(OffsetStoreMode.CONSUMER, 1)).isEmpty();
    assertThat(topic.client().consumerGroups().list(TopicFixture.STREAM, TopicFixture.TOPIC))
        .isEmpty();
  }

  @Test
  void shouldStoreLessWhenATableStartsOver() throws Exception {
    StreamConfig config = config(OffsetStoreMode.CONSUMER);
    createConsumer(config, 0, 80);
    awaitStored(OffsetStoreMode.CONSUMER, 0, 79);
    createConsumer(config, 0, 20);
    awaitStored(OffsetStoreMode.CONSUMER, 0, 19);
  }

  @Test
  void shouldStoreTheStartOfTheSegmentBeforeWhenTheTableIsPauseless() throws Exception {
    StreamConfig config =
        topic.config("consumer.group", "pinot-events", "offset.store.pauseless", "true");
    createConsumer(config, 0, 30);
    createConsumer(config, 0, 60);
    awaitStored(OffsetStoreMode.CONSUMER, 0, 29);

    // Made anew after an error: no segment has started.
    createConsumer(config, 0, 60);
    createConsumer(config, 1, 50);
    createConsumer(config, 1, 90);
    awaitStored(OffsetStoreMode.CONSUMER, 1, 49);
    assertThat(stored(OffsetStoreMode.CONSUMER, 0)).hasValue(29);

    createConsumer(config, 0, 90);
    awaitStored(OffsetStoreMode.CONSUMER, 0, 59);
  }

  @Test
  void shouldLearnFromTheDecoderThatATableIsPauseless() throws Exception {
    // Not equal to any other test's, which are not pauseless.
    StreamConfig config = topic.config("consumer.group", "pinot-events", "poll.batch.size", "77");
    StreamConsumerFactory factory = StreamConsumerFactoryProvider.create(config);
    new IggyJsonMessageDecoder().init(Set.of("id"), config, pauselessTable(), null);

    createConsumer(factory, 0, 30);
    createConsumer(factory, 0, 60);
    awaitStored(OffsetStoreMode.CONSUMER, 0, 29);
  }

  private static TableConfig pauselessTable() {
    StreamIngestionConfig stream = new StreamIngestionConfig(List.of(Map.of()));
    stream.setPauselessConsumptionEnabled(true);
    IngestionConfig ingestion = new IngestionConfig();
    ingestion.setStreamIngestionConfig(stream);
    return new TableConfigBuilder(TableType.REALTIME)
        .setTableName("events")
        .setIngestionConfig(ingestion)
        .build();
  }

  @Test
  void shouldStoreTheOthersWhenOnePartitionsOffsetIsRefused() throws Exception {
    StreamConfig config = config(OffsetStoreMode.CONSUMER);
    createConsumer(config, 0, 101);
    createConsumer(config, 1, 50);
    awaitStored(OffsetStoreMode.CONSUMER, 1, 49);
    assertThat(stored(OffsetStoreMode.CONSUMER, 0)).isEmpty();

    // What failed is tried again with the next consumer of the segment.
    topic.send(0, 100, 101);
    createConsumer(config, 0, 101);
    awaitStored(OffsetStoreMode.CONSUMER, 0, 100);
  }

  @ParameterizedTest
  @EnumSource(
      value = OffsetStoreMode.class,
      names = {"CONSUMER", "GROUP"})
  void shouldStoreForEveryPartitionWhenTwoServersShareTheName(OffsetStoreMode mode)
      throws Exception {
    // Two of these stand for two processes: each has its own thread and connections.
    CommittedOffsets one = new CommittedOffsets();
    CommittedOffsets other = new CommittedOffsets();
    IggyStreamConfig config = IggyStreamConfig.from(config(mode));
    for (int round = 1; round <= 10; round++) {
      for (int partition = 0; partition < PARTITIONS; partition++) {
        (partition % 2 == 0 ? one : other).segmentStarts(config, partition, round * 10L, false);
      }
      for (int partition = 0; partition < PARTITIONS; partition++) {
        awaitStored(mode, partition, round * 10L - 1);
      }
    }
  }

  @Test
  void shouldNotHoldUpConsumersWhenTheServerCannotBeReached() throws Exception {
    StreamConfig config = config(OffsetStoreMode.CONSUMER);
    StreamConfig unreachable =
        topic.config("consumer.group", "pinot-events", "host", "192.0.2.1", "port", "1");
    long startNanos = System.nanoTime();
    for (int partition = 0; partition < PARTITIONS; partition++) {
      createConsumer(unreachable, partition, 50);
    }
    createConsumer(config, 0, 50);
    assertThat(TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - startNanos)).isLessThan(8_000);
    awaitStored(OffsetStoreMode.CONSUMER, 0, 49);
  }

  private StreamConfig config(OffsetStoreMode mode) {
    return topic.config(
        "consumer.group", "pinot-events", "offset.store", mode.name().toLowerCase(Locale.ROOT));
  }

  private static void createConsumer(StreamConfig config, int partition, long start)
      throws Exception {
    createConsumer(StreamConsumerFactoryProvider.create(config), partition, start);
  }

  private static void createConsumer(StreamConsumerFactory factory, int partition, long start)
      throws Exception {
    PartitionGroupConsumptionStatus status =
        new PartitionGroupConsumptionStatus(
            partition, 0, new LongMsgOffset(start), null, "IN_PROGRESS");
    try (PartitionGroupConsumer consumer = factory.createPartitionGroupConsumer("test", status)) {
      assertThat(consumer.checkpoint(new LongMsgOffset(77))).hasToString("77");
    }
  }

  private OptionalLong stored(OffsetStoreMode mode, int partition) {
    try (StoredOffsets offsets = new StoredOffsets(IggyStreamConfig.from(config(mode)))) {
      return offsets.read(mode).get(partition).stored();
    }
  }

  private void awaitStored(OffsetStoreMode mode, int partition, long offset) throws Exception {
    long deadlineNanos = System.nanoTime() + TimeUnit.SECONDS.toNanos(20);
    try (StoredOffsets offsets = new StoredOffsets(IggyStreamConfig.from(config(mode)))) {
      while (true) {
        List<StoredOffset> found = offsets.read(mode);
        if (found.get(partition).stored().equals(OptionalLong.of(offset))) {
          return;
        }
        assertThat(System.nanoTime() < deadlineNanos).withFailMessage("stored: %s", found).isTrue();
        Thread.onSpinWait();
      }
    }
  }
}
