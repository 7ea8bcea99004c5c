// SPDX-License-Identifier: Apache-2.0
package org.apache.iggy.connector.client.writer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.iggy.connector.client.ConnectionOptions;
import org.apache.iggy.connector.client.IggyClient;
import org.apache.iggy.connector.client.IggyException;
import org.apache.iggy.connector.client.IggyInterruptedException;
import org.apache.iggy.connector.client.ReconnectPolicy;
import org.apache.iggy.connector.client.testkit.FaultProxy;
import org.apache.iggy.connector.client.testkit.FaultServer;
import org.apache.iggy.connector.client.testkit.IggyTarget;
import org.apache.iggy.connector.client.testkit.Waiter;
import org.apache.iggy.connector.protocol.message.MessageCursor;
import org.apache.iggy.connector.protocol.message.Partitioning;
import org.apache.iggy.connector.protocol.message.PollingStrategy;
import org.apache.iggy.connector.protocol.message.UserHeaders;
import org.apache.iggy.connector.protocol.primitive.Identifier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(120)
class BatchWriterFaultTest {
  private static final int MESSAGES = 5_000;
  private static final Identifier ANY = Identifier.numeric(1);
  private static final Identifier TOPIC = Identifier.named("written");

  @Test
  void shouldLoseNothingAndKeepTheOrderOfFirstsWhenConnectionsAreCut() {
    try (IggyTarget target = IggyTarget.start();
        IggyClient client = target.client();
        FaultProxy proxy = FaultProxy.start(target.address(), number -> 60 + 40 * number)) {
      Identifier stream = target.createStream(client);
      client.topics().create(stream, "written", 1);
      try (BatchWriter writer =
          new BatchWriter(
              BatchWriterOptions.builder(to(proxy), stream, TOPIC)
                  .maxBatchMessages(20)
                  .reconnectPolicy(quick())
                  .build())) {
        for (int i = 0; i < MESSAGES; i++) {
          byte[] payload = ByteBuffer.allocate(Integer.BYTES).putInt(i).array();
          writer.write(Partitioning.partition(0), payload, UserHeaders.empty());
        }
        writer.flush();

        assertThat(writer.acknowledgedMessages()).isEqualTo(MESSAGES);
        assertThat(writer.connects()).isGreaterThan(5);
      }
      assertFirstsAreInOrder(readAll(client, stream));
      client.streams().delete(stream);
    }
  }

  @Test
  void shouldSendEverythingAgainInOrderWhenAnAcknowledgementIsLost() {
    AtomicInteger received = new AtomicInteger();
    try (FaultServer server =
            FaultServer.start(
                peer -> {
                  peer.logIn();
                  peer.readRequest();
                  received.incrementAndGet();
                  if (peer.number() == 1) {
                    return;
                  }
                  peer.answer(0);
                  peer.acknowledgeAll();
                });
        BatchWriter writer = new BatchWriter(scripted(server).maxBatchMessages(1).build())) {
      writer.write(new byte[] {1});
      writer.write(new byte[] {2});
      writer.flush();

      assertThat(writer.acknowledgedMessages()).isEqualTo(2);
      assertThat(writer.connects()).isEqualTo(2);
      assertThat(received).hasValue(2);
    }
  }

  @Test
  void shouldGiveUpWithinItsBudgetAndGoOnWithTheNextFlushWhenTheServerIsBack() {
    CountDownLatch back = new CountDownLatch(1);
    try (FaultServer server =
            FaultServer.start(
                peer -> {
                  if (back.getCount() == 0) {
                    peer.logIn();
                    peer.acknowledgeAll();
                  }
                });
        BatchWriter writer =
            new BatchWriter(
                scripted(server)
                    .reconnectPolicy(
                        ReconnectPolicy.builder()
                            .budgetMillis(500)
                            .initialBackoffMillis(5)
                            .maxBackoffMillis(5)
                            .build())
                    .build())) {
      BatchReceipt receipt = writer.write(new byte[] {1});
      assertThatThrownBy(writer::flush)
          .isInstanceOf(IggyException.class)
          .hasMessageContaining("reconnect budget of 500 ms");
      assertThat(receipt.isSettled()).isFalse();

      back.countDown();
      writer.flush();

      assertThat(receipt.isAcknowledged()).isTrue();
    }
  }

  @Test
  void shouldConnectAgainWhenTheServerHasGivenTheClientUp() {
    try (FaultServer server =
            FaultServer.start(
                peer -> {
                  peer.logIn();
                  peer.readRequest();
                  if (peer.number() == 1) {
                    peer.answer(30);
                    return;
                  }
                  peer.answer(0);
                  peer.acknowledgeAll();
                });
        BatchWriter writer = new BatchWriter(scripted(server).build())) {
      BatchReceipt receipt = writer.write(new byte[] {1});
      writer.flush();

      assertThat(receipt.isAcknowledged()).isTrue();
      assertThat(writer.connects()).isEqualTo(2);
    }
  }

