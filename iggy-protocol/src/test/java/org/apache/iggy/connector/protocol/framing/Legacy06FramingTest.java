// SPDX-License-Identifier: Apache-2.0
package org.apache.iggy.connector.protocol.framing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.OptionalInt;
import org.apache.iggy.connector.protocol.command.Request;
import org.apache.iggy.connector.protocol.message.HeaderField;
import org.apache.iggy.connector.protocol.message.MessageBatchEncoder;
import org.apache.iggy.connector.protocol.message.MessageCursor;
import org.apache.iggy.connector.protocol.message.Partitioning;
import org.apache.iggy.connector.protocol.message.PollMessages;
import org.apache.iggy.connector.protocol.message.PolledMessages;
import org.apache.iggy.connector.protocol.message.PollingStrategy;
import org.apache.iggy.connector.protocol.message.SendMessages;
import org.apache.iggy.connector.protocol.message.UserHeaders;
import org.apache.iggy.connector.protocol.primitive.Consumer;
import org.apache.iggy.connector.protocol.primitive.Identifier;
import org.apache.iggy.connector.protocol.wire.WireReader;
import org.apache.iggy.connector.protocol.wire.WireWriter;
import org.junit.jupiter.api.Test;

/**
 * Messages as Iggy 0.6 has them. The frames were made from the layouts of its source by a program
 * that shares nothing with ours.
 */
class Legacy06FramingTest {
  private static final String POLLED =
      "00000000ae000000000000002900000000000000020000009cacd22808266b2001000000000000000000"
          + "000000000000280000000000000084431e18240a060001401e18240a0600230000000500000066697273"
          + "740500000074726163650203000000616263010000006e0708000000fbffffffffffffff72946ea13aaf"
          + "331b03000000000000000200000000000000290000000000000084431e18240a060002401e18240a0600"
          + "00000000060000007365636f6e64";
  private static final String SENT =
      "d60000006500000010000000020173020174020400000000020000000000000060000000000000000000"
          + "0000000000009e0000000000000000000000ced417068f28edfa01000000000000000000000000000000"
          + "0000000000000000000000000000000001401e18240a0600230000000500000066697273740500000074"
          + "726163650203000000616263010000006e0708000000fbffffffffffffff4e18887246aa3f9800000000"
          + "0000000000000000000000000000000000000000000000000000000002401e18240a0600000000000600"
          + "00007365636f6e64";
  private static final UserHeaders HEADERS =
      UserHeaders.builder().put("trace", "abc").put("n", HeaderField.ofInt64(-5)).build();

  private final PollMessages poll =
      new PollMessages(
          Consumer.single(Identifier.numeric(1)),
          Identifier.named("s"),
          Identifier.named("t"),
          OptionalInt.of(0),
          PollingStrategy.first(),
          10,
          false);

  @Test
  void shouldReadThemWithoutBeingTold() {
    PolledMessages polled = take(new LegacyFraming(), poll, POLLED);

    MessageCursor cursor = polled.cursor();
    assertThat(cursor.next()).isTrue();
    assertThat(cursor.offset()).isEqualTo(40);
    assertThat(cursor.timestampMicros()).isEqualTo(1_700_000_000_000_900L);
    assertThat(cursor.originTimestampMicros()).isEqualTo(1_700_000_000_000_001L);
    assertThat(text(cursor)).isEqualTo("first");
    assertThat(cursor.userHeaders()).isEqualTo(HEADERS);
    assertThat(cursor.checksumMatches()).isTrue();
    assertThat(cursor.next()).isTrue();
    assertThat(cursor.idLow()).isEqualTo(3);
    assertThat(cursor.idHigh()).isEqualTo(2);
    assertThat(text(cursor)).isEqualTo("second");
    assertThat(cursor.userHeaders().isEmpty()).isTrue();
    assertThat(cursor.next()).isFalse();
  }

  @Test
  void shouldWriteThemAsTheyWereSeenOrTold() {
    LegacyFraming seen = new LegacyFraming();
    take(seen, poll, POLLED);

    assertThat(hex(frame(seen, send(HEADERS)))).isEqualTo(SENT);
    assertThat(hex(frame(LegacyFraming.of06(), send(HEADERS)))).isEqualTo(SENT);
    assertThat(hex(frame(new LegacyFraming(), send(HEADERS)))).isNotEqualTo(SENT);
  }

