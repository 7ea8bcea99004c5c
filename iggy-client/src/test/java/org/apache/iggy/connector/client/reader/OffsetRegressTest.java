// SPDX-License-Identifier: Apache-2.0
package org.apache.iggy.connector.client.reader;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What a reader makes of a server that has lost messages which were delivered. */
@Timeout(60)
class OffsetRegressTest {
  private static final long LONG_MILLIS = 20_000;

  private final PartitionModel model = new PartitionModel();
  private final ReaderListenerTest.RecordingListener listener =
      new ReaderListenerTest.RecordingListener();
  private final ReaderContinuity continuity = new ReaderContinuity();
  private ScriptedServer server;
  private PartitionReader reader;

  @BeforeEach
  void start() throws IOException {
    server = new ScriptedServer(model);
  }

  @AfterEach
  void stop() throws IOException {
    if (reader != null) {
      reader.close();
    }
    server.close();
  }

  private PartitionReaderOptions.Builder options() {
    return server.options().batchCount(10).listener(listener).continuity(continuity);
  }

  /** Starts a reader in the place of the one before. */
  private void reader(PartitionReaderOptions.Builder options) {
    if (reader != null) {
      reader.close();
    }
    reader = new PartitionReader(options.build());
  }

  /** Reads as Pinot does, which stays at its offset when a batch is empty; returns the payloads. */
  private List<String> read(long from, int count) {
    List<String> read = new ArrayList<>();
    long offset = from;
    while (read.size() < count) {
      FetchedBatch batch = reader.fetch(offset, LONG_MILLIS);
      read.addAll(PartitionReaderTest.payloads(batch));
      offset = batch.isEmpty() ? offset : batch.nextOffset();
    }
    return read;
  }

  private static List<String> expected(String name, long from, long to) {
    return LongStream.range(from, to).mapToObj(i -> name + " " + i).collect(Collectors.toList());
  }

  /** Appends messages that tell themselves from those of {@link PartitionModel#append(int)}. */
  private void appendNew(long from, int count) {
    for (long i = from; i < from + count; i++) {
      model.append(("new " + i).getBytes(UTF_8));
    }
  }

  private void crash(long lostFrom) throws IOException {
    model.loseFrom(lostFrom);
    server.cutAll();
  }

  @Test
  void shouldReadWhatTookTheOffsetsOfLostMessagesWhenTheServerHasCrashed() throws IOException {
    model.append(200);
    reader(options());
    read(0, 200);
    crash(50);
    appendNew(50, 250);
    List<String> read = read(200, 250);
    assertThat(read).isEqualTo(expected("new", 50, 300));
    assertThat(listener.events).contains("lost 50 to 199, on at 50");
    assertThat(reader.counters().lostMessages()).isEqualTo(150);
  }

  @Test
  void shouldTellOnceWhichMessagesAreLost() throws IOException {
    model.append(20);
    reader(options());
    read(0, 20);
    crash(15);
    appendNew(15, 20);
    FetchedBatch batch = reader.fetch(20, LONG_MILLIS);
    assertThat(batch.hasRegressed()).isTrue();
    assertThat(batch.hasGap()).isFalse();
    assertThat(batch.regress().orElseThrow().fromOffset()).isEqualTo(15);
    assertThat(batch.regress().orElseThrow().toOffset()).isEqualTo(19);
    assertThat(batch.regress().orElseThrow().resumeOffset()).hasValue(15);
    assertThat(reader.fetch(batch.nextOffset(), LONG_MILLIS).hasRegressed()).isFalse();
    assertThat(reader.counters().regresses()).isEqualTo(1);
  }

  @Test
  void shouldFindTheLastMatchWhereverItIs() throws IOException {
    long seed = System.nanoTime();
    Random random = new Random(seed);
    for (int round = 0; round < 30; round++) {
      model.loseFrom(0);
      int total = 1 + random.nextInt(300);
      model.append(total);
      reader(options().continuity(new ReaderContinuity()));
      read(0, total);
      int lost = 1 + random.nextInt(total);
      int added = random.nextInt(300);
      crash(total - lost);
      appendNew(total - lost, added);
      FetchedBatch batch = reader.fetch(total, LONG_MILLIS);
      assertThat(batch.regress().orElseThrow().fromOffset())
          .as("seed %d, %d messages, %d lost, %d new", seed, total, lost, added)
          .isEqualTo(total - lost);
      assertThat(batch.firstOffset()).isEqualTo(total - lost);
    }
  }

  @Test
  void shouldWaitForNewMessagesWhenThereAreNoneYet() throws IOException {
    model.append(20);
    reader(options());
    read(0, 20);
    crash(15);
    FetchedBatch first = reader.fetch(20, LONG_MILLIS);
    assertThat(first.isEmpty()).isTrue();
    assertThat(first.hasRegressed()).isTrue();
    FetchedBatch second = reader.fetch(20, 50);
    assertThat(second.isEmpty()).isTrue();
    assertThat(second.hasRegressed()).isFalse();
    appendNew(15, 20);
    assertThat(read(20, 20)).isEqualTo(expected("new", 15, 35));
    assertThat(listener.events).filteredOn(e -> e.startsWith("lost 1")).hasSize(1);
  }

