// SPDX-License-Identifier: Apache-2.0
package org.apache.iggy.connector.protocol;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.apache.iggy.connector.protocol.VsrGoldenFrames.Exchange;
import org.apache.iggy.connector.protocol.command.Request;
import org.apache.iggy.connector.protocol.framing.Eviction;
import org.apache.iggy.connector.protocol.framing.EvictionReason;
import org.apache.iggy.connector.protocol.framing.VsrFraming;
import org.apache.iggy.connector.protocol.group.GroupAssignment;
import org.apache.iggy.connector.protocol.group.SyncConsumerGroup;
import org.apache.iggy.connector.protocol.message.HeaderField;
import org.apache.iggy.connector.protocol.message.MessageBatch;
import org.apache.iggy.connector.protocol.message.MessageCursor;
import org.apache.iggy.connector.protocol.message.MessageIds;
import org.apache.iggy.connector.protocol.message.PollMessages;
import org.apache.iggy.connector.protocol.message.PolledMessages;
import org.apache.iggy.connector.protocol.message.SendMessages;
import org.apache.iggy.connector.protocol.message.VsrBatchChecksum;
import org.apache.iggy.connector.protocol.message.VsrBatchHeader;
import org.apache.iggy.connector.protocol.message.VsrBatchValidator;
import org.apache.iggy.connector.protocol.primitive.ProtocolVersion;
import org.apache.iggy.connector.protocol.status.IggyStatus;
import org.apache.iggy.connector.protocol.system.Ping;
import org.apache.iggy.connector.protocol.topic.CompressionAlgorithm;
import org.apache.iggy.connector.protocol.topic.CreateTopic;
import org.apache.iggy.connector.protocol.topic.TopicDetails;
import org.apache.iggy.connector.protocol.topic.TopicOption;
import org.apache.iggy.connector.protocol.user.IdentityInfo;
import org.apache.iggy.connector.protocol.user.LoginUser;
import org.apache.iggy.connector.protocol.user.Registration;
import org.apache.iggy.connector.protocol.vsr.RefusedBodyException;
import org.apache.iggy.connector.protocol.vsr.VsrHeader;
import org.apache.iggy.connector.protocol.vsr.VsrLogin;
import org.apache.iggy.connector.protocol.vsr.VsrOperation;
import org.apache.iggy.connector.protocol.vsr.VsrRelease;
import org.apache.iggy.connector.protocol.vsr.VsrReplies;
import org.apache.iggy.connector.protocol.vsr.VsrReply;
import org.apache.iggy.connector.protocol.vsr.VsrRequest;
import org.apache.iggy.connector.protocol.wire.WireReader;
import org.apache.iggy.connector.protocol.wire.WireWriter;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Holds our VSR bytes against those of the real server, a client by hand, and the real SDK. */
class VsrGoldenFramesTest {
  private static final String REFUSED = "create topic with an unknown option";

  static List<Exchange> exchanges() {
    return VsrGoldenFrames.load();
  }

  /** Those whose request a server can read as a command. */
  static List<Exchange> commands() {
    return exchanges().stream()
        .filter(e -> e.request != null && !e.label.startsWith(REFUSED))
        .collect(Collectors.toList());
  }

  static List<Exchange> answered() {
    return commands().stream().filter(e -> e.reply != null).collect(Collectors.toList());
  }

  @Test
  void shouldHoldEveryFrameWhenLoaded() {
    assertThat(exchanges()).hasSize(34);
    assertThat(answered()).hasSize(28);
  }

  @ParameterizedTest
  @MethodSource("commands")
  void shouldReproduceRequestWhenDecodedAndEncoded(Exchange exchange) {
    VsrRequest header = VsrRequest.read(ByteBuffer.wrap(exchange.request));
    assertThat(header.disposition()).isEqualTo(VsrRequest.Disposition.ANSWER);
    assertThat(header.bodyLength()).isEqualTo(exchange.request.length - VsrHeader.LENGTH);
    assertThat(header.checksumMatches(body(exchange.request))).isTrue();

    byte[] again = reencoded(exchange, header);

    // The probe has a legacy frame where servers of VSR ignore what is there.
    int from = exchange.label.equals("polyglot probe") ? 8 : 0;
    assertThat(Arrays.copyOfRange(again, from, again.length))
        .isEqualTo(Arrays.copyOfRange(exchange.request, from, exchange.request.length));
  }