  @Test
  void shouldTakeThemForThoseOf07WhenTheChecksumHoldsThere() {
    LegacyFraming framing = new LegacyFraming();
    PolledMessages of08 = take(framing, poll, reencoded());

    assertThat(of08.cursor(1).next()).isTrue();
    assertThat(hex(frame(framing, send(HEADERS)))).isNotEqualTo(SENT);
  }

  /** The messages in the layout of 0.7 and 0.8, as a server of ours would answer with them. */
  private String reencoded() {
    PolledMessages polled = take(new LegacyFraming(), poll, POLLED);
    WireWriter out = new WireWriter();
    LegacyFraming.encodeResponse(poll, polled, out);
    return hex(out.toByteArray());
  }

  @Test
  void shouldTellLaterWhenADamagedMessageCameFirst() {
    LegacyFraming framing = new LegacyFraming();
    String damaged = POLLED.replace("6669727374", "6669727375");
    PolledMessages asOf08 = take(framing, poll, damaged);
    assertThat(asOf08.count()).isEqualTo(2);

    assertThat(take(framing, poll, POLLED).cursor().next()).isTrue();
    assertThat(hex(frame(framing, send(HEADERS)))).isEqualTo(SENT);
  }

  @Test
  void shouldReadOnTheServersSideWhatWasWritten() {
    byte[] body = bytes(SENT.substring(16));
    SendMessages received = SendMessages.decode06(new WireReader(ByteBuffer.wrap(body)));

    MessageCursor cursor = received.batch().asLegacy().cursor();
    assertThat(cursor.next()).isTrue();
    assertThat(text(cursor)).isEqualTo("first");
    assertThat(cursor.userHeaders()).isEqualTo(HEADERS);
    assertThat(cursor.next()).isTrue();
    assertThat(cursor.next()).isFalse();
  }

  @Test
  void shouldRefuseHeaderKeysThatAreNotText() {
    UserHeaders typed =
        UserHeaders.builder()
            .put(HeaderField.ofUint128(BigInteger.ONE), HeaderField.ofBool(true))
            .build();

    assertThatThrownBy(() -> frame(LegacyFraming.of06(), send(typed)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("Iggy 0.6");
  }

  private static SendMessages send(UserHeaders headers) {
    MessageBatchEncoder batch = new MessageBatchEncoder();
    byte[] first = "first".getBytes(StandardCharsets.UTF_8);
    batch.add(1, 0, first, 0, first.length, headers, 1_700_000_000_000_001L);
    batch.add(
        "second".getBytes(StandardCharsets.UTF_8), UserHeaders.empty(), 1_700_000_000_000_002L);
    return new SendMessages(
        Identifier.named("s"), Identifier.named("t"), Partitioning.partition(0), batch.batch());
  }

  private static byte[] frame(LegacyFraming framing, Request<?> request) {
    WireWriter out = new WireWriter();
    framing.encodeRequest(request, out);
    return out.toByteArray();
  }

  private static <R> R take(LegacyFraming framing, Request<R> request, String response) {
    framing.encodeRequest(request, new WireWriter());
    ByteBuffer bytes = ByteBuffer.wrap(bytes(response));
    framing.readResponseHeader(bytes);
    return framing.decodeResponse(request, bytes.position(LegacyFraming.RESPONSE_HEADER_LENGTH));
  }

  private static String text(MessageCursor cursor) {
    return new String(cursor.payload(), StandardCharsets.UTF_8);
  }

  private static String hex(byte[] bytes) {
    StringBuilder hex = new StringBuilder();
    for (byte value : bytes) {
      hex.append(String.format("%02x", value));
    }
    return hex.toString();
  }

  private static byte[] bytes(String hex) {
    byte[] bytes = new byte[hex.length() / 2];
    for (int i = 0; i < bytes.length; i++) {
      bytes[i] = (byte) Integer.parseInt(hex.substring(2 * i, 2 * i + 2), 16);
    }
    return bytes;
  }
}
