// SPDX-License-Identifier: Apache-2.0
package org.apache.iggy.connector.connect.runtime.sink;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.IntStream;
import org.apache.iggy.connector.connect.api.ConnectRecord;
import org.apache.iggy.connector.connect.api.Coordinates;
import org.apache.iggy.connector.connect.api.Header;
import org.apache.iggy.connector.connect.api.SinkBatch;
import org.apache.iggy.connector.connect.runtime.ConnectorStatus;
import org.apache.iggy.connector.connect.runtime.PartitionProgress;
import org.apache.iggy.connector.connect.runtime.testbed.IggyBed;
import org.apache.iggy.connector.connect.runtime.testbed.ScriptedSink;
import org.apache.iggy.connector.connect.runtime.testbed.SinkRun;
import org.apache.iggy.connector.protocol.message.HeaderField;
import org.apache.iggy.connector.protocol.message.UserHeaders;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What a sink is given, when its offset is stored, and how it is held and stopped. */
@Timeout(120)
class SinkTaskTest {
  private static final String TOPIC = "numbers";
  private static final int PARTITIONS = 3;

  private final IggyBed bed = IggyBed.start();
  private final ScriptedSink sink = new ScriptedSink();

  @BeforeEach
  void createTopic() {
    bed.createTopic(TOPIC, PARTITIONS);
  }

  @AfterEach
  void close() {
    bed.close();
  }

  private static List<String> numbers(int from, int to) {
    return IntStream.range(from, to).mapToObj(n -> "{\"n\":" + n + "}").toList();
  }

  private SinkRun.Builder run() {
    return SinkRun.builder(bed, sink).topic(TOPIC);
  }

  @Test
  void shouldWriteEachPartitionInOrderOnceWhenItRuns() {
    for (int partition = 0; partition < PARTITIONS; partition++) {
      bed.sendNumbers(TOPIC, partition, partition * 1000, partition * 1000 + 550);
    }
    try (SinkRun run = run().start()) {
      run.until(() -> sink.count() == PARTITIONS * 550);
      run.await(ConnectorStatus.RUNNING);
    }
    for (int partition = 0; partition < PARTITIONS; partition++) {
      int of = partition;
      assertThat(
              sink.records().stream()
                  .filter(record -> record.origin().partition() == of)
                  .map(ScriptedSink::payload))
          .containsExactlyElementsOf(numbers(partition * 1000, partition * 1000 + 550));
      assertThat(bed.storedOffset(SinkRun.GROUP, TOPIC, partition)).isEqualTo(549);
    }
    assertThat(sink.batches())
        .allSatisfy(
            batch -> {
              assertThat(batch.size()).isBetween(1, 100);
              assertThat(batch.stream()).isEqualTo(bed.stream());
              assertThat(batch.topic()).isEqualTo(TOPIC);
              assertThat(batch.records())
                  .allMatch(record -> record.origin().partition() == batch.partition());
            });
  }

  @Test
  void shouldGiveCoordinatesHeadersAndKeyWhenTheMessageHasThem() {
    UserHeaders headers =
        UserHeaders.builder().put("tenant", "acme").put("attempt", HeaderField.ofUint32(7)).build();
    bed.send(TOPIC, 1, headers, List.of("{}".getBytes(StandardCharsets.UTF_8)));
    try (SinkRun run = run().keyHeader("tenant").start()) {
      run.until(() -> sink.count() == 1);
    }
    ConnectRecord record = sink.records().get(0);
    Coordinates origin = record.origin();
    assertThat(origin.stream()).isEqualTo(bed.stream());
    assertThat(origin.topic()).isEqualTo(TOPIC);
    assertThat(origin.partition()).isEqualTo(1);
    assertThat(origin.offset()).isZero();
    assertThat(origin.timestampMicros()).isPositive();
    assertThat(origin.checksum()).isNotZero();
    assertThat(record.originTimestampMicros()).isEqualTo(1_700_000_000_000_000L);
    assertThat(record.headers().get("tenant")).contains(Header.of("tenant", "acme"));
    assertThat(record.headers().get("attempt").orElseThrow().value()).isEqualTo(7L);
    assertThat(record.key()).isEqualTo("acme".getBytes(StandardCharsets.UTF_8));
  }

