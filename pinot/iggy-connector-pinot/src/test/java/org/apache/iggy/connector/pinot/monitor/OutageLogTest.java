// SPDX-License-Identifier: Apache-2.0
package org.apache.iggy.connector.pinot.monitor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.lang.management.ManagementFactory;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import javax.management.MBeanServer;
import javax.management.ObjectName;
import org.apache.iggy.connector.pinot.TopicFixture;
import org.apache.iggy.connector.pinot.decoder.IggyJsonMessageDecoder;
import org.apache.iggy.connector.pinot.decoder.JsonDecodeException;
import org.apache.pinot.spi.data.readers.GenericRow;
import org.apache.pinot.spi.stream.LongMsgOffset;
import org.apache.pinot.spi.stream.MessageBatch;
import org.apache.pinot.spi.stream.PartitionGroupConsumer;
import org.apache.pinot.spi.stream.PartitionGroupConsumptionStatus;
import org.apache.pinot.spi.stream.PermanentConsumerException;
import org.apache.pinot.spi.stream.StreamConsumerFactory;
import org.apache.pinot.spi.stream.TransientConsumerException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInfo;
import org.junit.jupiter.api.Timeout;

/**
 * What an operator reads of an outage. {@code -Doutage.millis=20000} takes as long as those that
 * users complain of.
 */
@Timeout(120)
class OutageLogTest {
  private static final MBeanServer BEANS = ManagementFactory.getPlatformMBeanServer();
  private static final long OUTAGE_MILLIS = Long.getLong("outage.millis", 1_500);
  private static final int TIMEOUT_MILLIS = 30_000;

  private TopicFixture topic;
  private CapturedLog log;
  private String streamName;

  @BeforeEach
  void start(TestInfo test) {
    topic = TopicFixture.withPartitions(1);
    topic.send(0, 0, 10);
    log = CapturedLog.capture();
    // One bean a test: the beans of a partition are shared within the JVM.
    streamName = test.getTestMethod().orElseThrow().getName();
  }

  @AfterEach
  void stop() {
    log.close();
    topic.close();
  }

  @Test
  void shouldWriteALineForEachEndOfAnOutage() throws Exception {
    try (PartitionGroupConsumer consumer = consumer("reconnect.budget.millis", "60000")) {
      assertThat(consumer.fetchMessages(new LongMsgOffset(0), TIMEOUT_MILLIS).getMessageCount())
          .isEqualTo(10);
      topic.server().stop();
      CompletableFuture<MessageBatch<?>> fetch =
          CompletableFuture.supplyAsync(() -> fetch(consumer, 10));
      awaitLines(2);
      pause(OUTAGE_MILLIS);
      topic.server().restart();
      topic.send(0, 10, 15);
      assertThat(fetch.get(30, TimeUnit.SECONDS)).isNotNull();

      List<String> lines = partitionLines();
      assertThat(lines).hasSizeBetween(3, 4);
      assertThat(lines).allMatch(line -> line.contains("events, partition 0, offset "));
      assertThat(lines.get(0))
          .startsWith("INFO " + streamName)
          .endsWith(
              "offset 0: a segment starts here; its consumer connects to "
                  + topic.server().address()
                  + " at the first fetch");
      assertThat(lines.get(1))
          .startsWith("WARN ")
          .contains("offset 10: no connection: ")
          .endsWith(". Trying again for 60.0 s; consuming goes on at this offset");
      assertThat(lines.get(lines.size() - 1))
          .startsWith("INFO ")
          .contains("offset 10: the server answers again after ")
          .contains(" failed attempts; consuming goes on at this offset");
      assertThat(attribute("Reconnects")).isEqualTo(1L);
      assertThat((long) attribute("FailedAttempts")).isPositive();
      assertThat((long) attribute("OutageMillis")).isBetween(1L, OUTAGE_MILLIS + 30_000);
      assertThat((String) attribute("LastError")).isNotEmpty();
    }
  }

  @Test
  void shouldHoldBackLinesWhileTheConnectionIsCutAgainAndAgain() throws Exception {
    try (PartitionGroupConsumer consumer = consumer("reconnect.budget.millis", "60000")) {
      long offset = fetchTo(consumer, 0, 10);
      for (int cut = 1; cut <= 50; cut++) {
        topic.send(0, cut * 10, cut * 10 + 10);
        topic.server().dropConnections();
        offset = fetchTo(consumer, offset, cut * 10L + 10);
      }
      assertThat(attribute("Reconnects")).isEqualTo(50L);
      assertThat(partitionLines()).hasSizeLessThanOrEqualTo(8);
    }
  }

