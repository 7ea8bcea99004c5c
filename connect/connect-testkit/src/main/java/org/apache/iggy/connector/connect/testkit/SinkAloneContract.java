// SPDX-License-Identifier: Apache-2.0
package org.apache.iggy.connector.connect.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.LongStream;
import org.apache.iggy.connector.connect.api.RecordsRejectedException;
import org.apache.iggy.connector.connect.api.SinkConnector;
import org.apache.iggy.connector.connect.testkit.load.DeliveryCount;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** The part of a {@link SinkContract} that needs no runtime: a sink and its target alone. */
@Timeout(120)
public abstract class SinkAloneContract extends SinkFixture {
  private static final int PAYLOAD_BYTES = 100;

  @Test
  @Delivery(
      name = "open and close",
      purpose = "A sink that is started and stopped leaves nothing behind.",
      method = "Starts and stops three instances one after the other; stops one never started.",
      passes = "No call fails, and the target has no record.")
  protected void shouldOpenAndClose() throws Exception {
    for (int i = 0; i < 3; i++) {
      start().stop();
    }
    configured(newSink()).stop();
    assertThat(readTarget()).isEmpty();
  }

  @Test
  @Delivery(
      name = "described keys",
      purpose = "Reference pages, checks and redaction come from the keys' descriptions.",
      method = "Reads the name and the keys of the sink, and a configuration with an unknown key.",
      passes =
          "Each key says what it is for, the test's own configuration has no problem, the unknown"
              + " key is a problem, and keys that hold the test's secrets are marked as secret.")
  protected void shouldDescribeItsKeys() {
    ConnectorDescription.check(newSink(), pluginConfig(), secrets());
  }

  @Test
  @Delivery(
      name = "verify changes nothing",
      purpose = "A dry run can be made at any time.",
      method = "Verifies a configured sink, and writes with another one.",
      passes = "Nothing fails, and the target has what was written and nothing else.")
  protected void shouldVerifyAndChangeNothing() throws Exception {
    try (SinkSession session = start()) {
      SinkConnector verified = configured(newSink());
      verified.verify();
      verified.stop();
      session.write(session.batch(0, 0, payloads(0, 3)));
    }
    assertThat(readNumbers()).containsExactlyInAnyOrder(0L, 1L, 2L);
    assertThat(readTarget()).hasSize(3);
  }

  @Test
  @Delivery(
      name = "empty batch",
      purpose = "Transforms may drop every record of a batch.",
      method = "Writes a batch without records, then one with a record.",
      passes = "The target has the one record.")
  protected void shouldTakeAnEmptyBatch() throws Exception {
    try (SinkSession session = start()) {
      session.write(session.batch(0, 0, List.of()));
      session.write(session.batch(0, 0, payloads(7, 1)));
    }
    assertThat(readNumbers()).containsExactly(7L);
  }

  @Test
  @Delivery(
      name = "ordered batches",
      purpose = "What happened first in a partition is first in the target.",
      method = "Writes five batches of different sizes, of one partition, and reads them back.",
      passes = "Each record is there once, in the order of its offsets.",
      needs = Behaviour.KEEPS_ORDER)
  protected void shouldKeepTheOrderOfBatches() throws Exception {
    try (SinkSession session = start()) {
      long next = 0;
      for (int size : new int[] {1, 100, 3, 250, 46}) {
        session.write(session.batch(0, next, payloads(next, size)));
        next += size;
      }
      assertThat(readNumbers()).isEqualTo(numbers(0, next));
    }
  }

  @Test
  @Delivery(
      name = "large batch",
      purpose = "A backlog comes in batches as large as users configure them.",
      method = "Writes a batch of 10,000 records.",
      passes = "Each record is there once.")
  protected void shouldTakeALargeBatch() throws Exception {
    try (SinkSession session = start()) {
      session.write(session.batch(0, 0, payloads(0, 10_000)));
    }
    assertExactlyOnce(numbers(0, 10_000));
  }

  @Test
  @Delivery(
      name = "many partitions",
      purpose = "Offsets say nothing without the partition and topic that they belong to.",
      method =
          "Writes batches of eight partitions of two topics in turn, all with the same offsets.",
      passes = "Each record is there once.")
  protected void shouldKeepPartitionsAndTopicsApart() throws Exception {
    long number = 0;
    try (SinkSession session = start()) {
      for (int round = 0; round < 3; round++) {
        for (int partition = 0; partition < 8; partition++) {
          for (String topic : List.of(SinkSession.TOPIC, "another_topic")) {
            session.write(session.batch(topic, partition, round * 5L, payloads(number, 5)));
            number += 5;
          }
        }
      }
    }
    assertExactlyOnce(numbers(0, number));
  }

