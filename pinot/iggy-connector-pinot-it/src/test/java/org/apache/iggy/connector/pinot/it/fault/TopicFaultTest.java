// SPDX-License-Identifier: Apache-2.0
package org.apache.iggy.connector.pinot.it.fault;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.apache.iggy.connector.client.IggyAddress;
import org.apache.iggy.connector.embedded.EmbeddedIggyOptions;
import org.apache.iggy.connector.embedded.EmbeddedIggyServer;
import org.apache.iggy.connector.pinot.embedded.EmbeddedPinotOptions;
import org.apache.iggy.connector.protocol.topic.CompressionAlgorithm;
import org.apache.iggy.connector.protocol.topic.UpdateTopic;
import org.apache.pinot.common.metrics.ServerGauge;
import org.apache.pinot.common.metrics.ServerMetrics;
import org.apache.pinot.spi.utils.builder.TableNameBuilder;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/** A topic that changes under a table: it grows, loses its oldest or its newest, or goes away. */
@Execution(ExecutionMode.CONCURRENT)
@Timeout(value = 15, unit = TimeUnit.MINUTES)
class TopicFaultTest {
  private static final int SEGMENT_BYTES = 64 * 1024;
  private static final int LOST = 150;

  @TempDir Path pinotData;
  private EmbeddedIggyServer server;
  private IggyAddress address;
  private FaultScene scene;
  private long ids;
  private long amountSum;

  @BeforeEach
  void start() {
    server =
        EmbeddedIggyServer.start(
            EmbeddedIggyOptions.builder()
                .segmentSizeBytes(SEGMENT_BYTES)
                .retentionInterval(Duration.ofMillis(50))
                .build());
    address = IggyAddress.of(server.host(), server.port());
    scene =
        new FaultScene(address, 1, EmbeddedPinotOptions.defaults().withDataDirectory(pinotData));
  }

  @AfterEach
  void stop() {
    scene.close();
    server.close();
  }

  /** Sends events with the next ids, which are to become rows. */
  private void send(int count) {
    for (long end = ids + count; ids < end; ids++) {
      amountSum += Event.amount(ids);
    }
    sendFrom(ids - count, count);
  }

  private void sendFrom(long first, int count) {
    byte[][] events = new byte[count][];
    for (int i = 0; i < count; i++) {
      events[i] = Event.json(first + i);
    }
    scene.send(events);
  }

  /** Sends events that no row can come of. */
  private void sendUnread(int count) {
    sendFrom(Event.firstId(7), count);
  }

  private void consume(int count) {
    send(count);
    scene.table().awaitRows(ids, FaultScene.DEADLINE);
  }

  private void assertExact() {
    scene.table().awaitRows(ids, FaultScene.DEADLINE);
    scene.assertRows(ids, ids, amountSum);
  }

  private void loseTail() {
    server.stop();
    server.loseTail(scene.name(), scene.name(), 0, LOST);
    server.restart();
  }

  private void commit() {
    scene.table().commitSegment(FaultScene.DEADLINE);
  }

  private static Map<String, String> policy(String policy) {
    return Map.of("offset.regress.policy", policy);
  }

  @Test
  void shouldConsumePartitionsThatAreAddedWhileRowsFlow() {
    scene.startTable(address, Map.of());
    EventFeed feed = scene.startFeed(1_000);
    feed.awaitMore(500);
    scene.client().partitions().add(scene.id(), scene.id(), 3);
    feed.extendTo(4);
    feed.awaitMore(500);
    scene.table().refreshPartitions();
    feed.awaitMore(500);
    scene.assertExact();
    assertThat(scene.table().partitions()).hasSize(4);
  }

  @Test
  void shouldReadWhatTookThePlaceOfLostMessages() {
    scene.startTable(address, policy("rewind"));
    consume(1_000);
    loseTail();
    send(50);
    assertExact();
    assertThat(scene.table().segmentErrors().values())
        .singleElement()
        .asString()
        .contains("Message loss detected");
    // Past the offset where it was before, with as many as were lost and more.
    send(500);
    assertExact();
    scene.assertConsuming();
  }

  @Test
  void shouldReadWhatTookThePlaceOfLostMessagesWhenThereAreMoreThanBefore() {
    scene.startTable(address, policy("rewind"));
    consume(1_000);
    server.stop();
    server.loseTail(scene.name(), scene.name(), 0, LOST);
    server.restart();
    send(LOST + 50);
    assertExact();
    scene.assertConsuming();
  }

  @Test
  void shouldStopWhenWhatWasLostIsCommitted() {
    scene.startTable(address, policy("rewind"));
    consume(1_000);
    commit();
    loseTail();
    sendUnread(50);
    assertThat(scene.awaitStop())
        .contains(scene.name())
        .contains("offset.regress.policy")
        .contains("1000");
    scene.assertRows(ids, ids, amountSum);
  }

