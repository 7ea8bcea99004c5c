// SPDX-License-Identifier: Apache-2.0
package org.apache.iggy.connector.protocol;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.OptionalInt;
import java.util.Set;
import java.util.stream.Collectors;
import org.apache.iggy.connector.protocol.GoldenFrames.Exchange;
import org.apache.iggy.connector.protocol.command.CommandCode;
import org.apache.iggy.connector.protocol.command.Request;
import org.apache.iggy.connector.protocol.framing.LegacyFraming;
import org.apache.iggy.connector.protocol.hash.XxHash32;
import org.apache.iggy.connector.protocol.message.HeaderField;
import org.apache.iggy.connector.protocol.message.MessageCursor;
import org.apache.iggy.connector.protocol.message.PollMessages;
import org.apache.iggy.connector.protocol.message.PolledMessages;
import org.apache.iggy.connector.protocol.message.PollingStrategy;
import org.apache.iggy.connector.protocol.message.SendMessages;
import org.apache.iggy.connector.protocol.primitive.Consumer;
import org.apache.iggy.connector.protocol.primitive.Identifier;
import org.apache.iggy.connector.protocol.status.IggyStatus;
import org.apache.iggy.connector.protocol.stream.StreamDetails;
import org.apache.iggy.connector.protocol.system.ClusterMetadata;
import org.apache.iggy.connector.protocol.system.Ping;
import org.apache.iggy.connector.protocol.topic.CompressionAlgorithm;
import org.apache.iggy.connector.protocol.topic.TopicDetails;
import org.apache.iggy.connector.protocol.wire.WireReader;
import org.apache.iggy.connector.protocol.wire.WireWriter;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Holds our bytes against those of the real server and the real clients. */
class GoldenFramesTest {
  /** Recorded to see how the server answers a command that does not exist. */
  private static final int NO_COMMAND = 9999;

  static List<Exchange> exchanges() {
    return GoldenFrames.load();
  }

  static List<Exchange> commands() {
    return exchanges().stream().filter(e -> e.code != NO_COMMAND).collect(Collectors.toList());
  }

  @Test
  void shouldHoldEveryExchangeWhenLoaded() {
    assertThat(exchanges()).hasSize(141);
    assertThat(commands()).hasSize(139);
  }

  @ParameterizedTest
  @MethodSource("commands")
  void shouldReproduceRequestWhenDecodedAndEncoded(Exchange exchange) {
    Request<?> request = request(exchange);

    assertThat(request.code().code()).isEqualTo(exchange.code);
    WireWriter out = new WireWriter();
    new LegacyFraming().encodeRequest(request, out);
    assertThat(out.toByteArray()).isEqualTo(exchange.request);
  }

  @ParameterizedTest
  @MethodSource("exchanges")
  void shouldReproduceResponseWhenDecodedAndEncoded(Exchange exchange) {
    // An error's frame is the same whatever it answers.
    Request<?> request = exchange.code == NO_COMMAND ? new Ping() : request(exchange);
    assertThat(reencodedResponse(exchange, request)).isEqualTo(exchange.response);
  }

  @ParameterizedTest
  @MethodSource("exchanges")
  void shouldKnowStatusWhenServerAnswersWithAnError(Exchange exchange) {
    if (exchange.status != IggyStatus.OK) {
      assertThat(IggyStatus.of(exchange.status)).isNotEqualTo(IggyStatus.UNKNOWN);
    }
  }

  @Test
  void shouldNotKnowCommandWhenServerDoesNotEither() {
    for (Exchange exchange : exchanges()) {
      assertThat(CommandCode.of(exchange.code).isEmpty()).isEqualTo(exchange.code == NO_COMMAND);
    }
    assertThat(IggyStatus.of(GoldenFrames.labelled("unknown code").status))
        .isEqualTo(IggyStatus.INVALID_COMMAND);
  }