  @Test
  void shouldNotStoreTheOffsetWhenTheWriteHasNotReturned() throws Exception {
    bed.sendNumbers(TOPIC, 0, 0, 10);
    CountDownLatch writing = new CountDownLatch(1);
    CountDownLatch release = new CountDownLatch(1);
    sink.beforeWrite(
        batch -> {
          writing.countDown();
          release.await();
        });
    try (SinkRun run = run().start()) {
      writing.await();
      assertThat(bed.storedOffset(SinkRun.GROUP, TOPIC, 0)).isEqualTo(-1);
      release.countDown();
      run.until(() -> bed.storedOffset(SinkRun.GROUP, TOPIC, 0) == 9);
    }
  }

  @Test
  void shouldGiveTheBatchAgainWhenTheTaskEndedBeforeItWasWritten() throws Exception {
    bed.sendNumbers(TOPIC, 0, 0, 10);
    CountDownLatch writing = new CountDownLatch(1);
    sink.beforeWrite(
        batch -> {
          writing.countDown();
          new CountDownLatch(1).await();
        });
    SinkRun cut = run().start();
    writing.await();
    assertThat(cut.stop(10)).as("it hangs in the write").isFalse();

    sink.beforeWrite(batch -> {});
    try (SinkRun again = run().start()) {
      again.until(() -> sink.count() == 10);
    }
    assertThat(sink.payloads()).isEqualTo(numbers(0, 10));
  }

  @Test
  void shouldFinishTheBatchAndGoOnBehindItWhenItIsStoppedAndStarted() throws Exception {
    bed.sendNumbers(TOPIC, 0, 0, 1000);
    AtomicBoolean first = new AtomicBoolean(true);
    CountDownLatch writing = new CountDownLatch(1);
    CountDownLatch release = new CountDownLatch(1);
    sink.beforeWrite(
        batch -> {
          if (first.getAndSet(false)) {
            writing.countDown();
            release.await();
          }
        });
    SinkRun run = run().start();
    writing.await();
    run.supervisor().requestStop();
    release.countDown();
    assertThat(run.stop()).isTrue();
    assertThat(run.supervisor().status()).isEqualTo(ConnectorStatus.STOPPED);
    assertThat(sink.count()).isEqualTo(100);
    assertThat(sink.stops()).isEqualTo(1);
    assertThat(bed.storedOffset(SinkRun.GROUP, TOPIC, 0)).isEqualTo(99);

    try (SinkRun again = run().start()) {
      again.until(() -> sink.count() == 1000);
    }
    assertThat(sink.payloads()).isEqualTo(numbers(0, 1000));
  }

  @Test
  void shouldMoveNothingWhenItIsPausedAndGoOnWhenItIsResumed() {
    try (SinkRun run = run().start()) {
      run.await(ConnectorStatus.RUNNING);
      run.supervisor().pause(true);
      run.await(ConnectorStatus.PAUSED);
      List<Long> members = bed.memberIds(SinkRun.GROUP, TOPIC);
      bed.sendNumbers(TOPIC, 0, 0, 10);
      bed.sendNumbers(TOPIC, 1, 10, 20);
      assertThat(sink.count()).isZero();

      run.supervisor().pause(false);
      run.until(() -> sink.count() == 20);
      run.await(ConnectorStatus.RUNNING);
      assertThat(bed.memberIds(SinkRun.GROUP, TOPIC)).isEqualTo(members);
    }
  }

  @Test
  void shouldStopAtOnceWhenItIsPaused() {
    SinkRun run = run().start().await(ConnectorStatus.RUNNING);
    run.supervisor().pause(true);
    run.await(ConnectorStatus.PAUSED);
    assertThat(run.stop()).isTrue();
  }

  @Test
  void shouldReadAllTopicsWhenThereAreSeveral() {
    bed.createTopic("others", 2);
    bed.sendNumbers(TOPIC, 0, 0, 300);
    bed.sendNumbers("others", 1, 300, 600);
    try (SinkRun run = run().topic("others").start()) {
      run.until(() -> sink.count() == 600);
      bed.sendNumbers("others", 0, 600, 610);
      bed.sendNumbers(TOPIC, 2, 610, 620);
      run.until(() -> sink.count() == 620);
    }
    assertThat(new HashSet<>(sink.payloads())).hasSize(620);
  }

