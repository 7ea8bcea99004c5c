// SPDX-License-Identifier: Apache-2.0
package org.apache.iggy.connector.embedded;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import org.apache.iggy.connector.protocol.command.CommandCode;
import org.apache.iggy.connector.protocol.command.Request;
import org.apache.iggy.connector.protocol.framing.LegacyFraming;
import org.apache.iggy.connector.protocol.message.MessageCursor;
import org.apache.iggy.connector.protocol.message.PolledMessages;
import org.apache.iggy.connector.protocol.stream.CreateStream;
import org.apache.iggy.connector.protocol.wire.WireReader;
import org.junit.jupiter.api.Test;

/**
 * Replays a session that was recorded against a real Iggy 0.8.0 server. Every answer must have the
 * same status and say the same, but for times, random ids and what depends on them.
 */
class GoldenSessionTest {
  private static final String GOLDEN = "/org/apache/iggy/connector/protocol/golden-frames.txt";

  private record Exchange(String label, ByteBuffer request, ByteBuffer response) {}

  @Test
  void shouldAnswerAsTheRealServerDid() throws IOException {
    List<Exchange> session = recordedSession();
    assertThat(session).as("recorded exchanges").hasSizeGreaterThan(50);
    try (EmbeddedIggyServer server = EmbeddedIggyServer.start();
        WireClient loggedIn = WireClient.connect(server);
        WireClient stranger = WireClient.connect(server);
        WireClient earlier = WireClient.login(server)) {
      earlier.ask(new CreateStream("there when the recording began"));
      for (Exchange exchange : session) {
        boolean unauthenticated =
            exchange.label().startsWith("unauthenticated")
                || exchange.label().startsWith("wrong password");
        WireClient client = unauthenticated ? stranger : loggedIn;
        client.write(exchange.request().array());
        WireClient.Answer answer = client.read();
        ByteBuffer recorded = exchange.response();
        assertThat(answer.status()).as(exchange.label()).isEqualTo(recorded.getInt(0));
        assertThat(meaning(exchange, answer.body()))
            .as(exchange.label())
            .isEqualTo(meaning(exchange, recorded.slice(8, recorded.limit() - 8)));
      }
    }
  }

  private static String meaning(Exchange exchange, ByteBuffer body) {
    ByteBuffer frame = exchange.request();
    boolean failed = exchange.response().getInt(0) != 0;
    if (failed) {
      return body.remaining() + " bytes";
    }
    CommandCode code = CommandCode.of(LegacyFraming.requestCode(frame)).orElseThrow();
    Request<?> request = code.decodeRequest(new WireReader(frame.slice(8, frame.limit() - 8)));
    Object response = request.responseCodec().decode(new WireReader(body));
    String text =
        response instanceof PolledMessages polled ? describe(polled) : String.valueOf(response);
    return text.replaceAll("createdAtMicros=\\d+", "createdAtMicros=*")
        .replaceAll("(tcpPort|quicPort|httpPort|webSocketPort)=\\d+", "$1=*")
        .replaceAll("ClientDetails\\{id=\\d+", "ClientDetails{id=*")
        .replaceAll("address=127.0.0.1:\\d+", "address=*");
  }

  private static String describe(PolledMessages polled) {
    StringBuilder text = new StringBuilder(polled.toString());
    for (MessageCursor cursor = polled.cursor(); cursor.next(); ) {
      text.append("\n")
          .append(cursor.offset())
          .append(" ")
          .append(cursor.originTimestampMicros())
          .append(" ")
          .append(HexFormat.of().formatHex(cursor.payload()))
          .append(" headers ")
          .append(cursor.userHeaders())
          .append(" checksum fits ")
          .append(cursor.checksumMatches());
    }
    return text.toString();
  }

  private static List<Exchange> recordedSession() throws IOException {
    List<Exchange> exchanges = new ArrayList<>();
    try (BufferedReader reader =
        new BufferedReader(
            new InputStreamReader(
                GoldenSessionTest.class.getResourceAsStream(GOLDEN), StandardCharsets.US_ASCII))) {
      for (String line = reader.readLine();
          line != null && !line.startsWith("== Part B");
          line = reader.readLine()) {
        if (!line.isEmpty() && !line.startsWith("#") && !line.startsWith("==")) {
          exchanges.add(new Exchange(line, frame(reader.readLine()), frame(reader.readLine())));
        }
      }
    }
    return exchanges;
  }

  private static ByteBuffer frame(String line) {
    return ByteBuffer.wrap(HexFormat.of().parseHex(line.substring(2)))
        .order(ByteOrder.LITTLE_ENDIAN);
  }
}
