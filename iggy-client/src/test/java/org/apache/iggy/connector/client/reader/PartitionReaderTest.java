// SPDX-License-Identifier: Apache-2.0
package org.apache.iggy.connector.client.reader;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CountDownLatch;
import java.util.stream.Collectors;
import java.util.stream.LongStream;
import org.apache.iggy.connector.client.IggyException;
import org.apache.iggy.connector.protocol.message.MessageCursor;
import org.apache.iggy.connector.protocol.primitive.Consumer;
import org.apache.iggy.connector.protocol.primitive.Identifier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

class PartitionReaderTest {
  private static final long LONG_MILLIS = 20_000;

  private final PartitionModel model = new PartitionModel();
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

  private PartitionReader reader(PartitionReaderOptions.Builder options) {
    reader = new PartitionReader(options.build());
    return reader;
  }

  static List<String> payloads(FetchedBatch batch) {
    List<String> payloads = new ArrayList<>();
    MessageCursor cursor = batch.cursor();
    while (cursor.next()) {
      payloads.add(new String(cursor.payload(), UTF_8));
    }
    return payloads;
  }

  private static List<String> expected(long from, long to) {
    return LongStream.range(from, to)
        .mapToObj(PartitionModel::payload)
        .collect(Collectors.toList());
  }

  @Test
  void shouldReadEveryMessageOnceWhenFetchingFromTheNextOffset() {
    model.append(2345);
    reader(server.options().batchCount(100));
    List<String> read = new ArrayList<>();
    long offset = 0;
    while (read.size() < 2345) {
      FetchedBatch batch = reader.fetch(offset, LONG_MILLIS);
      assertThat(batch.requestedOffset()).isEqualTo(offset);
      assertThat(batch.count()).isBetween(1, 100);
      read.addAll(payloads(batch));
      offset = batch.nextOffset();
    }
    assertThat(read).isEqualTo(expected(0, 2345));
    assertThat(server.polls()).hasSize(24);
    assertThat(reader.counters().messages()).isEqualTo(2345);
    assertThat(reader.counters().fetches()).isEqualTo(24);
    assertThat(reader.counters().reconnects()).isZero();
  }

  @Test
  void shouldHaveTheNextTwoRequestsOnTheWireWhenABatchIsHandedOut() {
    model.append(30);
    reader(server.options().batchCount(10));
    reader.fetch(0, LONG_MILLIS);
    Background.await(() -> server.polls().size() == 3);
    assertThat(payloads(reader.fetch(10, LONG_MILLIS))).isEqualTo(expected(10, 20));
    assertThat(payloads(reader.fetch(20, LONG_MILLIS))).isEqualTo(expected(20, 30));
    assertThat(offsetsAskedFor()).containsExactly(0L, 10L, 20L);
  }

  @Test
  void shouldAskForOneAfterTheOtherWhenAnswersAreLarge() {
    for (int i = 0; i < 60; i++) {
      model.append(new byte[30_000]);
    }
    reader(server.options().batchCount(10));
    reader.fetch(0, LONG_MILLIS);
    // Whatever is on the wire is taken before another offset is asked for.
    assertThat(reader.fetch(50, LONG_MILLIS).count()).isEqualTo(10);
    assertThat(offsetsAskedFor()).containsExactly(0L, 10L, 50L);
  }

  @Test
  void shouldReadEveryMessageOnceWhenAnAnswerIsShorterThanWasAskedFor() {
    model.append(200);
    server.onPoll(poll -> poll.send(poll.offset() == 20 ? model.answer(20, 4) : poll.frame()));
    reader(server.options().batchCount(10));
    List<String> read = new ArrayList<>();
    while (read.size() < 44) {
      read.addAll(payloads(reader.fetch(read.size(), LONG_MILLIS)));
    }
    assertThat(read).isEqualTo(expected(0, 44));
    reader.fetch(190, LONG_MILLIS);
    // The one at 30 was in vain, so that the next ones are sent singly.
    assertThat(offsetsAskedFor()).containsExactly(0L, 10L, 20L, 30L, 23L, 34L, 44L, 190L);
    assertThat(reader.counters().reconnects()).isZero();
  }

  private List<Long> offsetsAskedFor() {
    return server.polls().stream().map(ScriptedServer.Poll::offset).collect(Collectors.toList());
  }

  @Test
  void shouldNotAskAheadWhenReadAheadIsOffOrThePartitionEnds() {
    model.append(30);
    reader(server.options().batchCount(10));
    reader.fetch(0, LONG_MILLIS, false);
    assertThat(payloads(reader.fetch(20, LONG_MILLIS, false))).isEqualTo(expected(20, 30));
    reader.close();
    reader(server.options().batchCount(10));
    reader.fetch(20, LONG_MILLIS);
    reader.fetch(0, LONG_MILLIS);
    assertThat(server.polls().stream().map(ScriptedServer.Poll::offset).limit(4))
        .containsExactly(0L, 20L, 20L, 0L);
  }

