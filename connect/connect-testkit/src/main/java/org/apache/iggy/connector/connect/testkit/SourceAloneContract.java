// SPDX-License-Identifier: Apache-2.0
package org.apache.iggy.connector.connect.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.LongStream;
import org.apache.iggy.connector.connect.api.ConnectException;
import org.apache.iggy.connector.connect.api.ErrorCategory;
import org.apache.iggy.connector.connect.api.MessageId;
import org.apache.iggy.connector.connect.api.SourceBatch;
import org.apache.iggy.connector.connect.api.SourceConnector;
import org.apache.iggy.connector.connect.testkit.SourceSession.Given;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** The part of a {@link SourceContract} that needs no runtime: a source and its system alone. */
@Timeout(120)
public abstract class SourceAloneContract extends SourceFixture {
  private static final int RECORD_BYTES = 100;
  private static final int QUIET_POLLS = 3;

  /** A poll may take longer than it was asked to, but not for ever: stopping waits for it. */
  private static final long POLL_LIMIT_MILLIS = 10_000;

  @Test
  @Delivery(
      name = "open and close",
      purpose = "A source that is started and stopped leaves nothing behind.",
      method = "Starts and stops three instances one after the other; stops one never started.",
      passes = "No call fails.")
  protected void shouldOpenAndClose() throws Exception {
    for (int i = 0; i < 3; i++) {
      start(null).stop();
    }
    configured(newSource()).stop();
  }

  @Test
  @Delivery(
      name = "described keys",
      purpose = "Reference pages, checks and redaction come from the keys' descriptions.",
      method =
          "Reads the name and the keys of the source, and a configuration with an unknown key.",
      passes =
          "Each key says what it is for, the test's own configuration has no problem, the unknown"
              + " key is a problem, and keys that hold the test's secrets are marked as secret.")
  protected void shouldDescribeItsKeys() {
    ConnectorDescription.check(newSource(), pluginConfig(), secrets());
  }

  @Test
  @Delivery(
      name = "verify takes nothing",
      purpose = "A dry run can be made at any time.",
      method = "Has records made, verifies a configured source, and reads with another one.",
      passes = "Nothing fails, and the other source gives every record.",
      needs = Behaviour.RECORDS_ON_DEMAND)
  protected void shouldVerifyAndTakeNothing() throws Exception {
    try (SourceSession session = start(null)) {
      produce(0, 5, RECORD_BYTES);
      SourceConnector verified = configured(newSource());
      verified.verify();
      verified.stop();
      session.pollUntil(5, true);
      assertThat(session.numbers()).isEqualTo(numbers(0, 5));
    }
  }

  @Test
  @Delivery(
      name = "nothing to read",
      purpose = "Having nothing to do is no error, and stopping does not wait for records.",
      method = "Polls three times while there is nothing.",
      passes = "Each poll returns an empty batch, soon.",
      needs = Behaviour.RUNS_DRY)
  protected void shouldReturnAnEmptyBatchWhenThereIsNothing() throws Exception {
    try (SourceSession session = start(null)) {
      for (int i = 0; i < QUIET_POLLS; i++) {
        long before = System.nanoTime();
        assertThat(session.poll().records()).isEmpty();
        assertThat((System.nanoTime() - before) / 1_000_000)
            .as("milliseconds of a poll of 200")
            .isLessThan(POLL_LIMIT_MILLIS);
      }
    }
  }

  @Test
  @Delivery(
      name = "ordered batches",
      purpose = "What happened first in the other system is first in the topic.",
      method = "Has records made in parts while the source reads, and acknowledges each batch.",
      passes = "Each record is given once, in the order in which it was made.",
      needs = Behaviour.RECORDS_ON_DEMAND)
  protected void shouldKeepTheOrder() throws Exception {
    try (SourceSession session = start(null)) {
      int next = 0;
      for (int size : new int[] {1, 100, 3, 250, 46}) {
        produce(next, size, RECORD_BYTES);
        next += size;
        session.pollUntil(next, true);
      }
      assertThat(session.numbers()).isEqualTo(numbers(0, next));
    }
  }

