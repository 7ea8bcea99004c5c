// SPDX-License-Identifier: Apache-2.0
package org.apache.iggy.connector.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.atomic.AtomicBoolean;
import org.apache.iggy.connector.client.testkit.FaultPeer;
import org.apache.iggy.connector.client.testkit.FaultServer;
import org.apache.iggy.connector.client.testkit.IggyTarget;
import org.apache.iggy.connector.protocol.status.ErrorCategory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class ServerProbeTest {
  @Test
  void shouldRefuseWithOneClearErrorWhenTheServerIsOfTheNewerGeneration() {
    try (FaultServer server = FaultServer.start(ServerProbeTest::playNewerServer)) {
      assertThatThrownBy(() -> IggyConnection.open(server.options().build()))
          .isInstanceOfSatisfying(
              IggyException.class,
              e -> assertThat(e.category()).isEqualTo(ErrorCategory.CONFIGURATION))
          .hasMessageContaining("Iggy 0.9 or newer")
          .hasMessageContaining(server.address().toString());
    }
  }

  @Test
  void shouldProbeAgainWhenAServerThatWasKnownDoesNotAnswerTheLogin() {
    AtomicBoolean upgraded = new AtomicBoolean();
    try (FaultServer server =
        FaultServer.start(
            peer -> {
              if (upgraded.get()) {
                playNewerServer(peer);
              } else {
                peer.logIn();
              }
            })) {
      IggyConnection.open(server.options().build()).close();
      upgraded.set(true);
      ConnectionOptions impatient = server.options().connectTimeoutMillis(200).build();

      assertThatThrownBy(() -> IggyConnection.open(impatient))
          .isInstanceOf(IggyTimeoutException.class);
      assertThatThrownBy(() -> IggyConnection.open(server.options().build()))
          .hasMessageContaining("Iggy 0.9 or newer");
    }
  }

  @Test
  void shouldSayWhatIsThereNowWhenSomethingElseTookThePortOfAKnownServer() {
    AtomicBoolean replaced = new AtomicBoolean();
    try (FaultServer server =
        FaultServer.start(
            peer -> {
              if (!replaced.get()) {
                peer.logIn();
                return;
              }
              peer.send("HTTP/1.1 400 Bad Request\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
              peer.hold();
            })) {
      IggyConnection.open(server.options().build()).close();
      replaced.set(true);

      assertThatThrownBy(() -> IggyConnection.open(server.options().build()))
          .hasMessageContaining("does not speak Iggy's protocol");
    }
  }

  @Test
  void shouldAskAnAddressOnceWhenItAnswers() {
    AtomicBoolean probed = new AtomicBoolean();
    try (FaultServer server =
        FaultServer.start(
            peer -> {
              if (peer.number() == 1) {
                peer.logIn();
                return;
              }
              probed.set(peer.readRequest() == 20);
              peer.answer(0, new byte[4]);
            })) {
      IggyConnection.open(server.options().build()).close();
      IggyConnection.open(server.options().build()).close();

      assertThat(probed).isFalse();
    }
  }

  @Test
  void shouldLogInWhenTheServerIsOfTheLegacyGeneration() {
    try (IggyTarget target = IggyTarget.start();
        IggyClient client = target.client()) {
      assertThat(client.system().me().userId()).isZero();
    }
  }

  @Test
  void shouldSayWhenSomethingElseListensOnThePort() {
    try (FaultServer server =
        FaultServer.start(
            peer -> {
              peer.send("HTTP/1.1 400 Bad Request\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
              peer.hold();
            })) {
      assertThatThrownBy(() -> IggyConnection.open(server.options().build()))
          .hasMessageContaining("does not speak Iggy's protocol");
    }
  }

  /**
   * Stands in for a server of 0.9: it reads headers of 256 bytes, is silent until it has one, and
   * answers a ping by a reply of 256 bytes.
   */
  private static void playNewerServer(FaultPeer peer) throws java.io.IOException {
    while (true) {
      ByteBuffer request = ByteBuffer.wrap(peer.read(256)).order(ByteOrder.LITTLE_ENDIAN);
      if (request.getInt(48) < 256) {
        return;
      }
      ByteBuffer reply = ByteBuffer.allocate(256).order(ByteOrder.LITTLE_ENDIAN);
      reply.putInt(48, 256).put(60, (byte) 8).put(208, request.get(176));
      peer.send(reply.array());
    }
  }
}
