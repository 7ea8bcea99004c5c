// SPDX-License-Identifier: Apache-2.0
package org.apache.iggy.connector.embedded;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.apache.iggy.connector.embedded.release.IggyRelease;
import org.apache.iggy.connector.protocol.command.CommandCode;
import org.apache.iggy.connector.protocol.command.Request;
import org.apache.iggy.connector.protocol.framing.EvictionReason;
import org.apache.iggy.connector.protocol.framing.VsrFraming;
import org.apache.iggy.connector.protocol.status.IggyStatus;
import org.apache.iggy.connector.protocol.stream.CreateStream;
import org.apache.iggy.connector.protocol.stream.GetStreams;
import org.apache.iggy.connector.protocol.system.GetMe;
import org.apache.iggy.connector.protocol.system.Ping;
import org.apache.iggy.connector.protocol.user.LoginUser;
import org.apache.iggy.connector.protocol.user.LogoutUser;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

/** What VSR has below the commands: sessions, request numbers, silence, evictions. */
@ParameterizedClass
@EnumSource(
    value = IggyRelease.class,
    names = {"V0_9", "V0_9_EDGE_5"})
class VsrSessionTest {
  private static final LoginUser LOGIN = new LoginUser("iggy", "iggy", "", "");

  @Parameter private IggyRelease release;
  private VsrServer server;
  private WireClient client;

  @BeforeEach
  void start() {
    server = VsrServer.start(release);
    client = server.login();
  }

  @AfterEach
  void stop() {
    if (client != null) {
      client.close();
      server.close();
    }
  }

  @Test
  void shouldSayNothingToWhatARealServerIgnores() {
    List<VsrFrame> ignored =
        List.of(
            VsrFrame.of(CommandCode.PING).client(0),
            VsrFrame.of(0),
            VsrFrame.of(200),
            VsrFrame.of(VsrFrame.REGISTER).number(1),
            VsrFrame.of(VsrFrame.REGISTER).session(1),
            VsrFrame.of(VsrFrame.LOGOUT).number(1),
            VsrFrame.of(VsrFrame.CREATE_STREAM, (byte) 1, (byte) 'a').number(0).session(1),
            VsrFrame.of(VsrFrame.CREATE_STREAM, (byte) 1, (byte) 'a').number(1).session(0),
            VsrFrame.of(CommandCode.PING).command(6));
    for (VsrFrame frame : ignored) {
      client.write(frame.bytes());
      // An answer to the frame would come first.
      client.ask(new Ping());
      assertThat(client.answeredTicket()).isEqualTo(client.ticket());
    }
  }

  @Test
  void shouldCloseTheConnectionWhenTheNextFrameCannotBeFound() {
    List<VsrFrame> closing =
        List.of(
            VsrFrame.of(CommandCode.PING).size(255),
            VsrFrame.of(CommandCode.PING).size(64 * 1024 * 1024 + 1),
            VsrFrame.of(CommandCode.PING).command(30));
    for (VsrFrame frame : closing) {
      try (WireClient broken = server.connect()) {
        broken.write(frame.bytes());
        assertThat(broken.isClosedByServer()).isTrue();
      }
    }
  }

  @Test
  void shouldServeNothingButPingsBeforeALogin() {
    try (WireClient stranger = server.connect()) {
      stranger.ask(new Ping());
      assertThat(stranger.fail(new GetStreams())).isEqualTo(IggyStatus.UNAUTHENTICATED);
      stranger.write(stranger.frame(new CreateStream("stream")));
      assertThat(stranger.readEviction()).isEqualTo(EvictionReason.NO_SESSION);
      stranger.ask(new LogoutUser());
      stranger.ask(LOGIN);
      stranger.ask(new GetStreams());
    }
  }

  @Test
  void shouldRefuseLoginsThatAreWrong() {
    try (WireClient stranger = server.connect()) {
      stranger.write(stranger.frame(new LoginUser("iggy", "wrong", "", "")));
      assertThat(stranger.readEviction()).isEqualTo(EvictionReason.INVALID_CREDENTIALS);
      stranger.write(VsrFrame.of(VsrFrame.REGISTER, (byte) 1).bytes());
      assertThat(stranger.readEviction()).isEqualTo(EvictionReason.MALFORMED_LOGIN);
      stranger.write(VsrFrame.of(CommandCode.LOGIN_USER).bytes());
      assertThat(stranger.readEviction()).isEqualTo(EvictionReason.MALFORMED_LOGIN);
      stranger.ask(LOGIN);
    }
  }

