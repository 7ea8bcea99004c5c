// SPDX-License-Identifier: Apache-2.0
package org.apache.iggy.connector.connect.runtime.sink;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.iggy.connector.connect.api.ConnectException;
import org.apache.iggy.connector.connect.api.ConnectRecord;
import org.apache.iggy.connector.connect.api.ErrorCategory;
import org.apache.iggy.connector.connect.api.RecordsRejectedException;
import org.apache.iggy.connector.connect.api.RecordsRejectedException.Rejection;
import org.apache.iggy.connector.connect.api.SinkBatch;
import org.apache.iggy.connector.connect.config.ErrorSettings.Action;
import org.apache.iggy.connector.connect.runtime.ConnectorStatus;
import org.apache.iggy.connector.connect.runtime.error.Stage;
import org.apache.iggy.connector.connect.runtime.monitor.ErrorEvent;
import org.apache.iggy.connector.connect.runtime.pipeline.DeadLetterHeaders;
import org.apache.iggy.connector.connect.runtime.testbed.IggyBed;
import org.apache.iggy.connector.connect.runtime.testbed.IggyBed.ReadMessage;
import org.apache.iggy.connector.connect.runtime.testbed.ScriptedSink;
import org.apache.iggy.connector.connect.runtime.testbed.SinkRun;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What becomes of records that fail, and of those beside them. */
@Timeout(120)
class SinkErrorTest {
  private static final String TOPIC = "numbers";

  private final IggyBed bed = IggyBed.start();
  private final ScriptedSink sink = new ScriptedSink();

  @BeforeEach
  void createTopic() {
    bed.createTopic(TOPIC, 1);
  }

  @AfterEach
  void close() {
    bed.close();
  }

  private SinkRun.Builder run() {
    return SinkRun.builder(bed, sink).topic(TOPIC);
  }

  private SinkRun runToTheEnd(SinkRun.Builder builder, int messages) {
    SinkRun run = builder.start();
    run.until(() -> bed.storedOffset(SinkRun.GROUP, TOPIC, 0) == messages - 1);
    run.stop();
    return run;
  }

  private Set<Integer> written() {
    Set<Integer> numbers = new TreeSet<>();
    sink.records().forEach(record -> numbers.add(number(record)));
    return numbers;
  }

  private static int number(ConnectRecord record) {
    return ((Number) record.payload().fields().get("n")).intValue();
  }

