// SPDX-License-Identifier: Apache-2.0
package org.apache.iggy.connector.connect.runtime.source;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.LongStream;
import org.apache.iggy.connector.client.ConnectionOptions;
import org.apache.iggy.connector.client.Credentials;
import org.apache.iggy.connector.client.IggyAddress;
import org.apache.iggy.connector.client.testkit.FaultProxy;
import org.apache.iggy.connector.connect.runtime.testbed.IggyBed;
import org.apache.iggy.connector.connect.runtime.testbed.Until;
import org.apache.iggy.connector.protocol.message.MessageCursor;
import org.apache.iggy.connector.protocol.message.PollingStrategy;
import org.apache.iggy.connector.protocol.primitive.Identifier;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A source while the way to the server, or the server, is at fault. */
@Timeout(120)
class SourceFaultTest {
  private static final int BATCH = 20;
  private static final int MOST_AHEAD = 4;

  @TempDir Path states;
  @TempDir Path data;

  @Test
  void shouldLoseNothingWhenConnectionsAreCutAgainAndAgain() {
    int end = 4_000;
    try (IggyBed bed = IggyBed.start();
        FaultProxy proxy = FaultProxy.start(address(bed), SourceFaultTest::answerBytes)) {
      NumberSource source = new NumberSource(end, BATCH, MOST_AHEAD);
      try (SourceRun run =
          SourceRun.of(bed, source, states)
              .connection(through(proxy, bed))
              .batchLength(BATCH)
              .start()) {
        run.awaitSaved(end);
      }
      assertThat(proxy.accepted()).as("connections").isGreaterThan(5);
      assertThat(firsts(read(bed))).isEqualTo(numbersBelow(end));
    }
  }

  @Test
  void shouldSaveNoStateAheadOfItsAcknowledgementWhenAnswersDoNotCome() {
    try (IggyBed bed = IggyBed.start();
        FaultProxy proxy = FaultProxy.start(address(bed))) {
      NumberSource source = new NumberSource(Integer.MAX_VALUE, BATCH, MOST_AHEAD);
      AtomicLong stalledAt = new AtomicLong(-1);
      source.beforePoll(
          () -> {
            if (stalledAt.get() < 0 && source.lastAcknowledged() >= BATCH) {
              proxy.stall();
              stalledAt.set(source.polled());
            }
          });
      try (SourceRun run =
          SourceRun.of(bed, source, states).connection(through(proxy, bed)).start()) {
        // Of what is polled behind the stall nothing can be acknowledged.
        long most = (long) MOST_AHEAD * BATCH;
        Until.holds(() -> stalledAt.get() > 0 && source.polled() == stalledAt.get() + most);

        assertThat(run.saved()).isEqualTo(stalledAt.get());
        assertThat(source.lastAcknowledged()).isEqualTo(stalledAt.get());
        assertThat(source.mostUnacknowledged()).isEqualTo(MOST_AHEAD);

        proxy.resume();
        run.awaitSaved(stalledAt.get() + 10 * BATCH);
      }
    }
  }

  @Test
  void shouldGoOnWhereItWasWhenTheServerIsStartedAgain() {
    Assumptions.assumeFalse(IggyBed.isReal(), "stops the server");
    int end = 3_000;
    try (IggyBed bed = IggyBed.start(data)) {
      NumberSource source = new NumberSource(end, BATCH, MOST_AHEAD);
      try (SourceRun run = SourceRun.of(bed, source, states).start()) {
        for (int restart = 1; restart <= 3; restart++) {
          run.awaitSaved(restart * 500L);
          bed.stop();
          long retries = run.journal().counters().values().retries();
          Until.holds(
              () ->
                  run.journal().counters().values().retries() > retries
                      || source.lastAcknowledged() == end);
          bed.restart();
        }
        run.awaitSaved(end);
      }
      assertThat(source.starts()).as("an outage is waited for").isEqualTo(1);
      assertThat(firsts(read(bed))).isEqualTo(numbersBelow(end));
    }
  }

