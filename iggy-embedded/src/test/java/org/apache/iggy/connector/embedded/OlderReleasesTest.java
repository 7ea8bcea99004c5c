// SPDX-License-Identifier: Apache-2.0
package org.apache.iggy.connector.embedded;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.DataInputStream;
import java.io.IOException;
import java.net.Socket;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import org.apache.iggy.connector.embedded.release.IggyRelease;
import org.apache.iggy.connector.protocol.command.CommandCode;
import org.apache.iggy.connector.protocol.framing.Framing;
import org.apache.iggy.connector.protocol.framing.LegacyFraming;
import org.apache.iggy.connector.protocol.framing.ProtocolGeneration;
import org.apache.iggy.connector.protocol.message.HeaderField;
import org.apache.iggy.connector.protocol.message.MessageBatchEncoder;
import org.apache.iggy.connector.protocol.message.MessageCursor;
import org.apache.iggy.connector.protocol.message.Partitioning;
import org.apache.iggy.connector.protocol.message.PolledMessages;
import org.apache.iggy.connector.protocol.message.SendMessages;
import org.apache.iggy.connector.protocol.message.UserHeaders;
import org.apache.iggy.connector.protocol.status.IggyStatus;
import org.apache.iggy.connector.protocol.system.GetStats;
import org.apache.iggy.connector.protocol.system.Stats;
import org.apache.iggy.connector.protocol.user.LoginUser;
import org.junit.jupiter.api.Test;

/** What Iggy 0.6 and 0.7 have otherwise than 0.8. */
class OlderReleasesTest {
  private static final LoginUser LOGIN = new LoginUser("iggy", "iggy", "0.6.0", "");

  private static EmbeddedIggyServer start(IggyRelease release) {
    return EmbeddedIggyServer.start(EmbeddedIggyOptions.builder().legacyRelease(release).build());
  }

  private static WireClient login(EmbeddedIggyServer server, Framing framing) {
    WireClient client = WireClient.connect(server.socketAddress(), framing);
    client.ask(LOGIN);
    return client;
  }

  private static SendMessages send() {
    MessageBatchEncoder encoder = new MessageBatchEncoder();
    UserHeaders headers = UserHeaders.builder().put("key", HeaderField.ofUint32(7)).build();
    encoder.add("a".getBytes(StandardCharsets.UTF_8), headers, 5);
    encoder.add("b".getBytes(StandardCharsets.UTF_8), UserHeaders.empty(), 6);
    return new SendMessages(
        TestTopic.STREAM, TestTopic.TOPIC, Partitioning.partition(0), encoder.batch());
  }

  private static void assertSent(PolledMessages polled) {
    MessageCursor cursor = polled.cursor();
    assertThat(cursor.next()).isTrue();
    assertThat(cursor.checksumMatches()).isTrue();
    assertThat(cursor.userHeaders().get("key")).contains(HeaderField.ofUint32(7));
    assertThat(cursor.originTimestampMicros()).isEqualTo(5);
    assertThat(Batches.payloads(polled)).containsExactly("a", "b");
    assertThat(Batches.offsets(polled)).containsExactly(0L, 1L);
  }

  @Test
  void shouldTakeAndGiveTheMessagesOfIggy06() {
    try (EmbeddedIggyServer server = start(IggyRelease.V0_6);
        WireClient old = login(server, LegacyFraming.of06());
        WireClient vsr = WireClient.login(server, ProtocolGeneration.VSR)) {
      TestTopic.create(old, 1);
      old.ask(send());
      PolledMessages polled = old.ask(TestTopic.pollFirst(0));
      assertThat(polled.sizeBytes())
          .as("without reserved bytes and the key's kind")
          .isEqualTo(2 * 56 + 2 + 4 + 3 + 1 + 4 + 4);
      assertSent(polled);
      assertSent(vsr.ask(TestTopic.pollFirst(0)));
    }
  }

  @Test
  void shouldRefuseMessagesOfAnotherRelease() {
    try (EmbeddedIggyServer server = start(IggyRelease.V0_6);
        WireClient newer = login(server, new LegacyFraming())) {
      TestTopic.create(newer, 1);
      assertThat(newer.fail(send())).isEqualTo(IggyStatus.INVALID_MESSAGES_SIZE);
      assertThat(newer.ask(TestTopic.pollFirst(0)).count()).isZero();
    }
  }

  @Test
  void shouldSayLessOfItselfBefore08() {
    for (IggyRelease release : new IggyRelease[] {IggyRelease.V0_6, IggyRelease.V0_7}) {
      try (EmbeddedIggyServer server = start(release);
          WireClient client = login(server, new LegacyFraming())) {
        Stats stats = client.ask(new GetStats());
        assertThat(stats.serverVersion()).isEqualTo(release.version());
        assertThat(stats.totalDiskSpaceBytes()).isZero();
      }
    }
  }

  @Test
  void shouldTakeAShortLoginAs07Does() throws IOException {
    assertThat(statusOfShortLogin(IggyRelease.V0_7)).isZero();
    assertThat(statusOfShortLogin(IggyRelease.V0_8)).isEqualTo(IggyStatus.INVALID_COMMAND.code());
  }

  private static int statusOfShortLogin(IggyRelease release) throws IOException {
    byte[] body = {4, 'i', 'g', 'g', 'y', 4, 'i', 'g', 'g', 'y'};
    ByteBuffer frame = ByteBuffer.allocate(8 + body.length).order(ByteOrder.LITTLE_ENDIAN);
    frame.putInt(4 + body.length).putInt(CommandCode.LOGIN_USER.code()).put(body);
    try (EmbeddedIggyServer server = start(release);
        Socket socket = new Socket(server.host(), server.port())) {
      socket.setSoTimeout(20_000);
      socket.getOutputStream().write(frame.array());
      byte[] header = new DataInputStream(socket.getInputStream()).readNBytes(8);
      return ByteBuffer.wrap(header).order(ByteOrder.LITTLE_ENDIAN).getInt(0);
    }
  }
}