  @Test
  void shouldSayThatItGivesUpAndTellPinot() throws Exception {
    try (PartitionGroupConsumer consumer = consumer("reconnect.budget.millis", "300")) {
      topic.server().stop();
      for (int failure = 0; failure < 5; failure++) {
        assertThatThrownBy(() -> consumer.fetchMessages(new LongMsgOffset(0), TIMEOUT_MILLIS))
            .isInstanceOf(TransientConsumerException.class);
      }
      List<String> lines = partitionLines();
      assertThat(lines).hasSizeLessThanOrEqualTo(6);
      assertThat(lines)
          .filteredOn(line -> line.startsWith("ERROR "))
          .first()
          .asString()
          .containsPattern("offset 0: no connection for \\d+\\.\\d s")
          .contains("Reporting it to Pinot, which tries again with a new consumer and stops");
      assertThat(attribute("FailedFetches")).isEqualTo(5L);

      topic.server().restart();
      assertThat(fetchTo(consumer, 0, 10)).isEqualTo(10);
      assertThat(partitionLines().get(partitionLines().size() - 1)).contains("answers again after");
    }
  }

  @Test
  void shouldSayWhatIsMissingAndWhereItGoesOn() throws Exception {
    for (int i = 1; i < 20; i++) {
      topic.send(0, i * 10, i * 10 + 10);
    }
    topic.client().partitions().deleteOldestSegments(TopicFixture.STREAM, TopicFixture.TOPIC, 0, 1);
    try (PartitionGroupConsumer consumer = consumer()) {
      MessageBatch<?> batch = consumer.fetchMessages(new LongMsgOffset(0), TIMEOUT_MILLIS);
      long first = Long.parseLong(batch.getFirstMessageOffset().toString());
      assertThat(partitionLines().get(1))
          .isEqualTo(
              "WARN "
                  + partition()
                  + ", offset 0: "
                  + first
                  + " messages are gone from the server,"
                  + " offsets 0 to "
                  + (first - 1)
                  + ": retention was faster than the table. Going"
                  + " on at "
                  + first
                  + ", and telling Pinot of the loss");
      assertThat(attribute("Gaps")).isEqualTo(1L);
      assertThat(attribute("MissingMessages")).isEqualTo(first);
    }
  }

  @Test
  void shouldSayWhatStopsAPartition() throws Exception {
    try (PartitionGroupConsumer consumer = consumer("topic.id", "gone", "topic.name", "gone")) {
      for (int i = 0; i < 3; i++) {
        assertThatThrownBy(() -> consumer.fetchMessages(new LongMsgOffset(3), TIMEOUT_MILLIS))
            .isInstanceOf(PermanentConsumerException.class);
      }
      List<String> lines = partitionLines();
      assertThat(lines).hasSize(2);
      assertThat(lines.get(1))
          .startsWith("ERROR " + streamName + "_REALTIME, analytics/gone, partition 0, offset 3: ")
          .contains("cannot go on: ")
          .contains("Pinot stops the partition until it is resumed");
    }
  }

  @Test
  void shouldNotShowThePasswordWhenItIsWrong() throws Exception {
    try (PartitionGroupConsumer consumer = consumer("password", "wrong-secret")) {
      for (int i = 0; i < 3; i++) {
        assertThatThrownBy(() -> consumer.fetchMessages(new LongMsgOffset(3), TIMEOUT_MILLIS))
            .isNotNull();
      }
      assertThat(partitionLines()).hasSizeBetween(2, 3).anyMatch(line -> line.contains("password"));
      assertThat(log.lines()).noneMatch(line -> line.contains("wrong-secret"));
    }
  }

  @Test
  void shouldStayQuietWhenAConsumerIsClosedOrInterruptedWithinAFetch() throws Exception {
    PartitionGroupConsumer consumer = consumer();
    fetchTo(consumer, 0, 10);
    Thread fetching = new Thread(() -> assertThatThrownBy(() -> fetch(consumer, 10)).isNotNull());
    fetching.start();
    consumer.close();
    fetching.join(10_000);
    Thread.currentThread().interrupt();
    PartitionGroupConsumer next = consumer();
    assertThatThrownBy(() -> next.fetchMessages(new LongMsgOffset(10), 100)).isNotNull();
    assertThat(Thread.interrupted()).isTrue();
    next.close();

    assertThat(partitionLines()).hasSize(1).allMatch(line -> line.startsWith("INFO "));
    assertThat(attribute("FailedFetches")).isEqualTo(0L);
  }

