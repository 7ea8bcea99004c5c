// SPDX-License-Identifier: Apache-2.0
package org.apache.iggy.connector.client.reader;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Collectors;
import org.apache.iggy.connector.client.IggyException;
import org.apache.iggy.connector.client.IggyServerException;
import org.apache.iggy.connector.client.ReconnectPolicy;
import org.apache.iggy.connector.protocol.status.ErrorCategory;
import org.apache.iggy.connector.protocol.status.IggyStatus;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What a reader makes of a server that cuts, stalls or lies. */
@Timeout(60)
class PartitionReaderFaultTest {
  private static final long LONG_MILLIS = 30_000;
  private static final ReconnectPolicy PATIENT =
      ReconnectPolicy.builder()
          .budgetMillis(600_000)
          .initialBackoffMillis(60_000)
          .maxBackoffMillis(60_000)
          .build();
  private static final ReconnectPolicy BRIEF =
      ReconnectPolicy.builder().budgetMillis(300).initialBackoffMillis(5).build();

  private final PartitionModel model = new PartitionModel();
  private final AtomicBoolean once = new AtomicBoolean();
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

  /** Reads on from an offset to the end of the model and checks every message. */
  private void readAll(long from, long end) {
    readAll(from, end, true);
  }

  private void readAll(long from, long end, boolean readAhead) {
    long offset = from;
    while (offset < end) {
      FetchedBatch batch = reader.fetch(offset, LONG_MILLIS, readAhead);
      assertThat(batch.firstOffset()).isEqualTo(offset);
      for (int i = 0; i < batch.count(); i++) {
        assertThat(new String(batch.message(i).payload(), UTF_8))
            .isEqualTo(PartitionModel.payload(offset + i));
      }
      offset = batch.nextOffset();
    }
    assertThat(offset).isEqualTo(end);
  }

  private boolean firstTimeAt(ScriptedServer.Poll poll, long offset) {
    return poll.offset() == offset && once.compareAndSet(false, true);
  }

  @Test
  void shouldResumeAtTheOffsetWhenTheConnectionIsCutInTheMiddleOfAFrame() {
    model.append(100);
    server.onPoll(
        poll -> {
          if (firstTimeAt(poll, 40)) {
            poll.send(poll.frame(), 0, 300);
            poll.cut();
          } else {
            poll.answer();
          }
        });
    reader(server.options().batchCount(10));
    readAll(0, 100);
    assertThat(once).isTrue();
    assertThat(server.connections()).isEqualTo(2);
    assertThat(reader.counters().reconnects()).isEqualTo(1);
  }

  @Test
  void shouldHandOutTheBatchAtHandWhenTheNextRequestCannotBeSent() {
    model.append(40);
    CountDownLatch asked = new CountDownLatch(1);
    CountDownLatch reset = new CountDownLatch(1);
    server.onPoll(
        poll -> {
          if (poll.connection() == 1) {
            PartitionReaderTest.awaitUninterrupted(asked);
            poll.answer();
            poll.reset();
            reset.countDown();
          } else {
            poll.answer();
          }
        });
    reader(server.options().batchCount(10));
    while (server.polls().isEmpty()) {
      assertThat(reader.fetch(0, 10).isEmpty()).isTrue();
    }
    asked.countDown();
    PartitionReaderTest.awaitUninterrupted(reset);
    assertThat(reader.fetch(0, LONG_MILLIS).count()).isEqualTo(10);
    assertThat(server.connections()).isEqualTo(1);
    assertThat(reader.isConnected()).isFalse();
    readAll(10, 40);
  }

  @Test
  void shouldReconnectWhenTheServerStallsLongerThanARequestMayTake() throws Exception {
    model.append(30);
    server.onPoll(
        poll -> {
          if (firstTimeAt(poll, 10)) {
            poll.send(poll.frame(), 0, 50);
          } else {
            poll.answer();
          }
        });
    reader(
        ScriptedServer.options(server.connection().requestTimeoutMillis(1_000).build())
            .batchCount(10));
    Background.run(
            () -> {
              readAll(0, 30);
              return null;
            })
        .result();
    assertThat(server.connections()).isEqualTo(2);
  }

  @Test
  void shouldReconnectWhenTheServerSendsGarbage() {
    model.append(30);
    byte[] garbage = new byte[500];
    Arrays.fill(garbage, (byte) 0x9D);
    server.onPoll(
        poll -> {
          if (firstTimeAt(poll, 10)) {
            poll.send(garbage);
          } else {
            poll.answer();
          }
        });
    reader(server.options().batchCount(10));
    readAll(0, 30);
    assertThat(server.connections()).isEqualTo(2);
  }

