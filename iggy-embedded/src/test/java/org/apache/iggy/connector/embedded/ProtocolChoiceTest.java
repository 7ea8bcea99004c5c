// SPDX-License-Identifier: Apache-2.0
package org.apache.iggy.connector.embedded;

import static org.assertj.core.api.Assertions.assertThat;

import org.apache.iggy.connector.embedded.release.IggyRelease;
import org.apache.iggy.connector.protocol.command.CommandCode;
import org.apache.iggy.connector.protocol.framing.ProtocolGeneration;
import org.apache.iggy.connector.protocol.status.IggyStatus;
import org.apache.iggy.connector.protocol.system.GetStats;
import org.apache.iggy.connector.protocol.system.Ping;
import org.apache.iggy.connector.protocol.user.LoginUser;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Which generation a connection gets, and what the wrong one gets. */
class ProtocolChoiceTest {
  private static final LoginUser LOGIN = new LoginUser("iggy", "iggy", "", "");

  /** What a client sends to find out what a server speaks: both generations answer it. */
  private static final byte[] PROBE =
      VsrFrame.of(CommandCode.PING).thatLegacyServersAnswer().bytes();

  private static EmbeddedIggyServer start(ServedProtocols protocols) {
    return EmbeddedIggyServer.start(EmbeddedIggyOptions.builder().protocols(protocols).build());
  }

  @Test
  void shouldServeBothGenerationsOnOnePort() {
    try (EmbeddedIggyServer server = start(ServedProtocols.BOTH);
        WireClient legacy = WireClient.login(server, ProtocolGeneration.LEGACY);
        WireClient vsr = WireClient.login(server, ProtocolGeneration.VSR)) {
      assertThat(legacy.ask(new GetStats()).serverVersion()).isEqualTo(IggyRelease.V0_8.version());
      assertThat(vsr.ask(new GetStats()).serverVersion()).isEqualTo(IggyRelease.V0_9.version());
    }
  }

  @ParameterizedTest
  @EnumSource(
      value = ServedProtocols.class,
      names = {"VSR", "BOTH"})
  void shouldAnswerTheProbeInVsr(ServedProtocols protocols) {
    try (EmbeddedIggyServer server = start(protocols);
        WireClient client = WireClient.connect(server, ProtocolGeneration.VSR)) {
      client.write(PROBE);
      assertThat(client.read().status()).isZero();
      client.ask(LOGIN);
    }
  }

  @Test
  void shouldAnswerTheProbeAsALegacyServer() {
    try (EmbeddedIggyServer server = start(ServedProtocols.LEGACY);
        WireClient client = WireClient.connect(server, ProtocolGeneration.LEGACY)) {
      client.write(PROBE);
      assertThat(client.read().status()).isEqualTo(IggyStatus.UNAUTHENTICATED.code());
      client.ask(LOGIN);
    }
  }

  @Test
  void shouldAnswerAVsrFrameAsALegacyServerDoes() {
    try (EmbeddedIggyServer server = start(ServedProtocols.LEGACY);
        WireClient client = WireClient.connect(server, ProtocolGeneration.LEGACY)) {
      client.write(VsrFrame.of(CommandCode.PING).bytes());
      for (int i = 0; i < 6; i++) {
        assertThat(client.read().status()).isEqualTo(IggyStatus.INVALID_COMMAND.code());
      }
    }
  }

  @Test
  void shouldWaitForTheRestOfALegacyFrameAsAVsrServerDoes() {
    try (EmbeddedIggyServer server = start(ServedProtocols.VSR);
        WireClient client = WireClient.connect(server, ProtocolGeneration.LEGACY)) {
      byte[] ping = client.frame(new Ping());
      for (int i = 0; i < 31; i++) {
        client.write(ping);
      }
      assertThat(client.isAnsweredWithin(100)).isFalse();
      client.write(ping);
      assertThat(client.isClosedByServer()).as("no length of a VSR frame").isTrue();
    }
  }
}
