// SPDX-License-Identifier: Apache-2.0
package org.apache.iggy.connector.connect.runtime.sink;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeFalse;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Collectors;
import org.apache.iggy.connector.connect.api.ConnectRecord;
import org.apache.iggy.connector.connect.runtime.ConnectorStatus;
import org.apache.iggy.connector.connect.runtime.testbed.IggyBed;
import org.apache.iggy.connector.connect.runtime.testbed.ScriptedSink;
import org.apache.iggy.connector.connect.runtime.testbed.SinkRun;
import org.apache.iggy.connector.connect.runtime.testbed.Until;
import org.apache.iggy.connector.protocol.primitive.Identifier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Members of one group: who reads what, and what happens when that changes. */
@Timeout(180)
class SinkGroupTest {
  private static final String TOPIC = "numbers";

  /** Longer than a server waits; a 0.9 server as it is by default waits for 36 s. */
  private static final long SLOW_WRITE_MILLIS =
      Long.getLong("iggy.connect.slow.write.millis", 2_700);

  private static final Duration SERVER_INTERVAL = Duration.ofMillis(900);

  @TempDir Path data;
  private final ScriptedSink sink = new ScriptedSink();
  private IggyBed bed;

  @AfterEach
  void close() {
    bed.close();
  }

  private void start(IggyBed started, int partitions) {
    bed = started;
    bed.createTopic(TOPIC, partitions);
  }

  private SinkRun.Builder run() {
    return run(sink);
  }

  private SinkRun.Builder run(ScriptedSink script) {
    return SinkRun.builder(bed, script).topic(TOPIC);
  }

  private static Set<String> payloads(ScriptedSink... sinks) {
    Set<String> all = new TreeSet<>();
    for (ScriptedSink each : sinks) {
      all.addAll(each.payloads());
    }
    return all;
  }

  /** In the order of writing, per partition. */
  private static Map<Integer, List<Long>> offsets(ScriptedSink script) {
    return script.records().stream()
        .map(ConnectRecord::origin)
        .collect(
            Collectors.groupingBy(
                origin -> origin.partition(),
                TreeMap::new,
                Collectors.mapping(origin -> origin.offset(), Collectors.toList())));
  }

  @Test
  void shouldShareThePartitionsWhenThereAreSeveralTasks() {
    start(IggyBed.start(), 4);
    Map<Integer, Set<String>> threads = new ConcurrentHashMap<>();
    sink.beforeWrite(
        batch ->
            threads
                .computeIfAbsent(batch.partition(), partition -> ConcurrentHashMap.newKeySet())
                .add(Thread.currentThread().getName()));
    try (SinkRun run = run().tasks(2).start()) {
      run.await(ConnectorStatus.RUNNING);
      Until.holds(() -> bed.members(SinkRun.GROUP, TOPIC) == 2);
      for (int partition = 0; partition < 4; partition++) {
        bed.sendNumbers(TOPIC, partition, partition * 100, partition * 100 + 100);
      }
      run.until(() -> payloads(sink).size() == 400);
    }
    assertThat(threads.values().stream().flatMap(Set::stream).collect(Collectors.toSet()))
        .containsExactlyInAnyOrder("sink tested 0", "sink tested 1");
    assertThat(sink.starts()).isEqualTo(2);
  }

  @Test
  void shouldTakeOverWhenAnotherRuntimeOfTheGroupIsCut() throws Exception {
    start(IggyBed.start(), 8);
    ScriptedSink other = new ScriptedSink();
    CountDownLatch hanging = new CountDownLatch(1);
    other.beforeWrite(
        batch -> {
          hanging.countDown();
          new CountDownLatch(1).await();
        });
    SinkRun cut = run(other).start().await(ConnectorStatus.RUNNING);
    try (SinkRun run = run().start()) {
      run.await(ConnectorStatus.RUNNING);
      Until.holds(() -> bed.members(SinkRun.GROUP, TOPIC) == 2);
      for (int partition = 0; partition < 8; partition++) {
        bed.sendNumbers(TOPIC, partition, partition * 100, partition * 100 + 100);
      }
      hanging.await();
      assertThat(cut.stop(1)).isFalse();

      run.until(() -> payloads(sink).size() == 800);
    }
    assertThat(offsets(sink).values()).allSatisfy(offsets -> assertThat(offsets).isSorted());
  }

  @Test
  void shouldHandPartitionsOverWithoutALossWhenAnotherRuntimeJoinsAndLeaves() {
    start(IggyBed.start(), 4);
    AtomicBoolean stop = new AtomicBoolean();
    int[] sent = {0};
    Thread producer =
        new Thread(
            () -> {
              while (!stop.get()) {
                bed.sendNumbers(TOPIC, sent[0] / 100 % 4, sent[0], sent[0] + 100);
                sent[0] += 100;
                // Who joins late finds something, too.
                LockSupport.parkNanos(sent[0] < 40_000 ? 0 : TimeUnit.MILLISECONDS.toNanos(20));
              }
            });
    ScriptedSink other = new ScriptedSink();
    try (SinkRun run = run().start()) {
      run.await(ConnectorStatus.RUNNING);
      producer.start();
      SinkRun joining = run(other).start();
      joining.until(() -> other.count() > 100);
      assertThat(joining.stop()).isTrue();
      run.until(() -> bed.members(SinkRun.GROUP, TOPIC) == 1);
      stop.set(true);
      joinThread(producer);
      run.until(() -> payloads(sink, other).size() == sent[0]);
    }
  }

