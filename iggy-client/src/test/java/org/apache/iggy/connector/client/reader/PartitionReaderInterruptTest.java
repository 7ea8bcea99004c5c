// SPDX-License-Identifier: Apache-2.0
package org.apache.iggy.connector.client.reader;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.util.concurrent.CountDownLatch;
import org.apache.iggy.connector.client.IggyInterruptedException;
import org.apache.iggy.connector.client.ReconnectPolicy;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** An interrupt ends the wait of a fetch and nothing else. */
class PartitionReaderInterruptTest {
  private static final long LONG_MILLIS = 20_000;
  private static final ReconnectPolicy PATIENT =
      ReconnectPolicy.builder()
          .budgetMillis(600_000)
          .initialBackoffMillis(60_000)
          .maxBackoffMillis(60_000)
          .build();

  private final PartitionModel model = new PartitionModel();
  private final CountDownLatch interrupted = new CountDownLatch(1);
  private ScriptedServer server;
  private PartitionReader reader;

  @BeforeEach
  void start() throws IOException {
    server = new ScriptedServer(model);
  }

  @AfterEach
  void stop() throws IOException {
    reader.close();
    server.close();
  }

  @Test
  void shouldTakeTheAnswerLaterWhenInterruptedWhileItIsOnItsWay() throws Exception {
    model.append(5);
    server.onPoll(
        poll -> {
          byte[] frame = poll.frame();
          poll.send(frame, 0, 100);
          PartitionReaderTest.awaitUninterrupted(interrupted);
          poll.send(frame, 100, frame.length);
        });
    reader = new PartitionReader(server.options().build());
    interruptFetch(1);
    assertReadable();
    assertThat(server.polls()).hasSize(1);
  }

  @Test
  void shouldStayUsableWhenInterruptedAtTheEndOfThePartition() throws Exception {
    reader = new PartitionReader(server.options().build());
    interruptFetch(3);
    model.append(5);
    assertReadable();
    assertThat(server.connections()).isEqualTo(1);
  }

  @Test
  void shouldStayUsableWhenInterruptedWhileConnecting() throws Exception {
    model.append(5);
    server.onLogin(
        connection -> {
          if (connection == 1) {
            PartitionReaderTest.awaitUninterrupted(interrupted);
          }
          return 0;
        });
    reader = new PartitionReader(server.options().build());
    interruptFetch(0);
    assertReadable();
  }

  @Test
  void shouldStayUsableWhenInterruptedBetweenTwoAttempts() throws Exception {
    model.append(5);
    server.onPoll(
        poll -> {
          if (poll.connection() == 1) {
            poll.cut();
          } else {
            poll.answer();
          }
        });
    reader = new PartitionReader(server.options().reconnectPolicy(PATIENT).build());
    interruptFetch(1);
    assertReadable();
  }

  @Test
  void shouldEndAtOnceWhenTheThreadIsInterruptedAlready() {
    model.append(5);
    reader = new PartitionReader(server.options().build());
    assertReadable();
    Thread.currentThread().interrupt();
    assertThatThrownBy(() -> reader.fetch(0, LONG_MILLIS))
        .isInstanceOf(IggyInterruptedException.class);
    assertThat(Thread.interrupted()).as("the flag stays set").isTrue();
    assertReadable();
  }

  /** Interrupts a fetch once it waits behind so many polls. */
  private void interruptFetch(int polls) throws Exception {
    Background<FetchedBatch> fetch = Background.run(() -> reader.fetch(0, 60_000));
    Background.await(() -> server.connections() > 0 && server.polls().size() >= polls);
    fetch.awaitWaiting();
    fetch.interrupt();
    assertThat(fetch.failure()).isInstanceOf(IggyInterruptedException.class);
    interrupted.countDown();
  }

  /** On another thread than the one that was interrupted. */
  private void assertReadable() {
    FetchedBatch batch = reader.fetch(0, LONG_MILLIS);
    assertThat(PartitionReaderTest.payloads(batch))
        .containsExactly("message 0", "message 1", "message 2", "message 3", "message 4");
  }
}