  @Test
  void shouldReconnectWhenAMessageLeavesItsAnswer() {
    model.append(30);
    server.onPoll(
        poll -> {
          byte[] frame = poll.frame();
          if (firstTimeAt(poll, 10)) {
            frame[24 + 52]++;
          }
          poll.send(frame);
        });
    reader(server.options().batchCount(10));
    readAll(0, 30);
    assertThat(server.connections()).isEqualTo(2);
  }

  @Test
  void shouldAskForLessWhenAnAnswerIsOverTheLimit() {
    for (int i = 0; i < 60; i++) {
      model.append(Arrays.copyOf(PartitionModel.payload(i).getBytes(UTF_8), i < 30 ? 20 : 3000));
    }
    reader(server.options().batchCount(50).maxFetchBytes(8192));
    long offset = 0;
    while (offset < 60) {
      FetchedBatch batch = reader.fetch(offset, LONG_MILLIS);
      assertThat(batch.sizeBytes()).isLessThanOrEqualTo(8192);
      assertThat(batch.firstOffset()).isEqualTo(offset);
      offset = batch.nextOffset();
    }
    assertThat(server.connections()).isGreaterThan(1);
    assertThat(server.polls()).allSatisfy(poll -> assertThat(poll.count()).isBetween(1, 50));
  }

  @Test
  void shouldNameTheSettingWhenASingleMessageIsOverTheLimit() {
    model.append(3);
    model.append(new byte[10_000]);
    reader(server.options().batchCount(50).maxFetchBytes(8192));
    readAll(0, 3);
    IggyException failure =
        catchThrowableOfType(IggyException.class, () -> reader.fetch(3, LONG_MILLIS));
    assertThat(failure.category()).isEqualTo(ErrorCategory.PERMANENT);
    assertThat(failure).hasMessageContaining("fetch.max.bytes").hasMessageContaining("10080");
  }

  @Test
  void shouldNotTakeADamagedLengthForAMessageOverTheLimit() {
    model.append(30);
    Set<Long> damaged = ConcurrentHashMap.newKeySet();
    server.onPoll(
        poll -> {
          byte[] frame = poll.frame();
          if (poll.offset() % 10 == 3 && damaged.add(poll.offset())) {
            // The last byte of the length: two gigabytes.
            frame[7] = 0x7F;
          }
          poll.send(frame);
        });
    reader(server.options().batchCount(1));
    readAll(0, 30);
    assertThat(damaged).hasSize(3);
    assertThat(server.connections()).isEqualTo(4);
  }

  @Test
  void shouldGiveUpAsTransientWhenTheBudgetIsUsedUp() throws IOException {
    model.append(10);
    reader(server.options().reconnectPolicy(BRIEF));
    readAll(0, 10);
    server.close();
    IggyException failure =
        catchThrowableOfType(IggyException.class, () -> reader.fetch(10, LONG_MILLIS));
    assertThat(failure.category()).isEqualTo(ErrorCategory.TRANSIENT);
    assertThat(failure)
        .hasMessageContaining("topic topic in stream stream")
        .hasMessageContaining("budget of 300 ms")
        .hasMessageNotContaining("not-shown");
    assertThat(reader.isConnected()).isFalse();
  }

  @Test
  void shouldFailAtOnceWhenThePartitionDoesNotExist() {
    server.onPoll(poll -> poll.refuse(IggyStatus.PARTITION_NOT_FOUND.code()));
    reader(server.options());
    IggyException failure =
        catchThrowableOfType(IggyException.class, () -> reader.fetch(0, LONG_MILLIS));
    assertThat(failure.category()).isEqualTo(ErrorCategory.CONFIGURATION);
    assertThat(failure).hasMessageContaining("partition 0 of topic topic in stream stream");
    assertThat(failure.getCause()).isInstanceOf(IggyServerException.class);
    assertThat(server.polls()).hasSize(1);
  }

  @Test
  void shouldFailAtOnceWhenTheTopicIsDeletedWhileConnected() {
    model.append(10);
    server.onPoll(
        poll -> {
          if (poll.offset() >= 9) {
            poll.refuse(IggyStatus.TOPIC_ID_NOT_FOUND.code());
          } else {
            poll.answer();
          }
        });
    reader(server.options());
    readAll(0, 10);
    assertThatThrownBy(() -> reader.fetch(10, LONG_MILLIS))
        .isInstanceOfSatisfying(
            IggyException.class,
            e -> assertThat(e.category()).isEqualTo(ErrorCategory.CONFIGURATION));
    assertThat(server.connections()).isEqualTo(1);
  }

  @Test
  void shouldKeepTryingWhenARestartedServerHasNotLoadedThePartitionYet() throws IOException {
    model.append(20);
    server.onPoll(
        poll -> {
          if (poll.connection() == 2 || poll.connection() == 3) {
            poll.refuse(IggyStatus.PARTITION_NOT_FOUND.code());
          } else {
            poll.answer();
          }
        });
    reader(server.options().batchCount(10));
    readAll(0, 10, false);
    server.cutAll();
    readAll(10, 20, false);
    assertThat(server.connections()).isEqualTo(4);
  }

