// SPDX-License-Identifier: Apache-2.0
package org.apache.iggy.connector.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.iggy.connector.client.testkit.FaultServer;
import org.apache.iggy.connector.client.testkit.Waiter;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class IggyClientPoolTest {
  @Test
  void shouldConnectWithTheFirstRequestAndKeepTheConnection() {
    try (FaultServer server = acknowledging();
        IggyClient client = IggyClient.connect(server.options().build(), 1)) {
      assertThat(server.accepted()).isZero();
      client.system().ping();
      client.system().ping();

      assertThat(server.accepted()).isEqualTo(1);
    }
  }

  @Test
  void shouldOpenMoreThanItKeepsWhenAllAreInUse() throws Exception {
    CountDownLatch allAsked = new CountDownLatch(5);
    ExecutorService threads = Executors.newFixedThreadPool(5);
    try (FaultServer server =
            FaultServer.start(
                peer -> {
                  peer.logIn();
                  peer.readRequest();
                  allAsked.countDown();
                  allAsked.await();
                  peer.answer(0);
                  peer.acknowledgeAll();
                });
        IggyClient client = IggyClient.connect(server.options().build(), 2)) {
      List<CompletableFuture<Void>> pings = new ArrayList<>();
      for (int i = 0; i < 5; i++) {
        pings.add(CompletableFuture.runAsync(client.system()::ping, threads));
      }
      for (CompletableFuture<Void> ping : pings) {
        ping.get(30, TimeUnit.SECONDS);
      }
      assertThat(server.accepted()).isEqualTo(5);
    } finally {
      threads.shutdown();
    }
  }

  @Test
  void shouldAskAgainOnANewConnectionWhenAReadFindsThePooledOneDead() {
    AtomicBoolean first = new AtomicBoolean(true);
    try (FaultServer server =
            FaultServer.start(
                peer -> {
                  peer.logIn();
                  peer.readRequest();
                  peer.answer(0);
                  if (first.getAndSet(false)) {
                    peer.readRequest();
                    return;
                  }
                  peer.acknowledgeAll();
                });
        IggyClient client = IggyClient.connect(server.options().build(), 1)) {
      client.system().ping();
      client.system().ping();

      assertThat(server.accepted()).isEqualTo(2);
    }
  }

  @Test
  void shouldNotSendAgainWhenARequestThatChangesSomethingFindsThePooledConnectionDead() {
    AtomicInteger creations = new AtomicInteger();
    try (FaultServer server =
            FaultServer.start(
                peer -> {
                  peer.logIn();
                  while (peer.readRequest() != 202) {
                    peer.answer(0);
                  }
                  creations.incrementAndGet();
                });
        IggyClient client = IggyClient.connect(server.options().build(), 1)) {
      client.system().ping();

      assertThatThrownBy(() -> client.streams().create("s"))
          .isInstanceOf(IggyException.class)
          .hasMessageContaining("lost the connection");
      assertThat(creations).hasValue(1);
    }
  }

  @Test
  void shouldNotReuseAConnectionWhoseRequestTimedOut() {
    try (FaultServer server =
            FaultServer.start(
                peer -> {
                  peer.logIn();
                  peer.readRequest();
                  if (peer.number() == 1) {
                    peer.hold();
                  }
                  peer.answer(0);
                  peer.acknowledgeAll();
                });
        IggyClient client =
            IggyClient.connect(server.options().requestTimeoutMillis(1_000).build(), 1)) {
      assertThatThrownBy(() -> client.system().ping()).isInstanceOf(IggyTimeoutException.class);
      client.system().ping();

      assertThat(server.accepted()).isEqualTo(2);
    }
  }

  @Test
  void shouldNotReuseAnIdleConnectionThatGotBytesNobodyAskedFor() {
    byte[] twoAnswers = new byte[16];
    try (FaultServer server =
            FaultServer.start(
                peer -> {
                  peer.logIn();
                  peer.readRequest();
                  peer.send(twoAnswers);
                  peer.acknowledgeAll();
                });
        IggyClient client = IggyClient.connect(server.options().build(), 1)) {
      client.system().ping();
      client.system().ping();

      assertThat(server.accepted()).isEqualTo(2);
    }
  }

  @Test
  void shouldEndRequestsAndRefuseOthersWhenClosed() throws Exception {
    CountDownLatch asked = new CountDownLatch(1);
    try (FaultServer server =
        FaultServer.start(
            peer -> {
              peer.logIn();
              peer.readRequest();
              asked.countDown();
              peer.hold();
            })) {
      IggyClient client = IggyClient.connect(server.options().build(), 1);
      Waiter waiter = Waiter.start(() -> client.system().ping());
      asked.await();
      waiter.awaitWaiting();

      client.close();

      assertThat(waiter.failure()).hasMessageContaining("was closed while waiting");
      assertThatThrownBy(() -> client.system().ping()).hasMessageContaining("is closed");
    }
  }

  @Test
  void shouldEndConnectingWhenClosed() throws Exception {
    try (FaultServer server = FaultServer.start(peer -> peer.hold())) {
      IggyClient client = IggyClient.connect(server.options().build(), 1);
      Waiter waiter = Waiter.start(() -> client.system().ping());
      waiter.awaitWaiting();

      client.close();

      assertThat(waiter.failure()).hasMessageContaining("closed while connecting");
    }
  }

  @Test
  void shouldPingIdleConnectionsAndDropTheDeadWhenAskedForAHeartbeat() {
    try (FaultServer server = acknowledging();
        IggyClient client = IggyClient.connect(server.options().build(), 1)) {
      client.heartbeat();
      client.system().ping();
      client.heartbeat();
      client.system().ping();

      assertThat(server.accepted()).isEqualTo(1);
    }
  }

  private static FaultServer acknowledging() {
    return FaultServer.start(
        peer -> {
          peer.logIn();
          peer.acknowledgeAll();
        });
  }
}