  @Test
  void shouldAskAheadOnceWhenToldTo() {
    model.append(30);
    reader(server.options().batchCount(10));
    reader.readAhead();
    reader.fetch(0, LONG_MILLIS, false);
    reader.readAhead();
    Background.await(() -> server.polls().size() == 2);
    reader.readAhead();
    assertThat(payloads(reader.fetch(10, LONG_MILLIS, false))).isEqualTo(expected(10, 20));
    assertThat(payloads(reader.fetch(20, LONG_MILLIS, false))).isEqualTo(expected(20, 30));
    reader.readAhead();
    assertThat(payloads(reader.fetch(0, LONG_MILLIS, false))).isEqualTo(expected(0, 10));
    reader.close();
    reader.readAhead();
    assertThat(server.polls().stream().map(ScriptedServer.Poll::offset).limit(2))
        .containsExactly(0L, 10L);
    assertThat(server.polls()).hasSize(4);
  }

  @Test
  void shouldComeBackWhenTheConnectionIsLostBeforeAskingAhead() throws IOException {
    model.append(30);
    reader(server.options().batchCount(10));
    reader.fetch(0, LONG_MILLIS, false);
    server.cutAll();
    reader.readAhead();
    assertThat(payloads(reader.fetch(10, LONG_MILLIS, false))).isEqualTo(expected(10, 20));
    assertThat(reader.counters().reconnects()).isEqualTo(1);
  }

  @Test
  void shouldConnectAtTheFirstFetch() {
    model.append(1);
    reader(server.options());
    assertThat(reader.isConnected()).isFalse();
    assertThat(server.connections()).isZero();
    reader.fetch(0, LONG_MILLIS);
    assertThat(reader.isConnected()).isTrue();
    reader.close();
    assertThat(reader.isConnected()).isFalse();
  }

  @Test
  void shouldReturnExactlyTheRightMessagesWhenOffsetsAreAskedAtRandom() {
    long seed = System.nanoTime();
    Random random = new Random(seed);
    int total = 500;
    model.append(total);
    reader(server.options().batchCount(1 + random.nextInt(40)));
    long next = 0;
    for (int i = 0; i < 2000; i++) {
      long offset = random.nextBoolean() ? Math.min(next, total - 1) : random.nextInt(total);
      long timeoutMillis = random.nextInt(5) == 0 ? 0 : LONG_MILLIS;
      FetchedBatch batch = reader.fetch(offset, timeoutMillis, random.nextInt(4) > 0);
      assertThat(batch.firstOffset()).as("seed %d, fetch %d", seed, i).isEqualTo(offset);
      assertThat(payloads(batch))
          .as("seed %d, fetch %d", seed, i)
          .isEqualTo(expected(offset, batch.nextOffset()));
      assertThat(batch.hasGap() || batch.hasRegressed()).isFalse();
      next = batch.nextOffset();
    }
    assertThat(reader.counters().reconnects()).isZero();
  }

  @Test
  void shouldServeFromTheBatchAtHandWhenItsOffsetsAreAskedAgain() {
    model.append(30);
    reader(server.options().batchCount(10));
    reader.fetch(0, LONG_MILLIS);
    FetchedBatch again = reader.fetch(0, LONG_MILLIS);
    assertThat(payloads(again)).isEqualTo(expected(0, 10));
    FetchedBatch tail = reader.fetch(7, LONG_MILLIS);
    assertThat(payloads(tail)).isEqualTo(expected(7, 10));
    assertThat(new String(tail.message(1).payload(), UTF_8)).isEqualTo("message 8");
    assertThat(tail.sizeBytes()).isEqualTo(3 * (64 + "message 8".length()));
    assertThat(payloads(reader.fetch(10, LONG_MILLIS))).isEqualTo(expected(10, 20));
    assertThat(server.polls().stream().map(ScriptedServer.Poll::offset).filter(o -> o == 0))
        .hasSize(1);
  }

  @Test
  @Timeout(60)
  void shouldSendHeartbeatsAlongWithPolls() {
    model.append(500);
    reader(server.options().batchCount(5).heartbeatMillis(1));
    long offset = 0;
    while (offset < 500 || server.pings() < 2) {
      FetchedBatch batch = reader.fetch(offset % 500, LONG_MILLIS);
      assertThat(payloads(batch)).isEqualTo(expected(offset % 500, batch.nextOffset()));
      offset += batch.count();
    }
    assertThat(server.connections()).isEqualTo(1);
  }

  @Test
  void shouldReachMessagesByIndexUntilTheNextFetch() {
    model.append(20);
    reader(server.options().batchCount(10));
    FetchedBatch batch = reader.fetch(0, LONG_MILLIS);
    for (int i : new int[] {9, 0, 5}) {
      assertThat(new String(batch.message(i).payload(), UTF_8)).isEqualTo("message " + i);
    }
    assertThatThrownBy(() -> batch.message(10)).isInstanceOf(IndexOutOfBoundsException.class);
    reader.fetch(10, LONG_MILLIS);
    assertThat(batch.nextOffset()).isEqualTo(10);
    assertThatThrownBy(batch::cursor).isInstanceOf(IllegalStateException.class);
    assertThatThrownBy(() -> batch.message(0)).isInstanceOf(IllegalStateException.class);
  }