  @Test
  void shouldFailAtOnceWhenTheCredentialsAreWrong() {
    server.onLogin(connection -> IggyStatus.INVALID_CREDENTIALS.code());
    reader(server.options());
    IggyException failure =
        catchThrowableOfType(IggyException.class, () -> reader.fetch(0, LONG_MILLIS));
    assertThat(failure.category()).isEqualTo(ErrorCategory.CONFIGURATION);
    assertThat(failure).hasMessageNotContaining("not-shown");
    assertThat(server.connections()).isEqualTo(1);
  }

  @Test
  void shouldLogInAgainWhenTheServerHasForgottenTheSession() {
    model.append(20);
    server.onPoll(
        poll -> {
          if (firstTimeAt(poll, 10)) {
            poll.refuse(IggyStatus.UNAUTHENTICATED.code());
          } else {
            poll.answer();
          }
        });
    reader(server.options().batchCount(10));
    readAll(0, 20);
    assertThat(server.connections()).isEqualTo(2);
  }

  @Test
  @Timeout(60)
  void shouldReconnectWhenTheServerHasGivenTheReaderUp() {
    model.append(100);
    server.onPing(IggyStatus.STALE_CLIENT.code());
    reader(server.options().batchCount(5).heartbeatMillis(1));
    while (server.pings() == 0) {
      readAll(0, 100);
    }
    server.onPing(0);
    readAll(0, 100);
    assertThat(server.connections()).isGreaterThan(1);
  }

  @Test
  void shouldRefuseAnAnswerWhoseOffsetsDoNotAscend() {
    assertRefused(frame(10, 12, 11), "offset 11 where at least 13 is due");
  }

  @Test
  void shouldRefuseAnAnswerThatStartsBeforeTheRequestedOffset() {
    assertRefused(frame(9, 10), "offset 9 where at least 10 is due");
  }

  @Test
  void shouldRefuseAnAnswerWithMoreMessagesThanAsked() {
    assertRefused(frame(10, 11, 12, 13, 14, 15), "does not fit the poll of 5 messages");
  }

  @Test
  void shouldRefuseAnAnswerOfAnotherPartition() {
    assertRefused(PartitionModel.frame(3, 99, 0, Collections.emptyList()), "does not fit the poll");
  }

  private static byte[] frame(long... offsets) {
    List<ByteBuffer> messages =
        Arrays.stream(offsets).mapToObj(PartitionModel::message).collect(Collectors.toList());
    return PartitionModel.frame(0, 99, offsets.length, messages);
  }

  private void assertRefused(byte[] frame, String message) {
    server.onPoll(poll -> poll.send(frame));
    reader(server.options().batchCount(5).reconnectPolicy(BRIEF));
    assertThatThrownBy(() -> reader.fetch(10, LONG_MILLIS))
        .isInstanceOf(IggyException.class)
        .hasMessageContaining(message);
    assertThat(reader.isConnected()).isFalse();
  }

  @Test
  void shouldEndTheFetchWhenClosedInAnyWait() throws Exception {
    CountDownLatch never = new CountDownLatch(1);
    assertClosable(1, server.options(), poll -> PartitionReaderTest.awaitUninterrupted(never));
    assertClosable(3, server.options().idleWaitMicros(1, 50_000), ScriptedServer.Poll::answer);
    assertClosable(1, server.options().reconnectPolicy(PATIENT), ScriptedServer.Poll::cut);
    server.onLogin(
        connection -> {
          PartitionReaderTest.awaitUninterrupted(never);
          return 0;
        });
    assertClosable(
        0,
        ScriptedServer.options(server.connection().connectTimeoutMillis(60_000).build()),
        ScriptedServer.Poll::answer);
    never.countDown();
  }

  /** Closes a reader once its fetch waits behind so many polls. */
  private void assertClosable(
      int polls, PartitionReaderOptions.Builder options, ScriptedServer.Script script)
      throws Exception {
    server.polls().clear();
    int connections = server.connections();
    server.onPoll(script);
    reader(options);
    AtomicBoolean interrupted = new AtomicBoolean();
    Background<FetchedBatch> fetch =
        Background.run(
            () -> {
              try {
                return reader.fetch(0, 60_000);
              } finally {
                interrupted.set(Thread.currentThread().isInterrupted());
              }
            });
    Background.await(() -> server.connections() > connections && server.polls().size() >= polls);
    fetch.awaitWaiting();
    reader.close();
    assertThat(fetch.failure()).isInstanceOf(IggyException.class).hasMessageContaining("is closed");
    assertThat(interrupted).isFalse();
  }
}
