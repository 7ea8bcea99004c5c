// SPDX-License-Identifier: Apache-2.0
package org.apache.iggy.connector.connect.runtime.source;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.LongStream;
import org.apache.iggy.connector.connect.api.ConnectException;
import org.apache.iggy.connector.connect.api.ConnectRecord;
import org.apache.iggy.connector.connect.api.ErrorCategory;
import org.apache.iggy.connector.connect.api.Header;
import org.apache.iggy.connector.connect.api.Headers;
import org.apache.iggy.connector.connect.api.Payload;
import org.apache.iggy.connector.connect.api.Schema;
import org.apache.iggy.connector.connect.config.ErrorSettings;
import org.apache.iggy.connector.connect.runtime.ConnectorStatus;
import org.apache.iggy.connector.connect.runtime.pipeline.DeadLetterHeaders;
import org.apache.iggy.connector.connect.runtime.testbed.IggyBed;
import org.apache.iggy.connector.connect.runtime.testbed.Until;
import org.apache.iggy.connector.protocol.message.MessageCursor;
import org.apache.iggy.connector.protocol.message.PollingStrategy;
import org.apache.iggy.connector.protocol.primitive.Identifier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A source that works, is held, stopped and started anew, and whose records are at fault. */
@Timeout(120)
class SourceTaskTest {
  @TempDir Path states;

  @Test
  void shouldSendEverythingOnceAndInOrderWhenNothingFails() {
    try (IggyBed bed = IggyBed.start()) {
      NumberSource source = new NumberSource(1_050, 100, 4);
      try (SourceRun run = SourceRun.of(bed, source, states).start()) {
        run.awaitSaved(1_050);

        assertThat(payloads(bed, SourceRun.TOPIC)).isEqualTo(numbers(0, 1_050));
        Until.holds(() -> source.lastAcknowledged() == 1_050);
        assertThat(source.acknowledged()).isSorted().hasSize(11);
        assertThat(source.mostUnacknowledged()).isBetween(1, 4);
        assertThat(run.journal().counters().values().produced()).isEqualTo(1_050);
        assertThat(run.journal().counters().values().sent()).isEqualTo(1_050);
        assertThat(run.journal().recentErrors()).isEmpty();
      }
      assertThat(source.stops()).isEqualTo(1);
    }
  }

  @Test
  void shouldGoOnBehindItsStateWhenStartedAnew() {
    try (IggyBed bed = IggyBed.start()) {
      try (SourceRun run = SourceRun.of(bed, new NumberSource(300, 50, 2), states).start()) {
        run.awaitSaved(300);
      }
      try (SourceRun run = SourceRun.of(bed, new NumberSource(500, 50, 2), states).start()) {
        run.awaitSaved(500);
      }
      assertThat(payloads(bed, SourceRun.TOPIC)).isEqualTo(numbers(0, 500));
    }
  }

  @Test
  void shouldFinishWhatItHasBegunWhenStopped() {
    try (IggyBed bed = IggyBed.start()) {
      NumberSource source = new NumberSource(Integer.MAX_VALUE, 50, 8);
      SourceRun run = SourceRun.of(bed, source, states).lingerMillis(60_000).start();
      Until.holds(() -> source.polled() > 500);

      assertThat(run.stop(20_000)).isTrue();

      assertThat(run.saved()).isEqualTo(source.polled());
      assertThat(source.lastAcknowledged()).isEqualTo(source.polled());
      assertThat(bedCount(bed)).isEqualTo(source.polled());
    }
  }

  @Test
  void shouldBringHomeWhatIsOnItsWayAndHoldWhenPaused() {
    try (IggyBed bed = IggyBed.start()) {
      NumberSource source = new NumberSource(Integer.MAX_VALUE, 10, 8);
      try (SourceRun run = SourceRun.of(bed, source, states).lingerMillis(60_000).start()) {
        Until.holds(() -> source.polled() > 100);
        run.supervisor().pause(true);
        run.await(ConnectorStatus.PAUSED);

        long held = source.polled();
        assertThat(run.saved()).isEqualTo(held);
        run.supervisor().pause(false);
        Until.holds(() -> source.polled() > held);
      }
    }
  }