  @Test
  void shouldStopInTimeWhenTheServerIsAway() {
    Assumptions.assumeFalse(IggyBed.isReal(), "stops the server");
    try (IggyBed bed = IggyBed.start(data)) {
      NumberSource source = new NumberSource(Integer.MAX_VALUE, BATCH, MOST_AHEAD);
      SourceRun run = SourceRun.of(bed, source, states).start();
      run.awaitSaved(100);
      bed.stop();
      Until.holds(() -> run.journal().counters().values().retries() > 0);

      run.stop(5_000);

      Until.holds(() -> source.stops() == 1);
      assertThat(run.saved()).isLessThan(source.polled());
      bed.restart();
      try (SourceRun next = SourceRun.of(bed, source, states).start()) {
        next.awaitSaved(source.polled());
      }
      long last = read(bed).stream().mapToLong(Long::longValue).max().orElseThrow();
      assertThat(firsts(read(bed))).isEqualTo(numbersBelow(last + 1));
    }
  }

  @Test
  void shouldStartWhenTheServerComesLater() {
    Assumptions.assumeFalse(IggyBed.isReal(), "stops the server");
    try (IggyBed bed = IggyBed.start(data)) {
      bed.stop();
      NumberSource source = new NumberSource(100, BATCH, MOST_AHEAD);
      try (SourceRun run = SourceRun.of(bed, source, states).start()) {
        Until.holds(() -> run.journal().counters().values().retries() > 1);
        bed.restart();
        run.awaitSaved(100);
      }
      assertThat(firsts(read(bed))).isEqualTo(numbersBelow(100));
    }
  }

  @Test
  void shouldMakeTheTopicAgainAndLoseNothingUnsavedWhenItIsDeleted() {
    try (IggyBed bed = IggyBed.start()) {
      NumberSource source = new NumberSource(Integer.MAX_VALUE, BATCH, MOST_AHEAD);
      try (SourceRun run = SourceRun.of(bed, source, states).start()) {
        run.awaitSaved(200);
        bed.client()
            .topics()
            .delete(Identifier.named(bed.stream()), Identifier.named(SourceRun.TOPIC));
        Until.holds(() -> source.starts() == 2);
        long started = run.saved();
        run.awaitSaved(started + 200);

        List<Long> sent = firsts(read(bed));
        assertThat(sent.get(0)).isLessThanOrEqualTo(started);
        assertThat(sent)
            .isEqualTo(
                LongStream.rangeClosed(sent.get(0), sent.get(sent.size() - 1)).boxed().toList());
      }
    }
  }

  /** The first connection makes the topic; the others bring a few acknowledgements each. */
  private static int answerBytes(int connection) {
    int few = IggyBed.isVsr() ? 2_500 + 250 * connection : 60 + 8 * connection;
    return connection == 1 ? FaultProxy.NEVER : few;
  }

  private static IggyAddress address(IggyBed bed) {
    return bed.options().build().address();
  }

  private static ConnectionOptions through(FaultProxy proxy, IggyBed bed) {
    return ConnectionOptions.builder(proxy.address())
        .protocol(bed.options().build().protocol())
        .credentials(Credentials.password("iggy", "iggy"))
        .build();
  }

  private static List<Long> numbersBelow(long end) {
    return LongStream.range(0, end).boxed().toList();
  }

  /** Each number where it comes first. */
  private static List<Long> firsts(List<Long> numbers) {
    Set<Long> seen = new HashSet<>();
    return numbers.stream().filter(seen::add).toList();
  }

  private static List<Long> read(IggyBed bed) {
    List<Long> numbers = new ArrayList<>();
    boolean more = true;
    while (more) {
      MessageCursor cursor =
          bed.client()
              .messages()
              .poll(
                  Identifier.named(bed.stream()),
                  Identifier.named(SourceRun.TOPIC),
                  0,
                  PollingStrategy.offset(numbers.size()),
                  10_000)
              .cursor();
      int before = numbers.size();
      while (cursor.next()) {
        numbers.add(cursor.idLow() - 1);
      }
      more = numbers.size() > before;
    }
    return numbers;
  }
}