  @Test
  void shouldGoOnBehindWhatIsCommittedWhenToldTo() {
    scene.startTable(address, policy("continue"));
    consume(1_000);
    commit();
    loseTail();
    sendUnread(LOST);
    send(200);
    assertExact();
    scene.assertConsuming();
  }

  @Test
  void shouldStopAtEveryRegressWhenToldTo() {
    scene.startTable(address, policy("stop"));
    consume(1_000);
    loseTail();
    sendUnread(300);
    assertThat(scene.awaitStop()).contains(scene.name());
    scene.assertRows(ids, ids, amountSum);
  }

  @Test
  void shouldReadAPurgedTopicFromItsNewStart() {
    scene.startTable(address, policy("rewind"));
    consume(1_000);
    scene.client().topics().purge(scene.id(), scene.id());
    send(300);
    assertExact();
    send(1_000);
    assertExact();
    scene.assertConsuming();
  }

  @Test
  void shouldReadATopicThatWasMadeAnewFromItsStart() {
    scene.startTable(address, policy("rewind"));
    consume(1_000);
    server.stop();
    server.restart();
    scene.client().topics().delete(scene.id(), scene.id());
    scene.createTopic();
    send(1_300);
    assertExact();
    scene.assertConsuming();
  }

  @Test
  void shouldStopAndNameATopicThatWasDeleted() {
    scene.startTable(address, Map.of("reconnect.budget.millis", "1000"));
    consume(500);
    scene.client().topics().delete(scene.id(), scene.id());
    assertThat(scene.awaitStop()).contains(scene.name()).contains("stream.iggy.topic.id");
    scene.assertRows(ids, ids, amountSum);
  }

  @Test
  void shouldKeepRetentionFromOvertakingAPausedTable() {
    scene.startTable(address, Map.of());
    consume(1_000);
    commit();
    scene.stopTable();
    for (int i = 0; i < 20; i++) {
      send(100);
    }
    limitTopicTo(SEGMENT_BYTES);
    Poll.until(FaultScene.DEADLINE, () -> earliest() > 0, () -> "nothing was removed");
    scene.restartTable();
    assertExact();
    scene.assertConsuming();
  }

  @Test
  void shouldGoOnFromTheEarliestWhenRetentionOvertookAPausedTable() {
    scene.startTable(address, Map.of("offset.store", "none"));
    consume(1_000);
    commit();
    scene.stopTable();
    assertThat(dataLossGauge()).isNull();
    for (int i = 0; i < 20; i++) {
      sendFrom(Event.firstId(1) + 100L * i, 100);
    }
    limitTopicTo(SEGMENT_BYTES);
    Poll.until(FaultScene.DEADLINE, () -> earliest() > 2_000, () -> "earliest " + earliest());
    limitTopicTo(-1);
    long earliest = earliest();
    scene.restartTable();
    long kept = 3_000 - earliest;
    scene.table().awaitRows(1_000 + kept, FaultScene.DEADLINE);
    assertThat(scene.query("SELECT COUNT(*), DISTINCTCOUNT(id) FROM " + scene.name()).get(0))
        .extracting(value -> ((Number) value).longValue())
        .containsExactly(1_000 + kept, 1_000 + kept);
    assertThat(scene.table().segmentErrors().values())
        .singleElement()
        .asString()
        .contains("Message loss detected")
        .contains("startOffset: 1000")
        .contains("batchFirstOffset: " + earliest);
    assertThat(dataLossGauge()).isEqualTo(1L);
    assertThat(scene.log().plugin())
        .filteredOn(line -> line.contains("gone"))
        .singleElement()
        .asString()
        .containsAnyOf("before offset " + earliest, "1000 to " + (earliest - 1));
    send(100);
    scene.table().awaitRows(1_000 + kept + 100, FaultScene.DEADLINE);
    scene.assertConsuming();
  }

  /**
   * What Pinot tells monitoring, null as long as nothing was lost: by partition from 1.5 on, before
   * by topic.
   */
  private Long dataLossGauge() {
    String gauge = ServerGauge.STREAM_DATA_LOSS.getGaugeName() + ".";
    String table = TableNameBuilder.REALTIME.tableNameWithType(scene.name());
    Long ofPartition = ServerMetrics.get().getGaugeValue(gauge + table + "-" + scene.name() + "-0");
    return ofPartition != null
        ? ofPartition
        : ServerMetrics.get().getGaugeValue(gauge + table + "_" + scene.name());
  }

  private long earliest() {
    return scene.client().partitionOffsets(scene.id(), scene.id()).earliest(0);
  }

  private void limitTopicTo(long bytes) {
    scene
        .client()
        .topics()
        .update(
            new UpdateTopic(
                scene.id(), scene.id(), CompressionAlgorithm.NONE, -1, bytes, 1, scene.name()));
  }
}