  @Test
  void shouldGoOnWhereTheReaderBeforeItWouldHave() throws IOException {
    model.append(20);
    reader(options());
    read(0, 20);
    crash(15);
    assertThat(reader.fetch(20, LONG_MILLIS).hasRegressed()).isTrue();
    // Pinot makes a new consumer for a partition that stays idle.
    reader(options().lowestOffset(0));
    assertThat(reader.fetch(20, 50).isEmpty()).isTrue();
    appendNew(15, 20);
    assertThat(read(20, 20)).isEqualTo(expected("new", 15, 35));
    assertThat(listener.events).filteredOn(e -> e.startsWith("lost 1")).hasSize(1);
  }

  @Test
  void shouldKnowWhatTheReaderBeforeItHasDelivered() throws IOException {
    model.append(20);
    reader(options());
    read(0, 20);
    crash(15);
    appendNew(15, 20);
    reader(options().lowestOffset(10));
    assertThat(read(20, 20)).isEqualTo(expected("new", 15, 35));
  }

  @Test
  void shouldNotMistakeGoingOnForAskingAgain() throws IOException {
    for (int lost : new int[] {1, 2, 7, 10}) {
      model.loseFrom(0);
      model.append(20);
      reader(options().continuity(new ReaderContinuity()));
      read(0, 20);
      crash(20 - lost);
      appendNew(20 - lost, lost);
      List<String> read = read(20, lost);
      assertThat(read).isEqualTo(expected("new", 20 - lost, 20));
      appendNew(20, 5);
      assertThat(read(20, 5))
          .as("%d lost, %s", lost, listener.events)
          .isEqualTo(expected("new", 20, 25));
    }
  }

  @Test
  void shouldGiveTheSameMessagesWhenAskedAgainBehindARegress() throws IOException {
    model.append(20);
    reader(options());
    read(0, 20);
    crash(15);
    appendNew(15, 20);
    List<String> first = PartitionReaderTest.payloads(reader.fetch(20, LONG_MILLIS));
    assertThat(PartitionReaderTest.payloads(reader.fetch(20, LONG_MILLIS))).isEqualTo(first);
    assertThat(PartitionReaderTest.payloads(reader.fetch(17, LONG_MILLIS))).startsWith("new 17");
    assertThat(PartitionReaderTest.payloads(reader.fetch(20, LONG_MILLIS))).startsWith("new 20");
  }

  @Test
  void shouldStopWhenTheLastMatchIsBeforeTheLowestOffset() throws IOException {
    model.append(20);
    reader(options().lowestOffset(16));
    read(0, 20);
    crash(15);
    appendNew(15, 20);
    assertThatThrownBy(() -> reader.fetch(20, LONG_MILLIS))
        .isInstanceOf(OffsetRegressException.class)
        .hasMessageContaining("partition 0 of topic topic")
        .hasMessageContaining("offsets 15 to 19")
        .hasMessageContaining("offset 16");
    assertThat(listener.events).contains("lost 15 to 19, end");
    // A reader that starts from the same offset again is stopped as well ...
    continuity.start(16, false);
    reader(options().lowestOffset(16));
    assertThatThrownBy(() -> reader.fetch(20, LONG_MILLIS))
        .isInstanceOf(OffsetRegressException.class);
    // ... and one that somebody has started from another goes on.
    continuity.start(19, false);
    reader(options().lowestOffset(19));
    assertThat(read(19, 16)).isEqualTo(expected("new", 19, 35));
  }

  @Test
  void shouldStopAtOnceWhenThatIsThePolicy() throws IOException {
    model.append(20);
    reader(options().regressPolicy(OffsetRegressPolicy.STOP));
    read(0, 20);
    crash(15);
    assertThatThrownBy(() -> reader.fetch(20, LONG_MILLIS))
        .isInstanceOf(OffsetRegressException.class);
  }

  @Test
  void shouldGoOnAtTheLowestOffsetWhenThatIsThePolicy() throws IOException {
    model.append(20);
    reader(options().lowestOffset(18).regressPolicy(OffsetRegressPolicy.CONTINUE));
    read(18, 2);
    crash(5);
    assertThat(reader.fetch(20, LONG_MILLIS).hasRegressed()).isTrue();
    appendNew(5, 10);
    assertThat(reader.fetch(20, 50).isEmpty()).isTrue();
    reader(options().lowestOffset(18).regressPolicy(OffsetRegressPolicy.CONTINUE));
    assertThat(reader.fetch(20, 50).isEmpty()).isTrue();
    appendNew(15, 10);
    assertThat(read(20, 7)).isEqualTo(expected("new", 18, 25));
    assertThat(listener.events).filteredOn(e -> e.startsWith("lost ")).hasSize(2);
  }