  private static byte[] reencoded(Exchange exchange, VsrRequest header) {
    WireWriter out = new WireWriter();
    VsrFraming.ofClient(header.clientLow(), header.clientHigh())
        .encodeAgain(request(exchange), header.number(), out);
    if (header.operation().orElseThrow() == VsrOperation.REGISTER) {
      // Client and versions are the recorded ones, not ours.
      out.truncate(VsrHeader.LENGTH);
      login(exchange).encode(out);
      out.patchU32(VsrHeader.SIZE_OFFSET, exchange.request.length);
      out.patchU64(VsrHeader.REQUEST_CHECKSUM_OFFSET, header.checksum());
    }
    // No session was bound to this framing.
    out.patchU64(VsrHeader.REQUEST_SESSION_OFFSET, header.session());
    return out.toByteArray();
  }

  @ParameterizedTest
  @MethodSource("answered")
  void shouldReproduceReplyWhenDecodedAndEncoded(Exchange exchange) {
    VsrRequest to = VsrRequest.read(ByteBuffer.wrap(exchange.request));
    WireWriter out = new WireWriter();
    reencodeReply(request(exchange), exchange.reply, to, out);
    assertThat(withoutServersOwn(out.toByteArray())).isEqualTo(withoutServersOwn(exchange.reply));
  }

  private static <R> void reencodeReply(
      Request<R> request, byte[] frame, VsrRequest to, WireWriter out) {
    VsrReply reply = VsrReply.read(ByteBuffer.wrap(frame));
    assertThat(reply.bodyLength()).isEqualTo(frame.length - VsrHeader.LENGTH);
    int result = VsrReply.resultStatus(reply.operation(), body(frame));
    if (reply.eviction().isPresent()) {
      long clientLow = little(frame).getLong(VsrHeader.EVICTION_CLIENT_OFFSET);
      long clientHigh = little(frame).getLong(VsrHeader.EVICTION_CLIENT_OFFSET + 8);
      VsrReplies.encodeEviction(reply.eviction().get(), clientLow, clientHigh, out);
    } else if (reply.status() != 0) {
      assertThat(IggyStatus.of(reply.status())).isNotEqualTo(IggyStatus.UNKNOWN);
      VsrReplies.encodeStatus(to, reply.status(), out);
    } else if (result != 0) {
      assertThat(IggyStatus.of(result)).isNotEqualTo(IggyStatus.UNKNOWN);
      VsrReplies.encodeRejection(to, result, 0, out);
    } else if (request instanceof SendMessages) {
      // Its answer says where the batch went, which the client does not read.
      out.bytes(frame);
      take(request, frame);
    } else {
      VsrReplies.encode(to, request, take(request, frame), 0, out);
    }
  }

  /** Blanks cluster, client, log positions and time, which the server makes up. */
  private static byte[] withoutServersOwn(byte[] frame) {
    byte[] blanked = frame.clone();
    if (blanked[VsrHeader.COMMAND_OFFSET] == VsrHeader.REPLY) {
      Arrays.fill(blanked, 32, 48, (byte) 0);
      Arrays.fill(blanked, VsrHeader.REPLY_CLIENT_OFFSET, VsrHeader.REPLY_NUMBER_OFFSET, (byte) 0);
    }
    return blanked;
  }

  @Test
  void shouldKnowEvictionWhenLoginIsRefused() {
    assertThat(eviction("register, wrong password").map(Eviction::reason))
        .contains(EvictionReason.INVALID_CREDENTIALS);
    assertThat(eviction("replicated request without a session").map(Eviction::reason))
        .contains(EvictionReason.NO_SESSION);
    Eviction other = eviction("register, protocol 0.12.0").orElseThrow();
    assertThat(other.reason()).isEqualTo(EvictionReason.INCOMPATIBLE_PROTOCOL);
    assertThat(other.minProtocol()).hasToString("0.11.0").isEqualTo(ProtocolVersion.SPOKEN);
    assertThat(other.message()).contains("it takes 0.11.0, this client speaks 0.11.0");
    assertThat(login(VsrGoldenFrames.labelled("register, protocol 0.12.0")).protocol())
        .hasToString("0.12.0");
  }

  private static Optional<Eviction> eviction(String label) {
    return VsrReply.read(ByteBuffer.wrap(VsrGoldenFrames.labelled(label).reply)).eviction();
  }

