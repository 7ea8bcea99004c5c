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
import org.apache.iggy.connector.embedded.release.IggyRelease;
import org.apache.iggy.connector.protocol.command.CommandCode;
import org.apache.iggy.connector.protocol.command.Request;
import org.apache.iggy.connector.protocol.framing.VsrFraming;
import org.apache.iggy.connector.protocol.message.MessageCursor;
import org.apache.iggy.connector.protocol.message.PolledMessages;
import org.apache.iggy.connector.protocol.vsr.VsrHeader;
import org.apache.iggy.connector.protocol.vsr.VsrOperation;
import org.apache.iggy.connector.protocol.vsr.VsrRelease;
import org.apache.iggy.connector.protocol.vsr.VsrReply;
import org.apache.iggy.connector.protocol.vsr.VsrRequest;
import org.apache.iggy.connector.protocol.vsr.VsrResponseBodies;
import org.apache.iggy.connector.protocol.wire.WireReader;
import org.junit.jupiter.api.Test;

/**
 * Replays a session that was recorded against a real Iggy 0.9.0-edge.5 server. Every reply must be
 * of the same kind, operation and status and say the same, but for times, sessions and what depends
 * on them.
 */
class VsrGoldenSessionTest {
  private static final String GOLDEN = "/org/apache/iggy/connector/protocol/golden-frames-vsr.txt";

  private record Exchange(String label, ByteBuffer request, ByteBuffer reply) {}

  @Test
  void shouldAnswerAsTheRealServerDid() throws IOException {
    List<Exchange> recorded = recordedSession();
    assertThat(recorded).as("recorded exchanges").hasSizeGreaterThan(20);
    EmbeddedIggyOptions options =
        EmbeddedIggyOptions.builder().vsrRelease(IggyRelease.V0_9_EDGE_5).build();
    try (EmbeddedIggyServer server = EmbeddedIggyServer.start(options);
        WireClient client = WireClient.connect(server.socketAddress(), new VsrFraming())) {
      for (Exchange exchange : recorded) {
        client.write(exchange.request().array());
        ByteBuffer answer = ByteBuffer.wrap(client.readVsrFrame());
        assertThat(meaning(exchange, answer))
            .as(exchange.label())
            .isEqualTo(meaning(exchange, exchange.reply()));
      }
    }
  }

  private static String meaning(Exchange exchange, ByteBuffer frame) {
    VsrReply reply = VsrReply.read(frame);
    if (reply.eviction().isPresent()) {
      return reply.eviction().get().toString();
    }
    ByteBuffer body = body(frame);
    String head = "number " + reply.number() + " operation " + reply.operation();
    int status = reply.status();
    if (status == 0) {
      status = VsrReply.resultStatus(reply.operation(), body);
    }
    head += " status " + status + " in " + body.remaining() + " bytes ";
    return status == 0 ? head + content(exchange, reply, body) : head;
  }

  private static String content(Exchange exchange, VsrReply reply, ByteBuffer body) {
    VsrRequest request = VsrRequest.read(exchange.request());
    WireReader in = new WireReader(body);
    VsrReply.skipResult(reply.operation(), in);
    VsrOperation operation = request.operation().orElseThrow();
    if (operation == VsrOperation.REGISTER) {
      return "user " + in.u32();
    }
    if (operation == VsrOperation.SEND_MESSAGES) {
      return HexFormat.of().formatHex(in.bytes(in.remaining()));
    }
    Request<?> asked = request.decode(body(exchange.request()), VsrRelease.EDGE_5);
    Object response = VsrResponseBodies.codec(asked).decode(in);
    return asked.code() == CommandCode.POLL_MESSAGES
        ? describe((PolledMessages) response)
        : String.valueOf(response).replaceAll("createdAtMicros=\\d+", "createdAtMicros=*");
  }

  private static ByteBuffer body(ByteBuffer frame) {
    int length = frame.limit() - VsrHeader.LENGTH;
    return frame.slice(VsrHeader.LENGTH, length).order(ByteOrder.LITTLE_ENDIAN);
  }

  private static String describe(PolledMessages polled) {
    StringBuilder text = new StringBuilder(polled.toString());
    for (MessageCursor cursor = polled.cursor(); cursor.next(); ) {
      text.append("\n")
          .append(cursor.offset())
          .append(" origin ")
          .append(cursor.originTimestampMicros())
          .append(" ")
          .append(HexFormat.of().formatHex(cursor.payload()))
          .append(" headers ")
          .append(cursor.userHeaders())
          .append(" id ")
          .append(cursor.idLow())
          .append(" checksum ")
          .append(cursor.checksum());
    }
    return text.toString();
  }

  private static List<Exchange> recordedSession() throws IOException {
    List<Exchange> exchanges = new ArrayList<>();
    try (BufferedReader reader =
        new BufferedReader(
            new InputStreamReader(
                VsrGoldenSessionTest.class.getResourceAsStream(GOLDEN),
                StandardCharsets.US_ASCII))) {
      String label = "";
      ByteBuffer request = ByteBuffer.allocate(0);
      for (String line = reader.readLine();
          line != null && !line.startsWith("== Part B");
          line = reader.readLine()) {
        if (line.startsWith("> ")) {
          request = frame(line);
        } else if (line.startsWith("< ")) {
          exchanges.add(new Exchange(label, request, frame(line)));
        } else {
          label = line;
        }
      }
    }
    return exchanges;
  }

  private static ByteBuffer frame(String line) {
    return ByteBuffer.wrap(HexFormat.of().parseHex(line.substring(2)));
  }
}