  private static void joinThread(Thread thread) {
    try {
      thread.join(TimeUnit.SECONDS.toMillis(60));
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
  }

  @Test
  void shouldStayAMemberWhenAWriteTakesLongerThanTheServerWaits() {
    start(IggyBed.startWatching(SERVER_INTERVAL), 2);
    AtomicBoolean first = new AtomicBoolean(true);
    sink.beforeWrite(
        batch -> {
          if (first.getAndSet(false)) {
            TimeUnit.MILLISECONDS.sleep(SLOW_WRITE_MILLIS);
          }
        });
    bed.sendNumbers(TOPIC, 0, 0, 200);
    try (SinkRun run =
        run()
            .connection(
                bed.options()
                    .heartbeatIntervalMillis(20)
                    .requestTimeoutMillis((int) SLOW_WRITE_MILLIS * 5 / 6)
                    .build())
            .start()) {
      run.heartbeatEvery(20);
      run.await(ConnectorStatus.RUNNING);
      List<Long> members = bed.memberIds(SinkRun.GROUP, TOPIC);
      run.until(() -> bed.storedOffset(SinkRun.GROUP, TOPIC, 0) == 199);
      assertThat(bed.memberIds(SinkRun.GROUP, TOPIC)).isEqualTo(members);
      assertThat(sink.count()).as("nothing came again").isEqualTo(200);
      assertThat(run.journal().lastError()).isEmpty();
    }
  }

  @Test
  void shouldStayAMemberWhenItIsPausedForLongerThanTheServerWaits() throws Exception {
    start(IggyBed.startWatching(SERVER_INTERVAL), 2);
    try (SinkRun run =
        run().connection(bed.options().heartbeatIntervalMillis(20).build()).start()) {
      run.await(ConnectorStatus.RUNNING);
      run.heartbeatEvery(20);
      List<Long> members = bed.memberIds(SinkRun.GROUP, TOPIC);
      run.supervisor().pause(true);
      run.await(ConnectorStatus.PAUSED);
      TimeUnit.MILLISECONDS.sleep(SLOW_WRITE_MILLIS);
      run.supervisor().pause(false);
      bed.sendNumbers(TOPIC, 0, 0, 100);
      run.until(() -> sink.count() == 100);
      assertThat(bed.memberIds(SinkRun.GROUP, TOPIC)).isEqualTo(members);
    }
  }

  @Test
  void shouldJoinAgainAndLoseNothingWhenItWasEvictedInAWrite() {
    start(IggyBed.startWatching(SERVER_INTERVAL), 2);
    AtomicBoolean first = new AtomicBoolean(true);
    sink.beforeWrite(
        batch -> {
          if (first.getAndSet(false)) {
            Until.holds(() -> bed.members(SinkRun.GROUP, TOPIC) == 0);
          }
        });
    bed.sendNumbers(TOPIC, 0, 0, 100);
    try (SinkRun run = run().connection(bed.options().heartbeatIntervalMillis(0).build()).start()) {
      run.until(() -> payloads(sink).size() == 100);
      bed.sendNumbers(TOPIC, 1, 100, 200);
      run.until(() -> payloads(sink).size() == 200);
      assertThat(sink.starts()).as("the sink notices nothing").isEqualTo(1);
    }
  }

  @Test
  void shouldJoinAgainWhenTheGroupWasDeleted() {
    start(IggyBed.start(), 2);
    bed.sendNumbers(TOPIC, 0, 0, 100);
    try (SinkRun run = run().start()) {
      run.until(() -> bed.storedOffset(SinkRun.GROUP, TOPIC, 0) == 99);
      bed.client()
          .consumerGroups()
          .delete(
              Identifier.named(bed.stream()),
              Identifier.named(TOPIC),
              Identifier.named(SinkRun.GROUP));
      bed.sendNumbers(TOPIC, 1, 100, 200);
      run.until(() -> payloads(sink).size() == 200);
    }
  }

  @Test
  void shouldGoOnWhenTheServerWasAwayForLongerThanAReconnect() {
    assumeFalse(IggyBed.isReal(), "a real server is not stopped");
    start(IggyBed.start(data), 2);
    bed.sendNumbers(TOPIC, 0, 0, 100);
    try (SinkRun run = run().start()) {
      run.until(() -> sink.count() == 100);
      bed.stop();
      run.until(() -> run.journal().lastError().isPresent());
      bed.restart();
      bed.sendNumbers(TOPIC, 1, 100, 200);
      run.until(() -> payloads(sink).size() == 200);
      assertThat(sink.starts()).as("the sink notices nothing").isEqualTo(1);
    }
  }

  @Test
  void shouldStoreBehindTheWriteWhenTheServerWasAwayMeanwhile() {
    assumeFalse(IggyBed.isReal(), "a real server is not stopped");
    start(IggyBed.start(data), 1);
    AtomicBoolean first = new AtomicBoolean(true);
    sink.beforeWrite(
        batch -> {
          if (first.getAndSet(false)) {
            bed.stop();
            bed.restart();
          }
        });
    bed.sendNumbers(TOPIC, 0, 0, 100);
    try (SinkRun run = run().start()) {
      run.until(() -> sink.count() == 100);
      run.until(() -> bed.storedOffset(SinkRun.GROUP, TOPIC, 0) == 99);
      assertThat(sink.count()).isEqualTo(100);
    }
  }

  @Test
  void shouldStopSoonWhenTheServerIsAway() {
    assumeFalse(IggyBed.isReal(), "a real server is not stopped");
    start(IggyBed.start(data), 1);
    SinkRun run = run().start().await(ConnectorStatus.RUNNING);
    bed.stop();
    run.until(() -> run.journal().lastError().isPresent());
    assertThat(run.stop()).isTrue();
    bed.restart();
  }

  @Test
  void shouldTellOfMessagesThatWereDeletedBeforeTheyWereRead() {
    assumeFalse(IggyBed.isReal(), "takes a server of small segments");
    start(IggyBed.startSmallSegments(data), 1);
    for (int n = 0; n < 3_000; n += 100) {
      bed.sendNumbers(TOPIC, 0, n, n + 100);
    }
    AtomicBoolean first = new AtomicBoolean(true);
    sink.beforeWrite(
        batch -> {
          if (first.getAndSet(false)) {
            // Nothing is stored yet that would hold them back.
            bed.deleteSegments(TOPIC, 0, 8);
          }
        });
    try (SinkRun run = run().start()) {
      run.until(() -> payloads(sink).contains("{\"n\":2999}"));
      run.until(() -> bed.storedOffset(SinkRun.GROUP, TOPIC, 0) == 2_999);
      long missing = run.journal().counters().values().missing();
      assertThat(missing).isPositive();
      assertThat(payloads(sink)).hasSize((int) (3_000 - missing));
      assertThat(run.journal().recentErrors().toString()).contains("were deleted before");
    }
  }

  @Test
  void shouldReadFromTheBeginningWhenTheTopicWasPurged() {
    start(IggyBed.start(), 1);
    bed.sendNumbers(TOPIC, 0, 0, 100);
    try (SinkRun run = run().start()) {
      run.until(() -> bed.storedOffset(SinkRun.GROUP, TOPIC, 0) == 99);
      bed.purge(TOPIC);
      bed.sendNumbers(TOPIC, 0, 100, 150);
      run.until(() -> payloads(sink).size() == 150);
      assertThat(run.journal().recentErrors().toString()).contains("goes on at offset 0");
      run.until(() -> bed.storedOffset(SinkRun.GROUP, TOPIC, 0) == 49);
    }
  }

  @Test
  void shouldGoOnWhenTheTopicIsPurgedInAWrite() {
    start(IggyBed.start(), 1);
    bed.sendNumbers(TOPIC, 0, 0, 100);
    AtomicBoolean first = new AtomicBoolean(true);
    sink.beforeWrite(
        batch -> {
          if (first.getAndSet(false)) {
            bed.purge(TOPIC);
          }
        });
    try (SinkRun run = run().start()) {
      run.until(() -> sink.count() == 100);
      bed.sendNumbers(TOPIC, 0, 100, 150);
      run.until(() -> payloads(sink).size() == 150);
      assertThat(sink.starts()).isEqualTo(1);
    }
  }

  @Test
  void shouldReadWhatHasTheOffsetsOfLostMessagesWhenTheServerCameBackWithoutThem()
      throws Exception {
    assumeFalse(IggyBed.isReal(), "a real server is not damaged");
    start(IggyBed.start(data), 1);
    AtomicBoolean crashes = new AtomicBoolean();
    sink.beforeWrite(
        batch -> {
          if (crashes.getAndSet(false)) {
            // The server has acknowledged 50 messages that it has not when it comes back.
            bed.restartFromBackup();
            bed.sendNumbers(TOPIC, 0, 100, 220);
          }
        });
    try (SinkRun run = run().batchLength(10).start()) {
      bed.sendNumbers(TOPIC, 0, 0, 50);
      run.until(() -> bed.storedOffset(SinkRun.GROUP, TOPIC, 0) == 49);
      run.stop();
    }
    bed.backUp();
    try (SinkRun run = run().batchLength(10).start()) {
      bed.sendNumbers(TOPIC, 0, 50, 90);
      run.until(() -> bed.storedOffset(SinkRun.GROUP, TOPIC, 0) == 89);
      crashes.set(true);
      bed.sendNumbers(TOPIC, 0, 90, 100);
      run.until(() -> payloads(sink).contains("{\"n\":219}"));
      run.until(() -> bed.storedOffset(SinkRun.GROUP, TOPIC, 0) == 169);
      assertThat(run.journal().recentErrors().toString()).contains("goes on at offset 50");
    }
    assertThat(payloads(sink)).as("those that were lost, too").hasSize(220);
  }
}