  @Test
  void shouldCollectABatchOfSeveralPollsWhenTheSinkWantsLargeOnes() {
    sink.preferredBatchLength(100);
    try (SinkRun run = run().lingerMillis(60_000).start()) {
      run.await(ConnectorStatus.RUNNING);
      for (int n = 0; n < 100; n += 10) {
        bed.sendNumbers(TOPIC, 0, n, n + 10);
      }
      run.until(() -> sink.count() == 100);
      assertThat(sink.batches()).hasSize(1);
      assertThat(sink.payloads()).isEqualTo(numbers(0, 100));
    }
  }

  @Test
  void shouldNotHoldACollectedBatchBackWhenItsTimeIsUpOrTheTaskEnds() {
    sink.preferredBatchLength(100);
    bed.sendNumbers(TOPIC, 0, 0, 10);
    try (SinkRun run = run().lingerMillis(5).start()) {
      run.until(() -> sink.count() == 10);
    }
    bed.sendNumbers(TOPIC, 0, 10, 20);
    SinkRun run = run().lingerMillis(600_000).start();
    run.until(() -> run.journal().counters().values().consumed() == 10);
    assertThat(run.stop()).isTrue();
    assertThat(sink.payloads()).isEqualTo(numbers(0, 20));
    assertThat(bed.storedOffset(SinkRun.GROUP, TOPIC, 0)).isEqualTo(19);
  }

  @Test
  void shouldBoundBatchesByBytesWhenMessagesAreLarge() {
    byte[] large = new byte[10_000];
    for (int i = 0; i < 20; i++) {
      List<byte[]> payloads = new ArrayList<>();
      for (int k = 0; k < 5; k++) {
        payloads.add(large);
      }
      bed.send(TOPIC, 0, UserHeaders.empty(), payloads);
    }
    try (SinkRun run = run().batchBytes(50_000).start()) {
      run.until(() -> sink.count() == 100);
    }
    assertThat(sink.batches()).allMatch(batch -> bytes(batch) <= 50_000);
    assertThat(sink.records().stream().map(record -> record.origin().offset()))
        .containsExactlyElementsOf(IntStream.range(0, 100).mapToObj(n -> (long) n).toList());
  }

  private static long bytes(SinkBatch batch) {
    return batch.records().stream().mapToLong(record -> record.payload().bytes().length).sum();
  }

  @Test
  void shouldDropWhatTransformsDropAndStoreBehindIt() {
    bed.sendNumbers(TOPIC, 0, 0, 100);
    try (SinkRun run =
        run()
            .transform("odd_only", record -> ((Integer) number(record)) % 2 == 1 ? record : null)
            .start()) {
      run.until(() -> bed.storedOffset(SinkRun.GROUP, TOPIC, 0) == 99);
      assertThat(run.journal().counters().values().filtered()).isEqualTo(50);
      assertThat(run.journal().counters().values().consumed()).isEqualTo(100);
      assertThat(run.journal().counters().values().processed()).isEqualTo(50);
    }
    assertThat(sink.count()).isEqualTo(50);
  }

  private static Object number(ConnectRecord record) {
    return ((Number) record.payload().fields().get("n")).intValue();
  }

  @Test
  void shouldDecodeNothingWhenNobodyAsks() {
    bed.send(TOPIC, 0, "this is no JSON", "{}");
    try (SinkRun run = run().start()) {
      run.until(() -> sink.count() == 2);
    }
    assertThat(sink.payloads()).containsExactly("this is no JSON", "{}");
    assertThat(sink.records()).noneMatch(record -> record.payload().isDecoded());
  }

  @Test
  void shouldTellProgressAndSamplesWhenItRuns() {
    bed.sendNumbers(TOPIC, 2, 0, 30);
    try (SinkRun run =
        run()
            .transform("nothing", record -> record)
            .transform("drop_all", record -> null)
            .start()) {
      run.until(
          () ->
              run.supervisor().progress().stream()
                  .anyMatch(partition -> partition.committedOffset() == 29));
      assertThat(run.supervisor().progress())
          .containsExactly(new PartitionProgress(bed.stream(), TOPIC, 2, 29, 29));
      assertThat(run.supervisor().progress().get(0).lag()).isZero();
      assertThat(run.journal().samples()).isNotEmpty();
      assertThat(run.journal().samples().get(0).steps())
          .extracting(step -> step.name() + " " + step.payload())
          .containsExactly("input {\"n\":0}", "nothing {\"n\":0}", "drop_all dropped");
    }
  }
}