  @Test
  void shouldReturnAnEmptyBatchWhenNothingComesWithinTheTimeout() {
    model.append(3);
    reader(server.options());
    // Connected before, because 30 ms may be too short for that on a busy machine.
    reader.fetch(0, LONG_MILLIS);
    FetchedBatch batch = reader.fetch(3, 30);
    assertThat(batch.isEmpty()).isTrue();
    assertThat(batch.nextOffset()).isEqualTo(3);
    assertThat(batch.currentOffset()).isEqualTo(2);
    assertThat(batch.cursor().next()).isFalse();
    assertThat(batch.hasGap() || batch.hasRegressed()).isFalse();
  }

  @Test
  void shouldReturnMessagesThatComeWhileItWaits() throws Exception {
    reader(server.options());
    Background<FetchedBatch> fetch = Background.run(() -> reader.fetch(0, LONG_MILLIS));
    Background.await(() -> server.polls().size() > 3);
    model.append(2);
    assertThat(payloads(fetch.result())).isEqualTo(expected(0, 2));
  }

  @Test
  void shouldReportAGapWhenTheServerHasDeletedMessages() {
    model.append(20);
    model.deleteBefore(12);
    reader(server.options());
    FetchedBatch batch = reader.fetch(5, LONG_MILLIS);
    assertThat(batch.hasGap()).isTrue();
    assertThat(batch.firstOffset()).isEqualTo(12);
    assertThat(payloads(batch)).isEqualTo(expected(12, 20));
    assertThat(reader.fetch(5, LONG_MILLIS).hasGap()).isTrue();
    assertThat(reader.fetch(12, LONG_MILLIS).hasGap()).isFalse();
  }

  @Test
  void shouldNotStartBeforeTheOffsetItIsGivenWhenThePartitionEndsThere() {
    model.append(5);
    reader(server.options());
    assertThatThrownBy(() -> reader.fetch(6, LONG_MILLIS))
        .isInstanceOf(OffsetRegressException.class)
        .hasMessageContaining("offsets 5 to 5")
        .hasMessageContaining("last offset is 4");
  }

  @Test
  void shouldKeepTheAnswerOnItsWayWhenAFetchTimesOutInTheMiddle() throws Exception {
    model.append(10);
    CountDownLatch timedOut = new CountDownLatch(1);
    server.onPoll(
        poll -> {
          byte[] frame = poll.frame();
          poll.send(frame, 0, 100);
          awaitUninterrupted(timedOut);
          poll.send(frame, 100, frame.length);
        });
    reader(server.options());
    assertThat(reader.fetch(0, 50).isEmpty()).isTrue();
    assertThat(reader.fetch(0, 0).isEmpty()).isTrue();
    timedOut.countDown();
    assertThat(payloads(reader.fetch(0, LONG_MILLIS))).isEqualTo(expected(0, 10));
    assertThat(server.polls()).hasSize(1);
  }

  @Test
  void shouldStayInStepWhenAnotherOffsetIsAskedWhileAnAnswerIsOnItsWay() throws Exception {
    model.append(30);
    CountDownLatch timedOut = new CountDownLatch(1);
    server.onPoll(
        poll -> {
          byte[] frame = poll.frame();
          poll.send(frame, 0, 7);
          awaitUninterrupted(timedOut);
          poll.send(frame, 7, frame.length);
        });
    reader(server.options().batchCount(5));
    assertThat(reader.fetch(0, 20).isEmpty()).isTrue();
    assertThat(reader.fetch(10, 20).isEmpty()).isTrue();
    timedOut.countDown();
    assertThat(payloads(reader.fetch(20, LONG_MILLIS))).isEqualTo(expected(20, 25));
  }

  @Test
  void shouldRefuseWhatCannotBeAsked() {
    assertThatThrownBy(() -> server.options().batchCount(0))
        .hasMessageContaining("batchCount is 0");
    assertThatThrownBy(() -> server.options().idleWaitMicros(50, 10))
        .hasMessageContaining("maxIdleWaitMicros is 10");
    assertThatThrownBy(() -> server.options().consumer(Consumer.group(Identifier.numeric(1))))
        .hasMessageContaining("group");
    reader(server.options());
    assertThatThrownBy(() -> reader.fetch(-1, 0)).hasMessageContaining("-1");
    reader.close();
    assertThatThrownBy(() -> reader.fetch(0, 0))
        .isInstanceOf(IggyException.class)
        .hasMessageContaining("closed");
  }

  static void awaitUninterrupted(CountDownLatch latch) {
    Background.await(() -> latch.getCount() == 0);
  }
}