  @Test
  void shouldKeepIdHeadersTimeAndKeyOfRecords() {
    try (IggyBed bed = IggyBed.start()) {
      bed.createTopic(SourceRun.TOPIC, 3);
      NumberSource source =
          new NumberSource(60, 10, 2)
              .changed(
                  record ->
                      record
                          .withKey(
                              ("key-" + record.id().low() % 7).getBytes(StandardCharsets.UTF_8))
                          .withHeaders(Headers.of(List.of(Header.of("trace", 5L))))
                          .withOriginTimestampMicros(1_700_000_000_000_000L));
      try (SourceRun run = SourceRun.of(bed, source, states).keyHeader("key").start()) {
        run.awaitSaved(60);
      }
      Set<String> keys = new HashSet<>();
      int found = 0;
      for (int partition = 0; partition < 3; partition++) {
        Set<String> ofPartition = new HashSet<>();
        MessageCursor cursor =
            bed.client()
                .messages()
                .poll(
                    Identifier.named(bed.stream()),
                    Identifier.named(SourceRun.TOPIC),
                    partition,
                    PollingStrategy.first(),
                    100)
                .cursor();
        while (cursor.next()) {
          found++;
          assertThat(new String(cursor.payload(), StandardCharsets.UTF_8))
              .isEqualTo("{\"n\":" + (cursor.idLow() - 1) + "}");
          assertThat(cursor.idHigh()).isZero();
          assertThat(cursor.originTimestampMicros()).isEqualTo(1_700_000_000_000_000L);
          assertThat(cursor.userHeaders().get("trace").orElseThrow().asObject()).isEqualTo(5L);
          ofPartition.add(cursor.userHeaders().get("key").orElseThrow().asText());
        }
        assertThat(Collections.disjoint(ofPartition, keys)).as("a key has one partition").isTrue();
        keys.addAll(ofPartition);
      }
      assertThat(found).isEqualTo(60);
      assertThat(keys).hasSize(7);
    }
  }

  @Test
  void shouldWriteToAllStreamsEachInItsFormatWhenSeveralAreConfigured() {
    try (IggyBed bed = IggyBed.start()) {
      NumberSource source = new NumberSource(250, 100, 2);
      try (SourceRun run =
          SourceRun.of(bed, source, states)
              .topic("as_json", Schema.JSON)
              .topic("as_text", Schema.TEXT)
              .topic("as_raw", Schema.RAW)
              .start()) {
        run.awaitSaved(250);
      }
      for (String topic : List.of("as_json", "as_text", "as_raw")) {
        assertThat(payloads(bed, topic)).as(topic).isEqualTo(numbers(0, 250));
      }
    }
  }

  @Test
  void shouldApplyTransformsAndCountWhatTheyDrop() {
    try (IggyBed bed = IggyBed.start()) {
      NumberSource source = new NumberSource(100, 10, 2);
      try (SourceRun run =
          SourceRun.of(bed, source, states)
              .transform(record -> number(record) % 2 == 0 ? record : null)
              .transform(SourceTaskTest::tenfold)
              .start()) {
        run.awaitSaved(100);
        assertThat(run.journal().counters().values().filtered()).isEqualTo(50);
        assertThat(run.journal().counters().values().processed()).isEqualTo(50);
      }
      assertThat(payloads(bed, SourceRun.TOPIC))
          .isEqualTo(LongStream.range(0, 50).mapToObj(n -> "{\"n\":" + n * 20 + "}").toList());
    }
  }

  @Test
  void shouldSendABadRecordToTheDeadLettersAloneWhenItCannotBeProcessed() {
    try (IggyBed bed = IggyBed.start()) {
      NumberSource source =
          new NumberSource(40, 10, 2)
              .changed(
                  record ->
                      switch ((int) record.id().low() - 1) {
                        // An empty one is fine; Iggy has no room for the others, or the format.
                        case 7 -> record.withPayload(Payload.raw(new byte[64_000_001]));
                        case 11 -> record.withPayload(Payload.raw(new byte[0]));
                        case 13 -> record.withPayload(record.payload().withValue(new Object()));
                        case 17 ->
                            record.withHeaders(
                                Headers.of(List.of(Header.of("long", "x".repeat(256)))));
                        default -> record;
                      });
      try (SourceRun run =
          SourceRun.of(bed, source, states)
              .topic("raw", Schema.RAW)
              .transform(
                  record -> {
                    if (record.id().low() - 1 == 23) {
                      throw new ConnectException(ErrorCategory.PERMANENT, "no 23, hunter2");
                    }
                    return record;
                  })
              .start()) {
        run.awaitSaved(40);
        assertThat(run.journal().counters().values().deadLetters()).isEqualTo(4);
      }
      List<Long> sent = ids(bed, "raw");
      assertThat(sent).hasSize(36).doesNotContain(8L, 14L, 18L, 24L);
      List<IggyBed.ReadMessage> letters = bed.read(SourceRun.DEAD_LETTERS, 0);
      assertThat(letters).as("cut").anyMatch(letter -> letter.payload().length() == 1 << 20);
      assertThat(letters)
          .filteredOn(letter -> letter.headers().get(DeadLetterHeaders.ORIGINAL_SIZE).isPresent())
          .singleElement()
          .satisfies(letter -> assertThat(letter.payload()).hasSize(1 << 20))
          .extracting(letter -> letter.header(DeadLetterHeaders.ORIGINAL_SIZE))
          .isEqualTo("64000001");
      assertThat(letters).hasSize(4);
      assertThat(letters)
          .anySatisfy(
              letter -> {
                assertThat(letter.payload()).isEqualTo("{\"n\":23}");
                assertThat(letter.headers().toString()).contains("no 23, ***");
              });
    }
  }