  @Test
  @Delivery(
      name = "poison record",
      purpose = "One broken document does not take its neighbours with it.",
      method = "Delivers a batch of ten whose fourth record is no document of its format.",
      passes = "That record is rejected by its name or alone, and the nine others are there once.",
      needs = Behaviour.DECODES_PAYLOADS)
  protected void shouldRejectABrokenRecordAlone() throws Exception {
    assertRejectedAlone(brokenPayload());
  }

  @Test
  @Delivery(
      name = "per-record failure",
      purpose = "A record that the target refuses does not take its neighbours with it.",
      method = "Delivers a batch of ten whose fourth record the target refuses.",
      passes = "That record is rejected by its name or alone, and the nine others are there once.",
      needs = Behaviour.TARGET_REJECTS_RECORDS)
  protected void shouldRejectARefusedRecordAlone() throws Exception {
    assertRejectedAlone(rejectedPayload());
  }

  private void assertRejectedAlone(byte[] bad) throws Exception {
    List<byte[]> payloads = new ArrayList<>(payloads(0, 10));
    payloads.set(3, bad);
    try (SinkSession session = start()) {
      assertThat(session.deliver(session.batch(0, 0, payloads))).containsExactly(3);
      session.write(session.batch(0, 10, payloads(10, 1)));
    }
    List<Long> expected = numbers(0, 11);
    expected.remove(3L);
    if (has(Behaviour.IDEMPOTENT)) {
      assertExactlyOnce(expected);
    } else {
      assertAtLeastOnce(expected);
    }
  }

  @Test
  @Delivery(
      name = "idempotence",
      purpose = "After a crash records come again, and are in the target once all the same.",
      method = "Writes a batch twice, then one that overlaps it, with another instance each time.",
      passes = "Each record is there once.",
      needs = Behaviour.IDEMPOTENT)
  protected void shouldHaveARecordOnceThatIsWrittenAgain() throws Exception {
    for (int[] range : new int[][] {{0, 20}, {0, 20}, {10, 20}}) {
      try (SinkSession session = start()) {
        session.write(session.batch(0, range[0], payloads(range[0], range[1])));
      }
    }
    assertExactlyOnce(numbers(0, 30));
  }

  @Test
  @Delivery(
      name = "reused offset",
      purpose =
          "A server that lost its tail in a crash gives the offsets to other messages: those are no"
              + " duplicates.",
      method = "Writes a record, then another payload with another checksum at the same offset.",
      passes = "The sink warns or rejects the second record; it never drops it in silence.",
      needs = Behaviour.IDEMPOTENT)
  protected void shouldReportAnOffsetThatWasReused() throws Exception {
    try (SinkSession session = start()) {
      session.write(session.batch(0, 5, payloads(5, 1)));
      Set<Integer> rejected = session.deliver(session.batch(0, 5, payloads(6, 1)));
      assertThat(!rejected.isEmpty() || !session.context().warnings().isEmpty())
          .as("a warning or a rejection of the second message at the offset")
          .isTrue();
    }
  }

  @Test
  @Delivery(
      name = "empty payload",
      purpose = "Iggy takes messages of no bytes, and so may their producers.",
      method = "Delivers a batch whose second record has an empty payload.",
      passes = "That record is written or rejected alone, and its neighbours are there.")
  protected void shouldSurviveAnEmptyPayload() throws Exception {
    List<byte[]> payloads = new ArrayList<>(payloads(0, 3));
    payloads.set(1, new byte[0]);
    try (SinkSession session = start()) {
      Set<Integer> rejected = session.deliver(session.batch(0, 0, payloads));
      assertThat(rejected).isSubsetOf(1);
      assertThat(readTarget()).hasSize(3 - rejected.size());
    }
    assertAtLeastOnce(List.of(0L, 2L));
  }

  @Test
  @Delivery(
      name = "oversized payload",
      purpose = "A single large message is neither cut nor lost, nor does it stop the others.",
      method = "Delivers a batch whose second record has 8 MiB.",
      passes = "That record is there in full or rejected alone, and its neighbours are there.")
  protected void shouldSurviveAnOversizedPayload() throws Exception {
    List<byte[]> payloads = new ArrayList<>(payloads(0, 3));
    byte[] large = payload(1, 8 * 1024 * 1024);
    payloads.set(1, large);
    try (SinkSession session = start()) {
      Set<Integer> rejected = session.deliver(session.batch(0, 0, payloads));
      assertThat(rejected).isSubsetOf(1);
      if (rejected.isEmpty()) {
        assertThat(readTarget())
            .as("the large payload in full")
            .anyMatch(read -> read.length >= large.length);
      }
    }
    assertAtLeastOnce(List.of(0L, 2L));
  }