  @Test
  void shouldBoundWhatIsInFlightWhenTheServerDoesNotAcknowledge() {
    AtomicInteger received = new AtomicInteger();
    try (FaultServer server =
            FaultServer.start(
                peer -> {
                  peer.logIn();
                  while (true) {
                    peer.readRequest();
                    received.incrementAndGet();
                  }
                });
        BatchWriter writer =
            new BatchWriter(
                scripted(server)
                    .maxBatchMessages(1)
                    .maxInFlightBatches(3)
                    .reconnectPolicy(ReconnectPolicy.none())
                    .build())) {
      assertThatThrownBy(
              () -> {
                while (true) {
                  writer.write(new byte[] {1});
                }
              })
          .isInstanceOf(IggyException.class)
          .hasMessageContaining("within 1000 ms");
      assertThat(received).hasValueLessThanOrEqualTo(3);
    }
  }

  @Test
  void shouldEndTheWaitWhenClosedByAnotherThread() throws Exception {
    try (FaultServer server = neverAcknowledges()) {
      BatchWriter writer = new BatchWriter(patient(server));
      writer.write(new byte[] {1});
      Waiter waiter = Waiter.start(writer::flush);
      waiter.awaitWaiting();

      writer.close();

      assertThat(waiter.failure()).hasMessage("the writer is closed");
    }
  }

  @Test
  void shouldGoOnWithTheNextFlushWhenTheFirstWasInterrupted() throws Exception {
    CountDownLatch mayAnswer = new CountDownLatch(1);
    try (FaultServer server =
            FaultServer.start(
                peer -> {
                  peer.logIn();
                  peer.readRequest();
                  mayAnswer.await();
                  peer.answer(0);
                  peer.hold();
                });
        BatchWriter writer = new BatchWriter(patient(server))) {
      BatchReceipt receipt = writer.write(new byte[] {1});
      Waiter waiter = Waiter.start(writer::flush);
      waiter.awaitWaiting();
      waiter.interrupt();
      assertThat(waiter.failure()).isInstanceOf(IggyInterruptedException.class);

      mayAnswer.countDown();
      writer.flush();

      assertThat(receipt.isAcknowledged()).isTrue();
      assertThat(writer.connects()).isEqualTo(1);
    }
  }

  @Test
  void shouldPingWithTheNextBatchAndAtOnceWhenIdle() throws Exception {
    List<Integer> codes = new ArrayList<>();
    CountDownLatch pinged = new CountDownLatch(1);
    try (FaultServer server =
            FaultServer.start(
                peer -> {
                  peer.logIn();
                  while (true) {
                    int code = peer.readRequest();
                    synchronized (codes) {
                      codes.add(code);
                    }
                    if (code == 1) {
                      pinged.countDown();
                    }
                    peer.answer(0);
                  }
                });
        BatchWriter writer = new BatchWriter(scripted(server).build())) {
      writer.write(new byte[] {1});
      writer.flush();

      writer.heartbeat();
      pinged.await();
      writer.write(new byte[] {2});
      writer.flush();

      assertThat(writer.acknowledgedMessages()).isEqualTo(2);
      synchronized (codes) {
        assertThat(codes).containsSubsequence(101, 1, 101);
      }
    }
  }

  private static BatchWriterOptions.Builder scripted(FaultServer server) {
    ConnectionOptions connection = server.options().requestTimeoutMillis(1_000).build();
    return BatchWriterOptions.builder(connection, ANY, ANY).reconnectPolicy(quick());
  }

  private static BatchWriterOptions patient(FaultServer server) {
    ConnectionOptions connection = server.options().requestTimeoutMillis(3_600_000).build();
    return BatchWriterOptions.builder(connection, ANY, ANY).build();
  }

  private static FaultServer neverAcknowledges() {
    return FaultServer.start(
        peer -> {
          peer.logIn();
          peer.readRequest();
          peer.hold();
        });
  }

  private static ReconnectPolicy quick() {
    return ReconnectPolicy.builder().initialBackoffMillis(1).maxBackoffMillis(20).build();
  }

  private static ConnectionOptions to(FaultProxy proxy) {
    return IggyTarget.options(proxy.address()).build();
  }

  private static List<Integer> readAll(IggyClient client, Identifier stream) {
    List<Integer> numbers = new ArrayList<>();
    MessageCursor cursor;
    do {
      cursor =
          client
              .messages()
              .poll(stream, TOPIC, 0, PollingStrategy.offset(numbers.size()), 1000)
              .cursor();
      while (cursor.next()) {
        numbers.add(ByteBuffer.wrap(cursor.payload()).getInt());
      }
    } while (numbers.size() < client.partitionOffsets(stream, TOPIC).next(0));
    return numbers;
  }

  /** Duplicates may come, but each message's first appearance is in the order of writing. */
  private static void assertFirstsAreInOrder(List<Integer> numbers) {
    Set<Integer> firsts = new LinkedHashSet<>(numbers);
    int expected = 0;
    for (int number : firsts) {
      assertThat(number).isEqualTo(expected++);
    }
    assertThat(expected).isEqualTo(MESSAGES);
    assertThat(numbers).hasSizeGreaterThan(MESSAGES);
  }
}