  @Test
  @Delivery(
      name = "restart resumes",
      purpose = "A restart neither repeats nor leaves out.",
      method =
          "Reads a part and acknowledges it, has records made while the source is stopped, and"
              + " starts another instance on the last acknowledged state.",
      passes = "Both together have given each record once, in order.",
      needs = {Behaviour.RECORDS_ON_DEMAND, Behaviour.RESUMES})
  protected void shouldGoOnBehindTheStateItIsGiven() throws Exception {
    byte[] state;
    List<Long> first;
    try (SourceSession session = start(null)) {
      produce(0, 30, RECORD_BYTES);
      session.pollUntil(30, true);
      first = session.numbers();
      state = session.state();
    }
    produce(30, 20, RECORD_BYTES);
    try (SourceSession session = start(state)) {
      produce(50, 10, RECORD_BYTES);
      session.pollUntil(30, true);
      session.poll();
      assertThat(first).isEqualTo(numbers(0, 30));
      assertThat(session.numbers()).isEqualTo(numbers(30, 30 + session.numbers().size()));
    }
  }

  @Test
  @Delivery(
      name = "unacknowledged records come again",
      purpose = "Records that Iggy does not have yet are not gone when the runtime crashes.",
      method =
          "Reads ten records and acknowledges them, reads more without acknowledging those, and"
              + " starts another instance on the state behind the ten.",
      passes = "The other instance gives every record that was not acknowledged.",
      needs = {Behaviour.RECORDS_ON_DEMAND, Behaviour.RESUMES})
  protected void shouldGiveAgainWhatWasNotAcknowledged() throws Exception {
    byte[] state;
    try (SourceSession session = start(null)) {
      produce(0, 10, RECORD_BYTES);
      session.pollUntil(10, true);
      state = session.state();
      produce(10, 10, RECORD_BYTES);
      session.pollUntil(11, false);
    }
    try (SourceSession session = start(state)) {
      session.pollUntil(10, true);
      assertThat(session.numbers()).isEqualTo(numbers(10, 20));
    }
  }

  @Test
  @Delivery(
      name = "same record, same id",
      purpose = "Whoever reads the topic can tell what came twice.",
      method = "Reads records without acknowledging, and reads them again with another instance.",
      passes = "Each record has the id that it had, no two have one, and none is zero.",
      needs = {Behaviour.RECORDS_ON_DEMAND, Behaviour.RESUMES, Behaviour.DETERMINISTIC_IDS})
  protected void shouldGiveTheSameIdAgain() throws Exception {
    byte[] state;
    Map<Long, MessageId> ids = new HashMap<>();
    try (SourceSession session = start(null)) {
      produce(0, 1, RECORD_BYTES);
      session.pollUntil(1, true);
      state = session.state();
      produce(1, 20, RECORD_BYTES);
      session.pollUntil(21, false);
      session.given().forEach(record -> ids.put(record.number(), record.id()));
    }
    assertThat(ids.values()).doesNotHaveDuplicates().doesNotContain(MessageId.NONE);
    try (SourceSession session = start(state)) {
      session.pollUntil(20, true);
      for (Given record : session.given()) {
        assertThat(record.id()).as("id of record %s", record).isEqualTo(ids.get(record.number()));
      }
    }
  }

  @Test
  @Delivery(
      name = "oversized record",
      purpose = "A single large record is not cut, nor does it stop the others.",
      method = "Has a record of 4 MiB made between small ones.",
      passes = "All are given, the large one in full.",
      needs = {Behaviour.RECORDS_ON_DEMAND, Behaviour.RECORDS_OF_ANY_SIZE})
  protected void shouldGiveAnOversizedRecordInFull() throws Exception {
    int large = 4 * 1024 * 1024;
    try (SourceSession session = start(null)) {
      produce(0, 1, RECORD_BYTES);
      produce(1, 1, large);
      produce(2, 1, RECORD_BYTES);
      session.pollUntil(3, true);
      assertThat(session.numbers()).containsExactly(0L, 1L, 2L);
      assertThat(session.given().get(1).sizeBytes()).isGreaterThanOrEqualTo(large);
    }
  }