  @Test
  void shouldReadSessionAndVersionWhenRegistered() {
    Exchange exchange = VsrGoldenFrames.labelled("register");
    IdentityInfo identity = (IdentityInfo) take(request(exchange), exchange.reply);
    assertThat(identity.userId()).isZero();
    assertThat(identity.registration())
        .contains(new Registration(4, ProtocolVersion.SPOKEN, "0.9.0-edge.5"));
    assertThat(login(exchange).clientName()).isEqualTo("vsr-demo");
    assertThat(login(exchange).login()).isEqualTo(new LoginUser("iggy", "iggy", "0.1.0", ""));
    VsrLogin sdk = login(VsrGoldenFrames.labelled("SDK 0.9.0 register"));
    assertThat(sdk.clientName()).isEqualTo("rust-sdk");
    assertThat(sdk.protocol()).isEqualTo(ProtocolVersion.SPOKEN);
  }

  @Test
  void shouldReadTopicWhenCreatedWithOptions() {
    Exchange exchange = VsrGoldenFrames.labelled("create topic");
    CreateTopic create = (CreateTopic) request(exchange);
    assertThat(create.messageExpiryMicros()).isEqualTo(3_600_000_000L);
    assertThat(create.compression()).isEqualTo(CompressionAlgorithm.NONE);
    assertThat(create.maxTopicSizeBytes()).isZero();
    assertThat(create.options().get(TopicOption.SEGMENT_SIZE.key()).map(HeaderField::asText))
        .contains("8388608");
    TopicDetails topic = take(create, exchange.reply);
    assertThat(topic.info().name()).isEqualTo("t");
    assertThat(topic.info().messageExpiryMicros()).isEqualTo(3_600_000_000L);
    assertThat(topic.info().maxTopicSizeBytes()).isEqualTo(-1);
    assertThat(topic.partitions()).hasSize(2);
    assertThat(topic.info().explicitOptions().entries().size()).isEqualTo(2);
    assertThat(topic.info().derivedOptions().get("enforce_fsync"))
        .contains(HeaderField.ofBool(false));
  }

  @Test
  void shouldRefuseOptionWhenTheReleaseDoesNotKnowIt() {
    assertRefused(VsrGoldenFrames.labelled(REFUSED), VsrRelease.EDGE_5);
    assertRefused(VsrGoldenFrames.labelled(REFUSED), VsrRelease.FINAL);
    assertRefused(VsrGoldenFrames.labelled("SDK 0.9.0 create topic"), VsrRelease.EDGE_5);
  }

  private static void assertRefused(Exchange exchange, VsrRelease release) {
    VsrRequest header = VsrRequest.read(ByteBuffer.wrap(exchange.request));
    assertThatThrownBy(() -> header.decode(body(exchange.request), release))
        .isInstanceOfSatisfying(
            RefusedBodyException.class,
            e -> assertThat(e.status()).isEqualTo(IggyStatus.UNSUPPORTED_OPTION_KEY));
  }

  @Test
  void shouldComputeChecksumsOfTheClientWhenBatchIsEncodedAnew() {
    int sends = 0;
    for (Exchange exchange : commands()) {
      Request<?> request = request(exchange);
      if (request instanceof SendMessages) {
        MessageBatch batch = ((SendMessages) request).batch();
        assertThat(new VsrBatchValidator().problem(batch)).isEmpty();
        WireWriter legacy = new WireWriter();
        batch.encode(legacy);
        MessageBatch copied = MessageBatch.decode(batch.count(), new WireReader(legacy.view()));
        WireWriter vsr = new WireWriter();
        copied.encodeVsr(MessageIds.AS_THEY_ARE, vsr);
        assertThat(vsr.view()).isEqualTo(batch.messages());
        sends++;
      }
    }
    assertThat(sends).isEqualTo(3);
  }

  @Test
  void shouldMatchChecksumsWhenServerComputedThem() {
    int batches = 0;
    int messages = 0;
    for (Exchange exchange : answered()) {
      if (request(exchange) instanceof PollMessages
          && VsrReply.read(ByteBuffer.wrap(exchange.reply)).status() == 0) {
        PolledMessages polled = (PolledMessages) take(request(exchange), exchange.reply);
        ByteBuffer bytes = polled.messages();
        while (bytes.hasRemaining()) {
          int at = bytes.position();
          assertThat(new VsrBatchChecksum().compute(bytes, at))
              .isEqualTo(VsrBatchHeader.checksum(bytes, at));
          bytes.position(at + (int) VsrBatchHeader.batchLength(bytes, at));
          batches++;
        }
        MessageCursor cursor = polled.cursor();
        while (cursor.next()) {
          assertThat(cursor.checksumMatches()).as(exchange.label).isTrue();
          messages++;
        }
      }
    }
    assertThat(batches).isEqualTo(5);
    assertThat(messages).isEqualTo(9);
  }