  @Test
  void shouldCountInTheBeanWhatIsFetched() throws Exception {
    try (PartitionGroupConsumer consumer = consumer()) {
      assertThat(attribute("Connected")).isEqualTo(false);
      assertThat(attribute("Offset")).isEqualTo(-1L);
      assertThat(attribute("MillisSinceLastMessage")).isEqualTo(-1L);
      consumer.fetchMessages(new LongMsgOffset(4), TIMEOUT_MILLIS);
      assertThat(attribute("Messages")).isEqualTo(6L);
      assertThat((long) attribute("Bytes")).isEqualTo(6L * (topic.messageHeaderBytes() + 2));
      assertThat(attribute("Offset")).isEqualTo(10L);
      assertThat(attribute("Lag")).isEqualTo(0L);
      assertThat(attribute("Connected")).isEqualTo(true);
      assertThat((double) attribute("FetchMillisMax")).isPositive();
      assertThat((long) attribute("MillisSinceLastMessage")).isBetween(0L, 60_000L);

      consumer.fetchMessages(new LongMsgOffset(10), 10);
      assertThat(attribute("Fetches")).isEqualTo(2L);
      assertThat(attribute("EmptyFetches")).isEqualTo(1L);
    }
    assertThat(attribute("Connected")).isEqualTo(false);
    assertThat(attribute("Consumers")).isEqualTo(0);
  }

  @Test
  void shouldCountInTheBeanWhatTheDecoderRefuses() throws Exception {
    topic.send(0, List.of("{\"id\":1}"));
    IggyJsonMessageDecoder decoder = new IggyJsonMessageDecoder();
    decoder.init(Map.of(), Set.of("id"), "events");
    try (PartitionGroupConsumer consumer = consumer()) {
      MessageBatch<?> batch = consumer.fetchMessages(new LongMsgOffset(8), TIMEOUT_MILLIS);
      for (int i = 0; i < 2; i++) {
        Object text = batch.getStreamMessage(i).getValue();
        assertThatThrownBy(() -> decoder.decode(text, new GenericRow()))
            .isInstanceOf(JsonDecodeException.class);
      }
      Object json = batch.getStreamMessage(2).getValue();
      assertThat(decoder.decode(json, new GenericRow()).getValue("id")).isEqualTo(1);
      assertThat(attribute("DecodeErrors")).isEqualTo(2L);
    }
  }

  private String partition() {
    return streamName + "_REALTIME, analytics/events, partition 0";
  }

  private PartitionGroupConsumer consumer(String... keysAndValues) {
    StreamConsumerFactory factory = topic.factoryOf(streamName + "_REALTIME", keysAndValues);
    PartitionGroupConsumer consumer =
        factory.createPartitionGroupConsumer(
            "test",
            new PartitionGroupConsumptionStatus(0, 0, new LongMsgOffset(0), null, "IN_PROGRESS"));
    consumer.start(new LongMsgOffset(0));
    return consumer;
  }

  private Object attribute(String name) throws Exception {
    ObjectName bean =
        new ObjectName(
            "org.apache.iggy.connector.pinot:type=Partition,table=\""
                + streamName
                + "_REALTIME\",stream=\"analytics\",topic=\"events\",partition=0");
    return BEANS.getAttribute(bean, name);
  }

  private List<String> partitionLines() {
    return log.lines().stream()
        .filter(line -> line.contains(streamName + "_REALTIME, "))
        .collect(Collectors.toList());
  }

  private void awaitLines(int count) {
    long deadlineNanos = System.nanoTime() + TimeUnit.SECONDS.toNanos(20);
    while (partitionLines().size() < count) {
      assertThat(System.nanoTime() < deadlineNanos)
          .withFailMessage("lines: %s", log.lines())
          .isTrue();
      Thread.onSpinWait();
    }
  }

  /** The outage lasts so long: nothing is waited for. */
  private static void pause(long millis) throws InterruptedException {
    TimeUnit.MILLISECONDS.sleep(millis);
  }

  private static MessageBatch<?> fetch(PartitionGroupConsumer consumer, long offset) {
    try {
      return consumer.fetchMessages(new LongMsgOffset(offset), TIMEOUT_MILLIS);
    } catch (Exception e) {
      throw new IllegalStateException(e);
    }
  }

  private static long fetchTo(PartitionGroupConsumer consumer, long from, long to)
      throws Exception {
    long offset = from;
    while (offset < to) {
      MessageBatch<?> batch = consumer.fetchMessages(new LongMsgOffset(offset), TIMEOUT_MILLIS);
      offset = Long.parseLong(batch.getOffsetOfNextBatch().toString());
    }
    return offset;
  }
}
