// SPDX-License-Identifier: Apache-2.0
package org.apache.iggy.connector.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.iggy.connector.client.testkit.FaultPeer;
import org.apache.iggy.connector.client.testkit.FaultServer;
import org.apache.iggy.connector.client.testkit.IggyTarget;
import org.apache.iggy.connector.client.testkit.VsrPeer;
import org.apache.iggy.connector.protocol.framing.ProtocolGeneration;
import org.apache.iggy.connector.protocol.status.ErrorCategory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class ServerProbeTest {
  /** Half is for a login that is not answered, the other half for asking: time for a stall each. */
  private static final int CONNECT_MILLIS = 4_000;

  @Test
  void shouldSpeakWhatTheServerSpeaksWhenNothingIsTold() {
    try (FaultServer legacy = FaultServer.start(FaultPeer::logIn);
        FaultServer newer = FaultServer.start(ServerProbeTest::playNewerServer);
        IggyConnection toLegacy = IggyConnection.open(legacy.options().build());
        IggyConnection toNewer = IggyConnection.open(newer.options().build())) {
      assertThat(toLegacy.generation()).contains(ProtocolGeneration.LEGACY);
      assertThat(toNewer.generation()).contains(ProtocolGeneration.VSR);
    }
  }

  @Test
  void shouldFollowTheServerWhenItIsReplacedByOneOfTheOtherGenerationAndBack() {
    AtomicBoolean upgraded = new AtomicBoolean();
    try (FaultServer server = serverOfEither(upgraded)) {
      for (ProtocolGeneration expected :
          List.of(
              ProtocolGeneration.LEGACY,
              ProtocolGeneration.VSR,
              ProtocolGeneration.LEGACY,
              ProtocolGeneration.VSR)) {
        upgraded.set(expected == ProtocolGeneration.VSR);
        // A server of 0.9 says nothing to a login of 0.8, which must not take all of the time.
        ConnectionOptions options = server.options().connectTimeoutMillis(CONNECT_MILLIS).build();
        try (IggyConnection connection = IggyConnection.open(options)) {
          assertThat(connection.generation()).contains(expected);
        }
      }
    }
  }

  @Test
  void shouldFollowTheServerWhenNobodyLogsIn() {
    AtomicBoolean upgraded = new AtomicBoolean();
    try (FaultServer server = serverOfEither(upgraded)) {
      IggyConnection.open(server.options().build()).close();
      upgraded.set(true);
      ConnectionOptions options =
          server.options().credentials(null).connectTimeoutMillis(CONNECT_MILLIS).build();

      try (IggyConnection connection = IggyConnection.open(options)) {
        assertThat(connection.generation()).contains(ProtocolGeneration.VSR);
      }
    }
  }

  @Test
  void shouldNotGuessWhenTheServerIsSilentOrGone() {
    AtomicBoolean silent = new AtomicBoolean(true);
    try (FaultServer server =
        FaultServer.start(
            peer -> {
              if (silent.get()) {
                peer.hold();
              }
            })) {
      ConnectionOptions options = server.options().connectTimeoutMillis(200).build();

      assertThatThrownBy(() -> IggyConnection.open(options))
          .isInstanceOf(IggyTimeoutException.class);
      silent.set(false);
      assertThatThrownBy(() -> IggyConnection.open(options))
          .isInstanceOfSatisfying(IggyException.class, e -> assertThat(e.isTransient()).isTrue());
    }
  }

  @Test
  void shouldNameTheSettingWhenItTellsTheOtherGeneration() {
    AtomicBoolean upgraded = new AtomicBoolean();
    try (FaultServer server = serverOfEither(upgraded)) {
      assertRefused(server, ProtocolChoice.VSR, "protocol is set to vsr; set it to legacy or auto");
      upgraded.set(true);
      assertRefused(
          server, ProtocolChoice.LEGACY, "protocol is set to legacy; set it to vsr or auto");
    }
  }

  private static void assertRefused(FaultServer server, ProtocolChoice told, String message) {
    ConnectionOptions options =
        server.options().protocol(told).connectTimeoutMillis(CONNECT_MILLIS).build();
    assertThatThrownBy(() -> IggyConnection.open(options))
        .hasMessageContaining(message)
        .hasMessageContaining(server.address().toString())
        .isInstanceOfSatisfying(
            IggyException.class,
            e -> assertThat(e.category()).isEqualTo(ErrorCategory.CONFIGURATION));
  }

  @Test
  void shouldNotAskWhenTheSettingTells() {
    AtomicInteger asked = new AtomicInteger();
    try (FaultServer server =
        FaultServer.start(
            peer -> {
              VsrPeer.Frame first = new VsrPeer(peer).read();
              asked.addAndGet(first.operation() == VsrPeer.REGISTER ? 0 : 1);
            })) {
      ConnectionOptions options = server.options().protocol(ProtocolChoice.VSR).build();

      assertThatThrownBy(() -> IggyConnection.open(options)).isInstanceOf(IggyException.class);
      assertThat(server.accepted()).isEqualTo(2);
      assertThat(asked).as("only to find out why the login was not answered").hasValue(1);
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

  private static FaultServer serverOfEither(AtomicBoolean upgraded) {
    return FaultServer.start(
        peer -> {
          if (upgraded.get()) {
            playNewerServer(peer);
          } else {
            playLegacyServer(peer);
          }
        });
  }

  private static void playNewerServer(FaultPeer peer) throws IOException, InterruptedException {
    new VsrPeer(peer).logIn();
    peer.hold();
  }

  /** Takes zeros for requests of no length, as the real one does. */
  private static void playLegacyServer(FaultPeer peer) throws IOException, InterruptedException {
    byte[] start = peer.read(8);
    boolean zeros = ByteBuffer.wrap(start).getLong() == 0;
    for (int i = 0; zeros && i < 6; i++) {
      peer.answer(3);
    }
    if (!zeros) {
      peer.logIn(start);
    }
    peer.hold();
  }
}
