// SPDX-License-Identifier: Apache-2.0
package org.apache.iggy.connector.client.writer;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.iggy.connector.client.ReconnectPolicy;
import org.apache.iggy.connector.client.testkit.FaultServer;
import org.apache.iggy.connector.client.testkit.VsrPeer;
import org.apache.iggy.connector.client.testkit.Waiter;
import org.apache.iggy.connector.protocol.message.MessageBatchEncoder;
import org.apache.iggy.connector.protocol.message.Partitioning;
import org.apache.iggy.connector.protocol.message.UserHeaders;
import org.apache.iggy.connector.protocol.primitive.Identifier;
import org.apache.iggy.connector.protocol.status.IggyStatus;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What only a server of 0.9 does to batches on their way. */
@Timeout(60)
class VsrSendWindowTest {
  private static final int IN_HAND = 32;
  private static final Identifier NAME = Identifier.named("any");

  @Test
  void shouldHaveNoMoreOnItsWayThanTheServerTakesWhenMoreIsAllowed() throws Exception {
    CountDownLatch full = new CountDownLatch(1);
    CountDownLatch blocked = new CountDownLatch(1);
    AtomicInteger excess = new AtomicInteger(-1);
    try (FaultServer server =
            FaultServer.start(
                peer -> {
                  VsrPeer vsr = new VsrPeer(peer);
                  vsr.logIn();
                  List<VsrPeer.Frame> sends = new ArrayList<>();
                  while (sends.size() < IN_HAND) {
                    sends.add(vsr.readRequest());
                  }
                  full.countDown();
                  blocked.await();
                  InputStream in = peer.socket().getInputStream();
                  excess.set(in.available());
                  for (VsrPeer.Frame send : sends) {
                    vsr.answer(send, 0);
                  }
                  while (true) {
                    vsr.answer(vsr.readRequest(), 0);
                  }
                });
        BatchWriter writer = writer(server, 100)) {
      Waiter waiter = Waiter.start(() -> write(writer, 40));
      assertThat(full.await(30, TimeUnit.SECONDS)).isTrue();
      waiter.awaitWaiting();
      blocked.countDown();

      assertThat(waiter.failure()).isNull();
      writer.flush();
      assertThat(excess).hasValue(0);
      assertThat(writer.acknowledgedMessages()).isEqualTo(40);
      assertThat(writer.connects()).isEqualTo(1);
    }
  }

  @Test
  void shouldSendAllAgainOnANewConnectionWhenTheServerStaysUndecided() {
    AtomicInteger undecided = new AtomicInteger();
    try (FaultServer server =
            FaultServer.start(
                peer -> {
                  VsrPeer vsr = new VsrPeer(peer);
                  vsr.logIn();
                  while (true) {
                    VsrPeer.Frame send = vsr.readRequest();
                    boolean first = peer.number() == 1;
                    undecided.addAndGet(first ? 1 : 0);
                    vsr.answer(send, first ? IggyStatus.TRANSIENT_NOT_COMMITTED.code() : 0);
                  }
                });
        BatchWriter writer = writer(server, 8)) {
      write(writer, 3);
      writer.flush();

      assertThat(writer.acknowledgedMessages()).isEqualTo(3);
      assertThat(writer.connects()).isEqualTo(2);
      assertThat(undecided.get()).as("sent again before it was given up").isGreaterThan(3);
    }
  }

  @Test
  void shouldNotMixMessagesOfTimesThatOneBatchCannotTell() {
    OutgoingBatch batch = new OutgoingBatch(new MessageBatchEncoder(), Partitioning.balanced());
    long hour = TimeUnit.HOURS.toMicros(1);
    batch.add(0, 0, new byte[1], UserHeaders.empty(), 10 * hour);

    assertThat(batch.spans(11 * hour)).isTrue();
    assertThat(batch.spans(11 * hour + 1)).isFalse();
    assertThat(batch.spans(9 * hour - 1)).as("a clock that was set back").isFalse();
    batch.add(0, 0, new byte[1], UserHeaders.empty(), 9 * hour + hour / 2);
    assertThat(batch.spans(11 * hour)).isFalse();
  }

  private static BatchWriter writer(FaultServer server, int maxInFlightBatches) {
    return new BatchWriter(
        BatchWriterOptions.builder(server.options().requestTimeoutMillis(1_500).build(), NAME, NAME)
            .maxBatchMessages(1)
            .maxInFlightBatches(maxInFlightBatches)
            .reconnectPolicy(ReconnectPolicy.builder().initialBackoffMillis(1).build())
            .build());
  }

  private static void write(BatchWriter writer, int count) {
    for (int i = 0; i < count; i++) {
      writer.write(Partitioning.partition(0), new byte[] {(byte) i}, UserHeaders.empty());
    }
    writer.send();
  }
}