  @Test
  void shouldCoverAllCommandsButThoseListedWhenSuccessful() {
    Set<Integer> codes = new HashSet<>();
    exchanges().stream().filter(e -> e.status == 0).forEach(e -> codes.add(e.code));
    List<CommandCode> missing = new ArrayList<>(List.of(CommandCode.values()));
    missing.removeIf(command -> codes.contains(command.code()));
    assertThat(missing)
        .containsExactly(
            CommandCode.GET_STATS, CommandCode.DESCRIBE_OPTIONS, CommandCode.SYNC_CONSUMER_GROUP);
  }

  @Test
  void shouldMatchChecksumsWhenServerComputedThem() {
    int messages = 0;
    for (Exchange exchange : commands()) {
      Request<?> request = request(exchange);
      if (request instanceof PollMessages && exchange.status == 0) {
        MessageCursor cursor = response((PollMessages) request, exchange).cursor();
        while (cursor.next()) {
          assertThat(cursor.checksumMatches()).as(exchange.toString()).isTrue();
          messages++;
        }
      }
    }
    assertThat(messages).isGreaterThan(10);
  }

  @Test
  void shouldReadMessagesWhenPolledFromTheFirst() {
    Exchange exchange = GoldenFrames.labelled("poll first");
    PollMessages poll = (PollMessages) request(exchange);
    assertThat(poll)
        .isEqualTo(
            new PollMessages(
                Consumer.single(Identifier.numeric(7)),
                Identifier.named("gold"),
                Identifier.named("t"),
                OptionalInt.of(0),
                PollingStrategy.first(),
                10,
                false));

    PolledMessages polled = response(poll, exchange);
    assertThat(polled.partitionId()).isZero();
    assertThat(polled.currentOffset()).isEqualTo(2);
    assertThat(polled.count()).isEqualTo(3);
    MessageCursor cursor = polled.cursor();
    assertThat(cursor.next()).isTrue();
    assertThat(cursor.offset()).isZero();
    assertThat(cursor.idLow()).isEqualTo(1);
    assertThat(cursor.idHigh()).isZero();
    assertThat(cursor.originTimestampMicros()).isEqualTo(1_700_000_000_000_000L);
    assertThat(cursor.payload()).asString(StandardCharsets.UTF_8).isEqualTo("hello");
    assertThat(cursor.userHeaders().get("source")).contains(HeaderField.ofString("golden"));
    assertThat(cursor.userHeaders().get("n")).contains(HeaderField.ofInt64(-5));
    assertThat(cursor.userHeaders().get("ok")).contains(HeaderField.ofBool(true));
    assertThat(cursor.userHeaders().get("f")).contains(HeaderField.ofFloat64(1.5));
    long timestamp = cursor.timestampMicros();
    assertThat(cursor.next()).isTrue();
    assertThat(cursor.offset()).isEqualTo(1);
    assertThat(cursor.timestampMicros()).isEqualTo(timestamp);
    assertThat(cursor.payload()).asString(StandardCharsets.UTF_8).isEqualTo("{\"a\":1}");
    assertThat(cursor.userHeaders().isEmpty()).isTrue();
    assertThat(cursor.next()).isTrue();
    assertThat(cursor.payload()).asString(StandardCharsets.UTF_8).isEqualTo("bal");
    assertThat(cursor.next()).isFalse();
  }

  @Test
  void shouldReadBatchWhenSent() {
    SendMessages send = (SendMessages) request(GoldenFrames.labelled("send 2 (one with headers)"));
    assertThat(send.batch().count()).isEqualTo(2);
    assertThat(send.partitioning().partitionId()).isZero();
    MessageCursor cursor = send.batch().cursor();
    assertThat(cursor.next()).isTrue();
    assertThat(cursor.length()).isEqualTo(send.batch().end(0));
    assertThat(cursor.userHeaders().size()).isEqualTo(4);
    assertThat(cursor.next()).isTrue();
    assertThat(send.batch().end(1)).isEqualTo(send.batch().sizeBytes());
  }