  @Test
  void shouldStopInFrontOfABadRecordWhenThePolicySaysSo() {
    try (IggyBed bed = IggyBed.start()) {
      NumberSource source = new NumberSource(100, 10, 4);
      try (SourceRun run =
          SourceRun.of(bed, source, states)
              .action(ErrorSettings.Action.STOP)
              .transform(
                  record -> {
                    if (record.id().low() - 1 == 35) {
                      throw new ConnectException(ErrorCategory.PERMANENT, "no 35");
                    }
                    return record;
                  })
              .start()) {
        run.await(ConnectorStatus.ERROR);
        Until.holds(() -> source.stops() == 1);

        assertThat(run.saved()).isEqualTo(30);
        assertThat(payloads(bed, SourceRun.TOPIC)).isEqualTo(numbers(0, 30));
        assertThat(run.journal().lastError().orElseThrow().message()).contains("no 35");
      }
    }
  }

  @Test
  void shouldSendNothingOfABatchThatItStopsInFrontOf() {
    try (IggyBed bed = IggyBed.start()) {
      NumberSource source =
          new NumberSource(100, 10, 4)
              .changed(
                  record ->
                      record.id().low() - 1 == 35
                          ? record.withPayload(Payload.raw(new byte[64_000_001]))
                          : record);
      try (SourceRun run =
          SourceRun.of(bed, source, states)
              .topic(SourceRun.TOPIC, Schema.RAW)
              .action(ErrorSettings.Action.STOP)
              .start()) {
        run.await(ConnectorStatus.ERROR);
        Until.holds(() -> source.stops() == 1);

        assertThat(run.saved()).isEqualTo(30);
        assertThat(payloads(bed, SourceRun.TOPIC)).isEqualTo(numbers(0, 30));
      }
    }
  }

  @Test
  void shouldFreeTheStateWhenTheConnectorCannotBeMade() {
    try (IggyBed bed = IggyBed.start()) {
      AtomicInteger made = new AtomicInteger();
      NumberSource source = new NumberSource(100, 10, 4);
      try (SourceRun run =
          SourceRun.of(bed, source, states)
              .beforeCreate(
                  () -> {
                    if (made.incrementAndGet() == 1) {
                      throw new IllegalStateException("no licence");
                    }
                  })
              .start()) {
        run.awaitSaved(100);
        assertThat(made).hasValue(2);
      }
    }
  }

  @Test
  void shouldGoOnWithTheSameInstanceWhenAPollFailsForAWhile() {
    try (IggyBed bed = IggyBed.start()) {
      AtomicInteger polls = new AtomicInteger();
      NumberSource source =
          new NumberSource(100, 10, 4)
              .beforePoll(
                  () -> {
                    if (polls.incrementAndGet() % 3 == 0) {
                      throw new IOException("the other system is away");
                    }
                  });
      try (SourceRun run = SourceRun.of(bed, source, states).start()) {
        run.awaitSaved(100);
        assertThat(run.journal().counters().values().retries()).isPositive();
      }
      assertThat(source.starts()).isEqualTo(1);
      assertThat(payloads(bed, SourceRun.TOPIC)).isEqualTo(numbers(0, 100));
    }
  }

  @Test
  void shouldSendAgainWhatWasNotAcknowledgedWhenTheTaskDies() {
    try (IggyBed bed = IggyBed.start()) {
      AtomicInteger acknowledgements = new AtomicInteger();
      NumberSource source =
          new NumberSource(100, 10, 1)
              .beforeAcknowledge(
                  () -> {
                    if (acknowledgements.incrementAndGet() == 5) {
                      throw new OutOfMemoryError("of a test");
                    }
                  });
      try (SourceRun run = SourceRun.of(bed, source, states).start()) {
        run.awaitSaved(100);
      }
      assertThat(source.starts()).isEqualTo(2);
      assertThat(payloads(bed, SourceRun.TOPIC)).isEqualTo(numbers(0, 100));
    }
  }