  @Test
  void shouldRefuseWhatIsNoRead() {
    for (CommandCode code : List.of(CommandCode.CREATE_STREAM, CommandCode.FLUSH_UNSAVED_BUFFER)) {
      client.write(VsrFrame.of(code).bytes());
      assertThat(IggyStatus.of(client.read().status())).isEqualTo(IggyStatus.FEATURE_UNAVAILABLE);
    }
    client.write(VsrFrame.of(VsrFrame.NON_REPLICATED).code(9999).bytes());
    assertThat(IggyStatus.of(client.read().status())).isEqualTo(IggyStatus.INVALID_COMMAND);
    client.write(VsrFrame.of(CommandCode.PING).checksum(77).bytes());
    assertThat(IggyStatus.of(client.read().status())).isEqualTo(IggyStatus.INVALID_FORMAT);
    client.write(VsrFrame.of(64).number(1).session(1).bytes());
    assertThat(client.readEviction()).isEqualTo(EvictionReason.INVALID_REQUEST_OPERATION);
  }

  @Test
  void shouldGiveTheSameSessionToALoginOnTopOfAnother() {
    long session = client.ask(LOGIN).registration().orElseThrow().session();
    assertThat(client.ask(LOGIN).registration().orElseThrow().session()).isEqualTo(session);
  }

  @Test
  void shouldLetAnotherConnectionTakeASessionOver() {
    server.requireEmbedded("a real server does so between connections of different shards only");
    TestTopic.create(client, 1);
    try (WireClient first = server.login(VsrFraming.ofClient(4711, 1));
        WireClient second = server.login(VsrFraming.ofClient(4711, 1))) {
      first.write(first.frame(new CreateStream("other")));
      assertThat(first.readEviction()).isEqualTo(EvictionReason.SESSION_SUPERSEDED);
      first.ask(TestTopic.send(0, "still works"));
      assertThat(Batches.payloads(second.ask(TestTopic.pollFirst(0))))
          .containsExactly("still works");
    }
  }

  @Test
  void shouldEndTheSessionWithALogout() {
    client.ask(new LogoutUser());
    assertThat(client.fail(new GetMe())).isEqualTo(IggyStatus.UNAUTHENTICATED);
    client.ask(LOGIN);
    client.ask(new GetMe());
  }

  @Test
  void shouldAnswerARepeatedChangeWithoutDoingItAgain() {
    Request<?> create = new CreateStream("stream");
    byte[] frame = client.frame(create);
    client.write(frame);
    byte[] reply = client.readVsrFrame();
    client.write(frame);
    assertThat(client.readVsrFrame()).isEqualTo(reply);
    assertThat(client.fail(create)).isEqualTo(IggyStatus.STREAM_NAME_ALREADY_EXISTS);
  }

  @Test
  void shouldTellThatARepeatedChangeIsDoneWhenItsAnswerIsForgotten() {
    byte[] old = client.frame(new CreateStream("stream"));
    client.write(old);
    assertThat(client.read().status()).isZero();
    for (int i = 0; i < 5; i++) {
      assertThat(client.fail(new CreateStream("stream")))
          .isEqualTo(IggyStatus.STREAM_NAME_ALREADY_EXISTS);
    }
    client.write(old);
    assertThat(IggyStatus.of(client.read().status())).isEqualTo(IggyStatus.REQUEST_ALREADY_APPLIED);
  }

  @Test
  void shouldSayNothingToAnotherChangeUnderAnOldNumber() {
    client.ask(new CreateStream("stream"));
    client.write(client.frameAgain(new CreateStream("other")));
    client.ask(new Ping());
    assertThat(client.answeredTicket()).isEqualTo(client.ticket());
  }

  @Test
  void shouldStoreARepeatedSendOnlyBeforeTheFinalRelease() {
    TestTopic.create(client, 1);
    Request<Void> send = TestTopic.send(0, "a");
    client.ask(send);
    client.write(client.frameAgain(send));
    WireClient.Answer again = client.read();
    assertThat(again.status()).isZero();
    assertThat(again.body().hasRemaining()).isEqualTo(release == IggyRelease.V0_9_EDGE_5);
    assertThat(client.ask(TestTopic.pollFirst(0)).count())
        .isEqualTo(release == IggyRelease.V0_9_EDGE_5 ? 2 : 1);
  }
}