  @Test
  @Delivery(
      name = "schema drift",
      purpose = "The other system changes its records without telling anybody.",
      method = "Has records made, then ones of another shape, then more of the first.",
      passes = "The numbered records are all given, and no poll fails.",
      needs = Behaviour.RECORDS_ON_DEMAND)
  protected void shouldSurviveRecordsOfAnotherShape() throws Exception {
    try (SourceSession session = start(null)) {
      produce(0, 3, RECORD_BYTES);
      session.pollUntil(3, true);
      produceDrifted();
      produce(3, 3, RECORD_BYTES);
      session.pollUntil(6, true);
      assertThat(session.numbers()).isEqualTo(numbers(0, 6));
    }
  }

  @Test
  @Delivery(
      name = "foreign state",
      purpose = "A damaged state file is no reason to begin anew in silence, or to skip records.",
      method = "Starts on a state that no source has written.",
      passes = "Starting or the first poll fails with an error that no retry helps with.",
      needs = Behaviour.RESUMES)
  protected void shouldRefuseAForeignState() {
    byte[] foreign = "no source wrote this".getBytes(StandardCharsets.US_ASCII);
    Exception failure =
        failureOf(
            () -> {
              try (SourceSession session = start(foreign)) {
                session.poll();
              }
            });
    assertThat(failure).isInstanceOf(ConnectException.class);
    assertThat(((ConnectException) failure).category()).isNotEqualTo(ErrorCategory.TRANSIENT);
  }

  @Test
  @Delivery(
      name = "source outage",
      purpose = "A system that is away for a while costs time, not records.",
      method =
          "Reads, takes the system away, polls, verifies and stops; brings it back and polls on"
              + " with the instance that failed.",
      passes = "A poll fails with an error that is worth a retry; each record is given, in order.",
      needs = {Behaviour.RECORDS_ON_DEMAND, Behaviour.HAS_OUTAGES})
  protected void shouldGoOnAfterAnOutage() throws Exception {
    try (SourceSession session = start(null);
        SourceSession stopped = start(null)) {
      produce(0, 5, RECORD_BYTES);
      session.pollUntil(5, true);
      takeSystemAway();
      try {
        assertTransient(session.pollUntilFailure(), "a poll of a system that is away");
        assertVerifyFails(newSource(), "a system");
        assertStopsSoon(stopped::stop, "a system");
      } finally {
        bringSystemBack();
      }
      produce(5, 5, RECORD_BYTES);
      session.pollThroughFailuresUntil(10);
      assertThat(session.numbers()).isEqualTo(numbers(0, 10));
    }
  }

  @Test
  @Delivery(
      name = "secrets never shown",
      purpose = "Passwords do not end up in log files and tickets.",
      method =
          "Starts, reads, fails where the system can be away, and collects log lines of every"
              + " level, warnings, exceptions with their causes, and what the configuration"
              + " prints.",
      passes = "None of it holds one of the secrets.",
      needs = Behaviour.HAS_SECRETS)
  protected void shouldShowNoSecrets() throws Exception {
    try (SecretWatch watch = new SecretWatch()) {
      watch.see(newSource().spec().read(pluginConfig()));
      try (SourceSession session = start(null)) {
        SourceBatch batch = session.poll();
        watch.see(batch);
        session.acknowledge(batch);
        if (has(Behaviour.HAS_OUTAGES)) {
          takeSystemAway();
          try {
            watch.see(session.pollUntilFailure());
            watch.see(failureOf(() -> start(null).stop()));
          } finally {
            bringSystemBack();
          }
        }
        session.context().warnings().forEach(watch::see);
      }
      watch.assertNothingShown(secrets());
    }
  }

  private SourceSession start(byte[] state) throws Exception {
    return SourceSession.start(this, state);
  }

  private static List<Long> numbers(long first, long end) {
    return LongStream.range(first, end).boxed().toList();
  }
}