  @Test
  void shouldReadMessagesWhenPolled() {
    MessageCursor cursor = polled("poll 3 messages").cursor();
    long timestamp = 0;
    for (int i = 0; i < 3; i++) {
      assertThat(cursor.next()).isTrue();
      assertThat(cursor.offset()).isEqualTo(i);
      assertThat(cursor.idLow()).isEqualTo(i == 2 ? 0 : i + 1L);
      assertThat(cursor.originTimestampMicros()).isEqualTo(1_700_000_000_000_000L + 250L * i);
      assertThat(cursor.payload())
          .asString(StandardCharsets.UTF_8)
          .isEqualTo(List.of("first", "second", "third").get(i));
      assertThat(cursor.timestampMicros()).isGreaterThan(1_700_000_000_000_000L);
      assertThat(i == 0 || cursor.timestampMicros() == timestamp).isTrue();
      timestamp = cursor.timestampMicros();
      assertThat(cursor.userHeaders().get("k1"))
          .isEqualTo(i == 1 ? Optional.of(HeaderField.ofString("v1")) : Optional.empty());
    }
    assertThat(cursor.next()).isFalse();
  }

  @Test
  void shouldReadSliceWhenPolledFromTheMiddleOfABatch() {
    PolledMessages polled = polled("poll a slice of the batch");
    assertThat(polled.count()).isEqualTo(1);
    MessageCursor cursor = polled.cursor();
    assertThat(cursor.next()).isTrue();
    assertThat(cursor.offset()).isEqualTo(1);
    assertThat(cursor.payload()).asString(StandardCharsets.UTF_8).isEqualTo("second");
    assertThat(cursor.next()).isFalse();
  }

  @Test
  void shouldReadBatchesWhenSeveralWerePolled() {
    PolledMessages polled = polled("SDK 0.9.0 poll");
    assertThat(polled.count()).isEqualTo(3);
    MessageCursor cursor = polled.cursor();
    for (int i = 0; i < 3; i++) {
      assertThat(cursor.next()).isTrue();
      assertThat(cursor.offset()).isEqualTo(i);
    }
    int last = cursor.position();
    assertThat(cursor.next()).isFalse();
    cursor.moveTo(VsrBatchHeader.LENGTH);
    assertThat(cursor.offset()).isZero();
    cursor.moveTo(last);
    assertThat(cursor.offset()).isEqualTo(2);
    assertThat(cursor.next()).isFalse();
  }

  @Test
  void shouldTellWhenPartitionIsNotOwned() {
    PolledMessages polled = polled("group poll by a non-member");
    assertThat(polled.partitionId()).isEqualTo(PolledMessages.NOT_OWNED);
    assertThat(polled.count()).isZero();
    assertThat(polled.cursor().next()).isFalse();
    Exchange sync = VsrGoldenFrames.labelled("sync group");
    assertThat(request(sync)).isInstanceOf(SyncConsumerGroup.class);
    assertThat(take(request(sync), sync.reply))
        .isEqualTo(Optional.of(new GroupAssignment(1, List.of(0, 1))));
  }

  private static PolledMessages polled(String label) {
    Exchange exchange = VsrGoldenFrames.labelled(label);
    return (PolledMessages) take(request(exchange), exchange.reply);
  }

  private static VsrLogin login(Exchange exchange) {
    return VsrLogin.decode(new WireReader(body(exchange.request)));
  }

  private static Request<?> request(Exchange exchange) {
    VsrRequest header = VsrRequest.read(ByteBuffer.wrap(exchange.request));
    if (header.operation().orElseThrow() == VsrOperation.REGISTER) {
      return login(exchange).login();
    }
    return header.decode(body(exchange.request), VsrRelease.FINAL);
  }

  private static <R> R take(Request<R> request, byte[] reply) {
    VsrFraming framing = new VsrFraming();
    long number = VsrReply.read(ByteBuffer.wrap(reply)).number();
    for (long sent = 0; sent < number; ) {
      sent = framing.encodeRequest(new Ping(), new WireWriter());
    }
    framing.readResponseHeader(ByteBuffer.wrap(reply));
    assertThat(framing.eviction()).isEmpty();
    assertThat(framing.responseTicket()).isEqualTo(number);
    assertThat(framing.responseStatus(body(reply))).isZero();
    return framing.decodeResponse(request, body(reply));
  }

  private static ByteBuffer body(byte[] frame) {
    return ByteBuffer.wrap(frame).position(VsrHeader.LENGTH);
  }

  private static ByteBuffer little(byte[] frame) {
    return ByteBuffer.wrap(frame).order(ByteOrder.LITTLE_ENDIAN);
  }
}