  @Test
  @Delivery(
      name = "schema drift",
      purpose = "Producers change their documents without telling anybody.",
      method =
          "Delivers, between others, documents with more fields, fewer fields, and fields of other"
              + " types, and documents that are no objects.",
      passes = "Each is written or rejected alone, the others are there, and the sink goes on.")
  protected void shouldSurviveDocumentsOfAnotherShape() throws Exception {
    List<byte[]> payloads = new ArrayList<>();
    List<byte[]> drifted = driftedPayloads();
    for (int i = 0; i < drifted.size(); i++) {
      payloads.add(payload(i, PAYLOAD_BYTES));
      payloads.add(drifted.get(i));
    }
    try (SinkSession session = start()) {
      Set<Integer> rejected = session.deliver(session.batch(0, 0, payloads));
      assertThat(rejected).as("rejected records are drifted ones").allMatch(i -> i % 2 == 1);
      session.write(session.batch(0, payloads.size(), payloads(drifted.size(), 1)));
      if (has(Behaviour.IDEMPOTENT)) {
        assertThat(readTarget()).hasSize(payloads.size() + 1 - rejected.size());
      }
    }
    assertThat(readNumbers()).containsAll(numbers(0, drifted.size() + 1));
  }

  @Test
  @Delivery(
      name = "target outage",
      purpose = "A target that is away for a while costs time, not records.",
      method =
          "Takes the target away, writes, verifies and stops; brings it back and writes again with"
              + " the instance that failed.",
      passes =
          "Each call on the missing target ends, the write with an error that is worth a retry;"
              + " what is written again is there.",
      needs = Behaviour.HAS_OUTAGES)
  protected void shouldWriteAgainAfterAnOutage() throws Exception {
    try (SinkSession session = start();
        SinkSession stopped = start()) {
      session.write(session.batch(0, 0, payloads(0, 5)));
      takeTargetAway();
      try {
        Exception failure = failureOf(() -> session.write(session.batch(0, 5, payloads(5, 5))));
        assertTransient(failure, "a write to a target that is away");
        assertThat(failure).isNotInstanceOf(RecordsRejectedException.class);
        assertVerifyFails(newSink(), "a target");
        assertStopsSoon(stopped::stop, "a target");
      } finally {
        bringTargetBack();
      }
      session.write(session.batch(0, 5, payloads(5, 5)));
    }
    if (has(Behaviour.IDEMPOTENT)) {
      assertExactlyOnce(numbers(0, 10));
    } else {
      assertAtLeastOnce(numbers(0, 10));
    }
  }

  @Test
  @Delivery(
      name = "secrets never shown",
      purpose = "Passwords do not end up in log files and tickets.",
      method =
          "Starts, writes, fails where the target can be away, and collects log lines of every"
              + " level, warnings, exceptions with their causes, and what the configuration"
              + " prints.",
      passes = "None of it holds one of the secrets.",
      needs = Behaviour.HAS_SECRETS)
  protected void shouldShowNoSecrets() throws Exception {
    try (SecretWatch watch = new SecretWatch()) {
      SinkConnector sink = newSink();
      watch.see(sink.spec().read(pluginConfig()));
      try (SinkSession session = start()) {
        session.write(session.batch(0, 0, payloads(0, 3)));
        if (has(Behaviour.HAS_OUTAGES)) {
          takeTargetAway();
          try {
            watch.see(failureOf(() -> session.write(session.batch(0, 3, payloads(3, 3)))));
            watch.see(failureOf(() -> start().stop()));
          } finally {
            bringTargetBack();
          }
        }
        session.context().warnings().forEach(watch::see);
        watch.see(session);
      }
      watch.assertNothingShown(secrets());
    }
  }

  private SinkSession start() throws Exception {
    return SinkSession.start(this);
  }

  private List<byte[]> payloads(long first, int count) {
    return LongStream.range(first, first + count)
        .mapToObj(number -> payload(number, PAYLOAD_BYTES))
        .toList();
  }

  static List<Long> numbers(long first, long end) {
    return new ArrayList<>(LongStream.range(first, end).boxed().toList());
  }

  private void assertExactlyOnce(List<Long> expected) {
    DeliveryCount count = DeliveryCount.of(expected, readNumbers());
    assertThat(count.isExactlyOnce()).as("exactly once: %s", count).isTrue();
  }

  private void assertAtLeastOnce(List<Long> expected) {
    DeliveryCount count = DeliveryCount.of(expected, readNumbers());
    assertThat(count.lost()).as("lost: %s", count).isZero();
  }
}