  @Test
  void shouldReadAPurgedTopicFromItsBeginning() {
    model.append(20);
    reader(options());
    read(0, 20);
    model.loseFrom(0);
    assertThat(reader.fetch(20, LONG_MILLIS).regress().orElseThrow().fromOffset()).isZero();
    appendNew(0, 30);
    assertThat(read(20, 30)).isEqualTo(expected("new", 0, 30));
  }

  @Test
  void shouldNoticeThatATopicWasPurgedAndFilledBetweenTwoPolls() {
    model.append(20);
    reader(options());
    read(0, 20);
    assertThat(reader.fetch(20, 20).isEmpty()).isTrue();
    synchronized (model) {
      model.loseFrom(0);
      appendNew(0, 30);
    }
    assertThat(read(20, 30)).isEqualTo(expected("new", 0, 30));
    assertThat(server.connections()).isEqualTo(1);
  }

  @Test
  void shouldNoticeThatATopicWasPurgedAndFilledWhileAnswersWaitedToBeTaken() {
    model.append(40);
    reader(options());
    read(0, 10);
    Background.await(() -> server.polls().size() == 3);
    // Longer than one request vouches for the next.
    long later = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(1_100);
    Background.await(() -> System.nanoTime() >= later);
    synchronized (model) {
      model.loseFrom(0);
      appendNew(0, 60);
    }
    assertThat(read(10, 20)).isEqualTo(expected("message", 10, 30));
    assertThat(read(30, 60)).isEqualTo(expected("new", 0, 60));
  }

  @Test
  void shouldNotSayWhereLossBeginsWhenItIsOverMoreThanItRemembers() throws IOException {
    model.append(100);
    ReaderContinuity small = new ReaderContinuity(16);
    reader(options().continuity(small));
    read(0, 100);
    crash(30);
    appendNew(30, 200);
    assertThatThrownBy(() -> reader.fetch(100, LONG_MILLIS))
        .isInstanceOf(OffsetRegressException.class)
        .hasMessageContaining("offsets 84 to 99, and perhaps some before them");
    reader(options().continuity(small).lowestOffset(0).regressPolicy(OffsetRegressPolicy.CONTINUE));
    assertThat(read(100, 10)).startsWith("new 84");
  }

  @Test
  void shouldReadAPurgedTopicFromItsBeginningEvenIfItRemembersOnlyItsEnd() throws IOException {
    model.append(100);
    reader(options().continuity(new ReaderContinuity(16)));
    read(0, 100);
    crash(0);
    appendNew(0, 200);
    assertThat(read(100, 200)).isEqualTo(expected("new", 0, 200));
  }

  @Test
  void shouldGoBackToWhatIsLeftWhenTheRestIsDeleted() throws IOException {
    model.append(100);
    reader(options().lowestOffset(50));
    read(0, 100);
    crash(60);
    appendNew(60, 60);
    model.deleteBefore(70);
    assertThat(read(100, 50)).isEqualTo(expected("new", 70, 120));
  }

  @Test
  void shouldReportNothingWhenTheServerComesBackWithTheSameMessages() throws IOException {
    model.append(20);
    reader(options());
    read(0, 20);
    server.cutAll();
    model.append(5);
    FetchedBatch batch = reader.fetch(20, LONG_MILLIS);
    assertThat(batch.hasGap() || batch.hasRegressed()).isFalse();
    assertThat(PartitionReaderTest.payloads(batch)).isEqualTo(expected("message", 20, 25));
  }

  @Test
  void shouldReportNothingWhenAQuietPartitionEndsWhereItIsRead() throws IOException {
    model.append(20);
    reader(options());
    read(0, 20);
    server.cutAll();
    assertThat(reader.fetch(20, 50).hasRegressed()).isFalse();
    model.deleteBefore(20);
    server.cutAll();
    assertThat(reader.fetch(20, 50).hasRegressed()).isFalse();
    assertThat(listener.events).noneMatch(e -> e.startsWith("lost 1") || e.startsWith("lost 0"));
  }

  @Test
  void shouldFindALossBehindLargeMessagesToo() throws IOException {
    for (int i = 0; i < 20; i++) {
      model.append(new byte[6000]);
    }
    reader(options());
    read(0, 20);
    crash(15);
    appendNew(15, 10);
    assertThat(read(20, 10)).isEqualTo(expected("new", 15, 25));
  }

  @Test
  void shouldSearchAnewWhenTheConnectionIsLostWhileItSearches() throws IOException {
    model.append(200);
    reader(options());
    read(0, 200);
    crash(50);
    appendNew(50, 250);
    server.onPoll(
        poll -> {
          if (poll.connection() < 5 && poll.offset() < 190) {
            poll.cut();
          } else {
            poll.answer();
          }
        });
    assertThat(read(200, 250)).isEqualTo(expected("new", 50, 300));
  }
}