  @Test
  void shouldLoseNothingAndRepeatOnlyWhatWasOnItsWayWhenCutOffAtAnyMoment() {
    try (IggyBed bed = IggyBed.start()) {
      for (int i = 0; i < 10; i++) {
        Semaphore held = new Semaphore(i * 7);
        NumberSource source =
            new NumberSource(5_000, 10, 4).beforeAcknowledge(() -> held.acquire());
        SourceRun run = SourceRun.of(bed, source, states).start();
        Until.holds(() -> source.polled() > 0 && held.availablePermits() == 0);
        // No time to finish: the thread is interrupted, and its connections are closed.
        run.stop(1);
        Until.holds(() -> source.stops() == 1);
      }
      try (SourceRun run = SourceRun.of(bed, new NumberSource(5_000, 10, 4), states).start()) {
        run.awaitSaved(5_000);
      }
      List<Long> ids = ids(bed, SourceRun.TOPIC);
      assertThat(new HashSet<>(ids)).hasSize(5_000);
      assertThat(ids.size()).isLessThanOrEqualTo(5_000 + 10 * 4 * 10);
    }
  }

  @Test
  void shouldStopAndNameTheFileWhenTheStateIsDamaged() throws Exception {
    Path file = states.resolve("source_tested.state");
    Files.writeString(file, "not a state");
    try (IggyBed bed = IggyBed.start();
        SourceRun run = SourceRun.of(bed, new NumberSource(10, 10, 1), states).start()) {
      run.await(ConnectorStatus.ERROR);

      assertThat(run.journal().lastError().orElseThrow().message())
          .contains(file.toString())
          .contains("is damaged");
    }
  }

  @Test
  void shouldTrySavingAgainAndAcknowledgeNothingWhileTheStateCannotBeWritten() throws Exception {
    Path inTheWay = states.resolve("source_tested.state.tmp");
    Files.createDirectories(inTheWay.resolve("x"));
    try (IggyBed bed = IggyBed.start()) {
      NumberSource source = new NumberSource(100, 10, 2);
      try (SourceRun run = SourceRun.of(bed, source, states).start()) {
        Until.holds(() -> run.journal().counters().values().retries() > 2);

        assertThat(run.saved()).isZero();
        assertThat(source.acknowledged()).isEmpty();
        assertThat(run.journal().lastError().orElseThrow().message())
            .contains("the state file")
            .contains("cannot be written");

        Files.delete(inTheWay.resolve("x"));
        run.awaitSaved(100);
        assertThat(payloads(bed, SourceRun.TOPIC)).isEqualTo(numbers(0, 100));
      }
      assertThat(source.starts()).isEqualTo(1);
    }
  }

  @Test
  void shouldTakeOverWhenTheTaskThatHasTheStateEnds() {
    try (IggyBed bed = IggyBed.start()) {
      NumberSource first = new NumberSource(Integer.MAX_VALUE, 10, 2);
      NumberSource second = new NumberSource(Integer.MAX_VALUE, 10, 2);
      try (SourceRun one = SourceRun.of(bed, first, states).start()) {
        one.await(ConnectorStatus.RUNNING);
        try (SourceRun other = SourceRun.of(bed, second, states).start()) {
          other.await(ConnectorStatus.ERROR);
          assertThat(other.journal().lastError().orElseThrow().message())
              .contains("is in use by another task or runtime");
          assertThat(second.starts()).isZero();

          one.stop(20_000);
          other.await(ConnectorStatus.RUNNING);
          Until.holds(() -> second.polled() > first.polled());
        }
      }
    }
  }

  private static long number(ConnectRecord record) {
    return ((Number) record.payload().fields().get("n")).longValue();
  }

  private static ConnectRecord tenfold(ConnectRecord record) {
    return record.withPayload(record.payload().withValue(Map.of("n", number(record) * 10)));
  }

  private static List<String> numbers(long from, long to) {
    return LongStream.range(from, to).mapToObj(n -> "{\"n\":" + n + "}").toList();
  }

  private static List<String> payloads(IggyBed bed, String topic) {
    return bed.read(topic, 0).stream().map(IggyBed.ReadMessage::payload).toList();
  }

  private static long bedCount(IggyBed bed) {
    return bed.client()
        .partitionOffsets(Identifier.named(bed.stream()), Identifier.named(SourceRun.TOPIC))
        .next(0);
  }

  private static List<Long> ids(IggyBed bed, String topic) {
    List<Long> ids = new ArrayList<>();
    MessageCursor cursor =
        bed.client()
            .messages()
            .poll(
                Identifier.named(bed.stream()),
                Identifier.named(topic),
                0,
                PollingStrategy.first(),
                10_000)
            .cursor();
    while (cursor.next()) {
      ids.add(cursor.idLow());
    }
    return ids;
  }
}
