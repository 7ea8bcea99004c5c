// SPDX-License-Identifier: Apache-2.0
package org.apache.iggy.connector.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.apache.iggy.connector.client.command.ServerInfo;
import org.apache.iggy.connector.client.command.Streams;
import org.apache.iggy.connector.client.testkit.FaultServer;
import org.apache.iggy.connector.client.testkit.IggyTarget;
import org.apache.iggy.connector.embedded.EmbeddedIggyOptions;
import org.apache.iggy.connector.embedded.EmbeddedIggyServer;
import org.apache.iggy.connector.protocol.system.GetMe;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class HeartbeatTest {
  private static final Duration SERVER_INTERVAL = Duration.ofSeconds(1);

  @Test
  void shouldStayConnectedWhenBusyAndTheServerWantsHeartbeats() {
    try (EmbeddedIggyServer server = wantsHeartbeats();
        IggyConnection connection = open(server, 50)) {
      askFor(connection, SERVER_INTERVAL.multipliedBy(3));

      assertThat(connection.isOpen()).isTrue();
    }
  }

  @Test
  void shouldBeDroppedWhenBusyWithoutHeartbeats() {
    assumeThat(IggyTarget.isVsr()).as("since 0.9 any request is a sign of life").isFalse();
    try (EmbeddedIggyServer server = wantsHeartbeats();
        IggyConnection connection = open(server, 0)) {
      assertThatThrownBy(() -> askFor(connection, SERVER_INTERVAL.multipliedBy(50)))
          .isInstanceOf(IggyException.class);
    }
  }

  @Test
  void shouldKeepIdleConnectionsOfAClientWhenSomebodySchedulesItsHeartbeat() throws Exception {
    try (EmbeddedIggyServer server = wantsHeartbeats();
        IggyClient client = IggyClient.connect(options(server, 0), 1)) {
      long id = client.system().me().id();
      long end = System.nanoTime() + SERVER_INTERVAL.multipliedBy(3).toNanos();
      while (System.nanoTime() < end) {
        client.heartbeat();
        TimeUnit.MILLISECONDS.sleep(20);
      }
      assertThat(client.system().me().id()).isEqualTo(id);
    }
  }

  @Test
  void shouldGiveTheRequestItsOwnAnswerWhenAPingGoesAhead() {
    try (FaultServer server =
            FaultServer.start(
                peer -> {
                  peer.logIn();
                  assertThat(peer.readRequest()).isEqualTo(1);
                  peer.answer(0);
                  assertThat(peer.readRequest()).isEqualTo(20);
                  peer.answer(41);
                  peer.hold();
                });
        IggyConnection connection =
            IggyConnection.open(server.options().heartbeatIntervalMillis(0).build())) {
      connection.heartbeatWithNextRequest();

      assertThatThrownBy(() -> connection.execute(new GetMe()))
          .isInstanceOfSatisfying(
              IggyServerException.class, e -> assertThat(e.statusCode()).isEqualTo(41));
      assertThat(connection.isIdleAndAlive()).isTrue();
    }
  }

  @Test
  void shouldKeepRequestsAndAnswersInStepWhenARequestBehindAPingCannotBeWritten() {
    try (EmbeddedIggyServer server = EmbeddedIggyServer.start();
        IggyConnection connection = open(server, 0)) {
      connection.heartbeatWithNextRequest();
      assertThatThrownBy(() -> new Streams(connection).create("x".repeat(256)))
          .isInstanceOf(IllegalArgumentException.class);

      assertThat(new ServerInfo(connection).me().userId()).isZero();
      assertThat(connection.isIdleAndAlive()).isTrue();
    }
  }

  private static EmbeddedIggyServer wantsHeartbeats() {
    return EmbeddedIggyServer.start(
        EmbeddedIggyOptions.builder().heartbeatInterval(SERVER_INTERVAL).build());
  }

  private static ConnectionOptions options(EmbeddedIggyServer server, int intervalMillis) {
    return IggyTarget.options(IggyAddress.of(server.host(), server.port()))
        .heartbeatIntervalMillis(intervalMillis)
        .build();
  }

  private static IggyConnection open(EmbeddedIggyServer server, int intervalMillis) {
    return IggyConnection.open(options(server, intervalMillis));
  }

  private static void askFor(IggyConnection connection, Duration time) {
    long end = System.nanoTime() + time.toNanos();
    while (System.nanoTime() < end) {
      new ServerInfo(connection).me();
    }
  }
}