  @Test
  void shouldRouteKeyLikeTheServerWhenHashed() {
    // The topic has two partitions; the keyed message is not among those polled from partition 0.
    SendMessages send = (SendMessages) request(GoldenFrames.labelled("send key"));
    byte[] key = send.partitioning().key();
    assertThat(key).asString(StandardCharsets.UTF_8).isEqualTo("user-1");
    assertThat(Integer.remainderUnsigned(XxHash32.hash32(key), 2)).isEqualTo(1);
  }

  @Test
  void shouldReadStreamAndTopicsWhenCreated() {
    StreamDetails stream = (StreamDetails) response(GoldenFrames.labelled("create stream"));
    assertThat(stream.info().name()).isEqualTo("gold");
    assertThat(stream.info().id()).isEqualTo(1);
    assertThat(stream.topics()).isEmpty();

    TopicDetails topic = (TopicDetails) response(GoldenFrames.labelled("create topic"));
    assertThat(topic.info().name()).isEqualTo("t");
    assertThat(topic.info().compression()).isEqualTo(CompressionAlgorithm.NONE);
    assertThat(topic.info().messageExpiryMicros()).isEqualTo(-1);
    assertThat(topic.info().maxTopicSizeBytes()).isEqualTo(-1);
    assertThat(topic.partitions()).hasSize(2);
    assertThat(topic.partitions().get(1).id()).isEqualTo(1);

    TopicDetails gzip = (TopicDetails) response(GoldenFrames.labelled("create topic gzip"));
    assertThat(gzip.info().compression()).isEqualTo(CompressionAlgorithm.GZIP);
    assertThat(gzip.info().messageExpiryMicros()).isEqualTo(3_600_000_000L);
  }

  @Test
  void shouldReadClusterWhenAsked() {
    ClusterMetadata cluster = (ClusterMetadata) response(GoldenFrames.labelled("cluster"));
    assertThat(cluster.name()).isEqualTo("single-node");
    assertThat(cluster.nodes()).hasSize(1);
    assertThat(cluster.nodes().get(0).address()).isEqualTo("127.0.0.1");
    assertThat(cluster.nodes().get(0).tcpPort()).isEqualTo(8190);
    assertThat(cluster.nodes().get(0).role()).isZero();
  }

  private static Request<?> request(Exchange exchange) {
    ByteBuffer frame = ByteBuffer.wrap(exchange.request);
    int headerLength = LegacyFraming.REQUEST_HEADER_LENGTH;
    assertThat(LegacyFraming.requestBodyLength(frame))
        .isEqualTo(exchange.request.length - headerLength);
    CommandCode code = CommandCode.of(LegacyFraming.requestCode(frame)).orElseThrow();
    return code.decodeRequest(new WireReader(frame.position(headerLength)));
  }

  private static Object response(Exchange exchange) {
    return response(request(exchange), exchange);
  }

  private static <R> R response(Request<R> request, Exchange exchange) {
    LegacyFraming framing = framing(request, exchange);
    ByteBuffer body = ByteBuffer.wrap(exchange.response).position(framing.responseHeaderLength());
    return framing.decodeResponse(request, body);
  }

  /** A framing that has sent the request and read the response's header. */
  private static LegacyFraming framing(Request<?> request, Exchange exchange) {
    LegacyFraming framing = new LegacyFraming();
    long ticket = framing.encodeRequest(request, new WireWriter());
    framing.readResponseHeader(ByteBuffer.wrap(exchange.response));
    assertThat(framing.responseTicket()).isEqualTo(ticket);
    assertThat(framing.responseStatus(ByteBuffer.allocate(0))).isEqualTo(exchange.status);
    assertThat(framing.responseHeaderLength() + framing.responseBodyLength())
        .isEqualTo(exchange.response.length);
    return framing;
  }

  private static <R> byte[] reencodedResponse(Exchange exchange, Request<R> request) {
    WireWriter out = new WireWriter();
    LegacyFraming framing = framing(request, exchange);
    if (exchange.status == IggyStatus.OK) {
      LegacyFraming.encodeResponse(request, response(request, exchange), out);
    } else {
      assertThat(framing.responseBodyLength()).isZero();
      LegacyFraming.encodeError(exchange.status, out);
    }
    return out.toByteArray();
  }
}
