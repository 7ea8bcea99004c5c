// SPDX-License-Identifier: Apache-2.0
package org.apache.iggy.connector.pinot.it.fault;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.apache.iggy.connector.client.IggyAddress;
import org.apache.iggy.connector.client.testkit.FaultProxy;
import org.apache.iggy.connector.embedded.EmbeddedIggyServer;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/** A network that cuts, holds back and damages what it carries, while rows flow. */
@Execution(ExecutionMode.CONCURRENT)
@Tag("one-pinot")
@Timeout(value = 15, unit = TimeUnit.MINUTES)
class ConnectionFaultTest {
  private static final Duration LENGTH = FaultLength.of(Duration.ofSeconds(3));
  private static final int PARTITIONS = 3;
  private static final int EVENTS_A_SECOND = 1_500;
  private static final long SEED = 20_261_121;

  @Test
  void shouldLoseNothingWhenConnectionsAreCutAtRandom() {
    Random random = new Random(SEED);
    play(
        Map.of(),
        scene -> {
          int before = scene.proxy.accepted();
          Poll.during(
              LENGTH,
              () -> {
                if (random.nextInt(5) == 0) {
                  scene.proxy.cutAll();
                } else {
                  scene.proxy.cutOne(random);
                }
                scene.table.assertConsuming();
              });
          assertThat(scene.proxy.accepted() - before).isGreaterThan(10);
        });
  }

  @Test
  void shouldLoseNothingWhenAnswersAreCutInMidFrame() {
    Random random = new Random(SEED);
    playOnAnswers(
        proxy -> {
          int body = random.nextInt(2_000);
          proxy.cutAnswerAfter(random.nextInt(4) == 0 ? random.nextInt(8) : 8 + body);
        });
  }

  @Test
  void shouldLoseNothingWhenLengthsAreCorrupted() {
    Random random = new Random(SEED);
    playOnAnswers(
        proxy ->
            proxy.corruptAnswerLength(
                length ->
                    switch (random.nextInt(5)) {
                      case 0 -> length - 1;
                      case 1 -> length + 1;
                      case 2 -> Integer.MAX_VALUE;
                      case 3 -> -1;
                      default -> length + 1_000_000;
                    }));
  }

  /** Damages one answer after the other, each as soon as the last fault has struck. */
  private void playOnAnswers(Consumer<FaultProxy> fault) {
    play(
        // A length that claims more than comes is only found out by the time that is given.
        Map.of("request.timeout.millis", "1000"),
        scene -> {
          for (int i = 1; i <= 10; i++) {
            int number = i;
            fault.accept(scene.proxy);
            Poll.until(
                FaultScene.DEADLINE,
                () -> scene.proxy.struck() >= number,
                () -> scene.proxy.struck() + " answers were damaged");
            scene.table.assertConsuming();
          }
        });
  }

  @Test
  void shouldLoseNothingWhenConnectionsAreHalfClosed() {
    play(
        Map.of(),
        scene ->
            Poll.during(
                LENGTH,
                () -> {
                  scene.proxy.halfCloseAll();
                  scene.table.assertConsuming();
                }));
  }

  @Test
  void shouldGoOnWhenTheServerAcceptsAndIsSilent() {
    play(
        Map.of("request.timeout.millis", "1500"),
        scene -> {
          scene.proxy.stall();
          scene.proxy.cutAll();
          scene.table.endure(LENGTH);
          scene.proxy.resume();
        });
  }

  @Test
  void shouldGoOnWhenNothingGetsThroughOpenConnections() {
    play(
        Map.of("request.timeout.millis", "1500"),
        scene -> {
          scene.proxy.stall();
          scene.table.endure(LENGTH);
          scene.proxy.resume();
        });
  }

  @Test
  void shouldGoOnWhenAnswersAreSlow() {
    play(
        Map.of(),
        scene -> {
          scene.proxy.delayAnswers(300);
          scene.table.endure(LENGTH);
          scene.proxy.resume();
        });
  }

  @Test
  void shouldGoOnWhenAnswersComeByteByByte() {
    play(
        Map.of(),
        scene -> {
          scene.proxy.drip();
          scene.table.endure(LENGTH);
          scene.proxy.resume();
        });
  }

  @Test
  void shouldGoOnWhenConnectionsAreRefused() {
    play(
        Map.of(),
        scene -> {
          scene.proxy.refuse();
          scene.proxy.cutAll();
          scene.table.endure(LENGTH);
          scene.proxy.listen();
        });
  }

  @Test
  void shouldLeaveAnOutageOverTheBudgetToPinotAndLoseNothing() {
    try (EmbeddedIggyServer server = EmbeddedIggyServer.start()) {
      IggyAddress address = IggyAddress.of(server.host(), server.port());
      try (FaultProxy proxy = FaultProxy.start(address);
          FaultScene scene = new FaultScene(address, PARTITIONS)) {
        scene.startFeed(EVENTS_A_SECOND);
        scene.startTable(proxy.address(), Map.of("reconnect.budget.millis", "200"));
        scene.consumeSome();

        proxy.refuse();
        proxy.cutAll();
        Poll.until(
            FaultScene.DEADLINE,
            () -> scene.log().failedFetches().size() >= PARTITIONS,
            () -> scene.log().failedFetches().toString());
        proxy.listen();

        scene.feed().awaitMore(1_500);
        scene.assertRowsExact();
        assertThat(scene.log().failedFetches())
            .allMatch(line -> line.contains("the reconnect budget of 200 ms"));
      }
    }
  }

  /** A scene whose table is behind a proxy. */
  private record ProxiedScene(FaultScene table, FaultProxy proxy) {}

  private static void play(Map<String, String> keys, Consumer<ProxiedScene> fault) {
    try (EmbeddedIggyServer server = EmbeddedIggyServer.start()) {
      IggyAddress address = IggyAddress.of(server.host(), server.port());
      try (FaultProxy proxy = FaultProxy.start(address);
          FaultScene scene = new FaultScene(address, PARTITIONS)) {
        scene.startFeed(EVENTS_A_SECOND);
        scene.startTable(proxy.address(), keys);
        scene.consumeSome();

        fault.accept(new ProxiedScene(scene, proxy));

        scene.consumeSome();
        scene.table().commitSegment(FaultScene.DEADLINE);
        scene.assertExact();
      }
    }
  }
}