  private static boolean has(SinkBatch batch, Set<Integer> numbers) {
    return batch.records().stream().anyMatch(record -> numbers.contains(number(record)));
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 50, 99})
  void shouldWriteAllOthersWhenOneRecordFailsTheWholeBatch(int poison) {
    bed.sendNumbers(TOPIC, 0, 0, 100);
    sink.beforeWrite(
        batch -> {
          if (has(batch, Set.of(poison))) {
            throw new ConnectException(ErrorCategory.PERMANENT, "cannot be written");
          }
        });
    SinkRun run = runToTheEnd(run(), 100);

    assertThat(sink.count()).isEqualTo(99);
    assertThat(written()).hasSize(99).doesNotContain(poison);
    assertThat(bed.read(SinkRun.DEAD_LETTERS, 0))
        .extracting(ReadMessage::payload)
        .containsExactly("{\"n\":" + poison + "}");
    assertThat(run.journal().counters().values().deadLetters()).isEqualTo(1);
    assertThat(run.journal().counters().values().processed()).isEqualTo(99);
  }

  @Test
  void shouldNotHoldItsNeighboursUpWhenARecordFailsWithAnExceptionOfNoCategory() {
    bed.sendNumbers(TOPIC, 0, 0, 100);
    sink.beforeWrite(
        batch -> {
          if (has(batch, Set.of(17))) {
            throw new NullPointerException("a mistake of the sink's author");
          }
        });
    runToTheEnd(run(), 100);

    assertThat(written()).hasSize(99).doesNotContain(17);
    assertThat(bed.read(SinkRun.DEAD_LETTERS, 0))
        .singleElement()
        .satisfies(
            letter -> {
              assertThat(letter.header(DeadLetterHeaders.ERROR_CLASS))
                  .isEqualTo("java.lang.NullPointerException");
              assertThat(letter.header(DeadLetterHeaders.STAGE)).isEqualTo("write");
            });
  }

  @Test
  void shouldWriteOnlyOnceWhatTheSinkHasTakenWhenItNamesTheOthers() {
    bed.sendNumbers(TOPIC, 0, 0, 100);
    Set<Integer> rejected = Set.of(3, 70, 99);
    sink.beforeWrite(batch -> rejectSome(batch, rejected));
    runToTheEnd(run(), 100);

    assertThat(sink.count()).isEqualTo(97);
    assertThat(written()).hasSize(97).doesNotContainAnyElementsOf(rejected);
    assertThat(bed.read(SinkRun.DEAD_LETTERS, 0))
        .extracting(letter -> letter.header(DeadLetterHeaders.OFFSET))
        .containsExactlyInAnyOrder("3", "70", "99");
  }

  private void rejectSome(SinkBatch batch, Set<Integer> numbers) {
    List<Rejection> rejections = new ArrayList<>();
    List<ConnectRecord> taken = new ArrayList<>();
    for (int i = 0; i < batch.size(); i++) {
      if (numbers.contains(number(batch.get(i)))) {
        rejections.add(new Rejection(i, new IllegalArgumentException("violates a rule")));
      } else {
        taken.add(batch.get(i));
      }
    }
    if (!rejections.isEmpty()) {
      sink.write(taken);
      throw new RecordsRejectedException(rejections);
    }
  }

  @Test
  void shouldTryRejectedRecordsAgainAloneWhenTheReasonMayPass() {
    bed.sendNumbers(TOPIC, 0, 0, 100);
    AtomicInteger attempts = new AtomicInteger();
    sink.beforeWrite(
        batch -> {
          if (attempts.getAndIncrement() < 3 && has(batch, Set.of(5))) {
            ConnectException busy = new ConnectException(ErrorCategory.TRANSIENT, "busy");
            List<ConnectRecord> taken =
                batch.records().stream().filter(record -> number(record) != 5).toList();
            sink.write(taken);
            int place = batch.records().stream().map(SinkErrorTest::number).toList().indexOf(5);
            throw new RecordsRejectedException(List.of(new Rejection(place, busy)));
          }
        });
    runToTheEnd(run(), 100);

    assertThat(sink.count()).isEqualTo(100);
    assertThat(written()).hasSize(100);
    assertThat(bed.hasTopic(SinkRun.DEAD_LETTERS)).isFalse();
  }

  @Test
  void shouldTryAgainUntilItWorksWhenTheErrorMayPass() {
    bed.sendNumbers(TOPIC, 0, 0, 50);
    AtomicInteger failures = new AtomicInteger();
    sink.beforeWrite(
        batch -> {
          if (failures.getAndIncrement() < 12) {
            throw new IOException("connection refused");
          }
        });
    SinkRun run = runToTheEnd(run(), 50);

    assertThat(written()).hasSize(50);
    assertThat(sink.starts()).isEqualTo(1);
    assertThat(run.journal().counters().values().retries()).isEqualTo(12);
    assertThat(run.journal().lastError().orElseThrow().attempt()).isEqualTo(12);
    assertThat(bed.hasTopic(SinkRun.DEAD_LETTERS)).isFalse();
  }

  @Test
  void shouldLeaveTheWholeBatchToThePolicyWhenTheBudgetIsUsedUp() {
    bed.sendNumbers(TOPIC, 0, 0, 50);
    sink.beforeWrite(
        batch -> {
          throw new IOException("connection refused");
        });
    runToTheEnd(run().budget(Duration.ofMillis(50)), 50);

    assertThat(bed.read(SinkRun.DEAD_LETTERS, 0)).hasSize(50);
  }

  @Test
  void shouldRestartTheTaskAndLoseNothingWhenTheBudgetIsUsedUpAndThePolicyIsToStop() {
    bed.sendNumbers(TOPIC, 0, 0, 50);
    sink.beforeWrite(
        batch -> {
          if (sink.starts() < 3) {
            throw new IOException("connection refused");
          }
        });
    runToTheEnd(run().budget(Duration.ofMillis(30)).action(Action.STOP), 50);

    assertThat(written()).hasSize(50);
    assertThat(sink.starts()).isEqualTo(3);
    assertThat(sink.stops()).isEqualTo(3);
  }

  @Test
  void shouldStopInFrontOfTheRecordWhenThePolicySaysSo() {
    bed.sendNumbers(TOPIC, 0, 0, 50);
    sink.beforeWrite(
        batch -> {
          throw new ConnectException(ErrorCategory.PERMANENT, "cannot be written");
        });
    try (SinkRun run = run().action(Action.STOP).start()) {
      run.await(ConnectorStatus.ERROR);
      assertThat(run.supervisor().isAlive()).isFalse();
      assertThat(run.journal().lastError())
          .hasValueSatisfying(error -> assertThat(error.message()).contains("cannot be written"));
    }
    assertThat(bed.storedOffset(SinkRun.GROUP, TOPIC, 0)).isEqualTo(-1);
    assertThat(sink.starts()).isEqualTo(1);
  }

  @Test
  void shouldCountAndLeaveOutWhenThePolicyIsToSkip() {
    bed.sendNumbers(TOPIC, 0, 0, 50);
    sink.beforeWrite(batch -> rejectSome(batch, Set.of(4, 5)));
    SinkRun run = runToTheEnd(run().action(Action.SKIP), 50);

    assertThat(written()).hasSize(48);
    assertThat(run.journal().counters().values().skipped()).isEqualTo(2);
    assertThat(bed.hasTopic(SinkRun.DEAD_LETTERS)).isFalse();
  }

  @Test
  void shouldStopWhateverThePolicyWhenTheConfigurationIsWrong() {
    bed.sendNumbers(TOPIC, 0, 0, 50);
    sink.beforeWrite(
        batch -> {
          throw new ConnectException(ErrorCategory.CONFIGURATION, "the table has no such column");
        });
    try (SinkRun run = run().start()) {
      run.await(ConnectorStatus.ERROR);
      assertThat(run.supervisor().isAlive()).isFalse();
    }
    assertThat(bed.storedOffset(SinkRun.GROUP, TOPIC, 0)).isEqualTo(-1);
    assertThat(bed.hasTopic(SinkRun.DEAD_LETTERS)).isFalse();
  }

  @Test
  void shouldKeepPayloadAndTellWhyWhenATransformFails() {
    bed.send(TOPIC, 0, "{\"n\": 1}", "{\"n\": ", "{\"n\": 3}", "[4]");
    SinkRun run =
        runToTheEnd(
            run()
                .transform(
                    "add_one",
                    record ->
                        record.withPayload(
                            record.payload().withValue(java.util.Map.of("n", number(record) + 1)))),
            4);

    assertThat(written()).containsExactly(2, 4);
    List<ReadMessage> letters = bed.read(SinkRun.DEAD_LETTERS, 0);
    assertThat(letters).extracting(ReadMessage::payload).containsExactly("{\"n\": ", "[4]");
    ReadMessage letter = letters.get(0);
    assertThat(letter.header(DeadLetterHeaders.CONNECTOR)).isEqualTo("sink tested");
    assertThat(letter.header(DeadLetterHeaders.STAGE)).isEqualTo("decode");
    assertThat(letter.header(DeadLetterHeaders.ERROR_CLASS)).endsWith("CodecException");
    assertThat(letter.header(DeadLetterHeaders.ERROR_MESSAGE)).isNotEmpty();
    assertThat(letter.header(DeadLetterHeaders.STREAM)).isEqualTo(bed.stream());
    assertThat(letter.header(DeadLetterHeaders.TOPIC)).isEqualTo(TOPIC);
    assertThat(letter.header(DeadLetterHeaders.PARTITION)).isEqualTo("0");
    assertThat(letter.header(DeadLetterHeaders.OFFSET)).isEqualTo("1");
    assertThat(letter.header(DeadLetterHeaders.ATTEMPTS)).isEqualTo("1");
    assertThat(letters.get(1).header(DeadLetterHeaders.STAGE)).isEqualTo("transform");
    assertThat(run.journal().deadLetterCauses()).hasSize(2);
  }

  @Test
  void shouldFindRecordsThatAreOfNoFormatWhenTheSinkLooksInside() {
    bed.send(TOPIC, 0, "{\"n\":1}", "oops", "{\"n\":3}", "", "{\"n\":5}");
    AtomicInteger writes = new AtomicInteger();
    sink.beforeWrite(
        batch -> {
          writes.incrementAndGet();
          batch.records().forEach(record -> record.payload().fields());
        });
    SinkRun run = runToTheEnd(run(), 5);

    assertThat(written()).containsExactly(1, 3, 5);
    assertThat(writes).as("the batch, and once more without those").hasValue(2);
    assertThat(bed.read(SinkRun.DEAD_LETTERS, 0))
        .extracting(letter -> letter.header(DeadLetterHeaders.STAGE))
        .containsExactly("decode", "decode");
    assertThat(run.journal().recentErrors())
        .extracting(ErrorEvent::stage)
        .contains(Stage.DECODE, Stage.WRITE);
  }

  @Test
  void shouldNotGoOnWhenADeadLetterCannotBeWritten() {
    bed.sendNumbers(TOPIC, 0, 0, 10);
    sink.beforeWrite(batch -> rejectSome(batch, Set.of(4)));
    String tooLong = "x".repeat(300);
    try (SinkRun run = run().deadLetterTopic(tooLong).start()) {
      run.until(
          () ->
              run.journal().recentErrors().stream()
                  .anyMatch(
                      error -> error.stage() == Stage.DEAD_LETTER || error.stage() == Stage.START));
      assertThat(bed.storedOffset(SinkRun.GROUP, TOPIC, 0)).isEqualTo(-1);
    }
  }

  @Test
  void shouldHideSecretsWhenAMessageOfAnErrorHasThem() {
    bed.sendNumbers(TOPIC, 0, 0, 1);
    sink.beforeWrite(
        batch -> {
          throw new ConnectException(ErrorCategory.PERMANENT, "postgres://me:hunter2@db refused");
        });
    SinkRun run = runToTheEnd(run(), 1);

    assertThat(run.journal().recentErrors().toString()).contains("***").doesNotContain("hunter2");
    assertThat(bed.read(SinkRun.DEAD_LETTERS, 0).get(0).header(DeadLetterHeaders.ERROR_MESSAGE))
        .contains("***")
        .doesNotContain("hunter2");
  }

  @Test
  void shouldCutMessagesOffWhenTheyDoNotFitAHeader() {
    bed.sendNumbers(TOPIC, 0, 0, 1);
    sink.beforeWrite(
        batch -> {
          throw new ConnectException(ErrorCategory.PERMANENT, "é".repeat(400));
        });
    runToTheEnd(run(), 1);

    assertThat(bed.read(SinkRun.DEAD_LETTERS, 0).get(0).header(DeadLetterHeaders.ERROR_MESSAGE))
        .isEqualTo("é".repeat(127));
  }
}
