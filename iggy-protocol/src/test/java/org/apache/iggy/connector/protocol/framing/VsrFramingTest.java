// SPDX-License-Identifier: Apache-2.0
package org.apache.iggy.connector.protocol.framing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.ByteBuffer;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import org.apache.iggy.connector.protocol.command.Request;
import org.apache.iggy.connector.protocol.message.FlushUnsavedBuffer;
import org.apache.iggy.connector.protocol.message.MessageBatchEncoder;
import org.apache.iggy.connector.protocol.message.MessageCursor;
import org.apache.iggy.connector.protocol.message.Partitioning;
import org.apache.iggy.connector.protocol.message.SendMessages;
import org.apache.iggy.connector.protocol.message.UserHeaders;
import org.apache.iggy.connector.protocol.primitive.Identifier;
import org.apache.iggy.connector.protocol.primitive.ProtocolVersion;
import org.apache.iggy.connector.protocol.status.IggyStatus;
import org.apache.iggy.connector.protocol.stream.DeleteStream;
import org.apache.iggy.connector.protocol.system.Ping;
import org.apache.iggy.connector.protocol.user.IdentityInfo;
import org.apache.iggy.connector.protocol.user.LoginUser;
import org.apache.iggy.connector.protocol.user.LogoutUser;
import org.apache.iggy.connector.protocol.user.Registration;
import org.apache.iggy.connector.protocol.vsr.VsrHeader;
import org.apache.iggy.connector.protocol.vsr.VsrRelease;
import org.apache.iggy.connector.protocol.vsr.VsrReplies;
import org.apache.iggy.connector.protocol.vsr.VsrRequest;
import org.apache.iggy.connector.protocol.wire.MalformedFrameException;
import org.apache.iggy.connector.protocol.wire.WireWriter;
import org.junit.jupiter.api.Test;

class VsrFramingTest {
  private static final Identifier ID = Identifier.named("s");
  private static final LoginUser LOGIN = new LoginUser("iggy", "iggy", "1", "");
  private static final DeleteStream CHANGE = new DeleteStream(ID);
  private static final long SESSION = 77;

  private final VsrFraming framing = new VsrFraming();
  private final WireWriter out = new WireWriter();
  private final WireWriter reply = new WireWriter();

  @Test
  void shouldCarrySessionWhenRegisteredUntilLogout() {
    assertThat(send(new Ping()).session()).isZero();
    login();
    assertThat(framing.registration().map(Registration::serverVersion)).contains("0.9.0");
    assertThat(send(CHANGE).session()).isEqualTo(SESSION);
    assertThat(send(new Ping()).session()).isEqualTo(SESSION);

    VsrRequest logout = send(new LogoutUser());
    reply.clear();
    VsrReplies.encode(logout, new LogoutUser(), null, 0, reply);
    take(new LogoutUser());

    assertThat(send(new Ping()).session()).isZero();
  }

  @Test
  void shouldGetAnAnswerWhenNobodyIsLoggedIn() {
    // With a session of 0 the server would say nothing.
    VsrRequest request = send(CHANGE);
    assertThat(request.session()).isNotZero();
    assertThat(request.disposition()).isEqualTo(VsrRequest.Disposition.ANSWER);
  }

  @Test
  void shouldForgetSessionWhenEvicted() {
    login();
    evict(EvictionReason.SESSION_SUPERSEDED);
    assertThat(send(CHANGE).session()).isEqualTo(SESSION);
    evict(EvictionReason.STALE_CLIENT);
    assertThat(send(new Ping()).session()).isZero();
  }

  private void evict(EvictionReason reason) {
    reply.clear();
    VsrReplies.encodeEviction(new Eviction(reason), 1, 2, reply);
    framing.readResponseHeader(reply.view());
    assertThat(framing.eviction().map(Eviction::reason)).contains(reason);
    assertThat(framing.responseBodyLength()).isZero();
  }

  @Test
  void shouldTakeAnotherClientIdWhenItRegistersAnew() {
    VsrRequest first = login();
    VsrRequest bound = login();
    assertThat(bound.clientHigh()).isEqualTo(first.clientHigh());
    evict(EvictionReason.STALE_CLIENT);
    VsrRequest second = login();
    assertThat(second.clientHigh()).isNotEqualTo(first.clientHigh());
    assertThat(second.number()).isZero();
    assertThat(new VsrFraming().encodeRequest(CHANGE, out)).isEqualTo(1);
  }

  @Test
  void shouldNumberEveryRequestWhenSending() {
    login();
    Set<Long> numbers = new HashSet<>();
    for (int i = 0; i < 5; i++) {
      Request<?> request = i % 2 == 0 ? new Ping() : CHANGE;
      out.clear();
      long ticket = framing.encodeRequest(request, out);
      assertThat(VsrRequest.read(out.view()).number()).isEqualTo(ticket);
      numbers.add(ticket);
    }
    assertThat(numbers).containsExactlyInAnyOrder(1L, 2L, 3L, 4L, 5L);
  }

  @Test
  void shouldNotUseNumberUpWhenRequestCannotBeWritten() {
    out.u8(9);
    assertThatThrownBy(() -> framing.encodeRequest(new FlushUnsavedBuffer(ID, ID, 0, true), out))
        .isInstanceOf(UnsupportedCommandException.class)
        .hasMessageContainingAll("FLUSH_UNSAVED_BUFFER", "102", "vsr");
    assertThatThrownBy(() -> framing.encodeRequest(sendOf(0, 1L << 33), out))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("71 minutes");
    assertThatThrownBy(() -> framing.encodeRequest(sendOf(), out))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("no message");
    assertThat(out.toByteArray()).containsExactly(9);
    assertThat(framing.encodeRequest(new Ping(), out)).isEqualTo(1);
  }

  @Test
  void shouldFindRequestWhenResponsesComeInAnotherOrder() {
    VsrRequest first = send(new Ping());
    VsrRequest second = send(CHANGE);
    reply.clear();
    VsrReplies.encode(second, CHANGE, null, 0, reply);
    assertThat(header()).isEqualTo(second.number());
    take(CHANGE);
    reply.clear();
    VsrReplies.encode(first, new Ping(), null, 0, reply);
    assertThat(header()).isEqualTo(first.number());
  }

  @Test
  void shouldRefuseResponseWhenNoRequestHasItsNumber() {
    VsrRequest request = send(new Ping());
    VsrReplies.encode(request, new Ping(), null, 0, reply);
    reply.patchU64(VsrHeader.REPLY_NUMBER_OFFSET, 2);
    assertThatThrownBy(this::header)
        .isInstanceOf(MalformedFrameException.class)
        .hasMessageContaining("request 2");
  }

  @Test
  void shouldReadStatusWhenItIsInHeaderOrBody() {
    VsrRequest request = send(CHANGE);
    VsrReplies.encodeStatus(request, IggyStatus.UNAUTHORIZED.code(), reply);
    header();
    assertThat(framing.responseStatus(body())).isEqualTo(IggyStatus.UNAUTHORIZED.code());
    reply.clear();
    VsrReplies.encodeRejection(request, IggyStatus.STREAM_ID_NOT_FOUND.code(), 0, reply);
    header();
    assertThat(framing.responseStatus(body())).isEqualTo(IggyStatus.STREAM_ID_NOT_FOUND.code());
    reply.clear();
    VsrReplies.encode(request, CHANGE, null, 0, reply);
    header();
    assertThat(framing.responseStatus(body())).isZero();
  }

  @Test
  void shouldTakeSendForDoneWhenItsAnswerIsEmpty() {
    SendMessages send = sendOf(5);
    VsrReplies.encodeEmpty(send(send), reply);
    header();
    assertThat(framing.responseStatus(body())).isZero();
    assertThat(framing.decodeResponse(send, body())).isNull();
  }

  @Test
  void shouldWriteTheSameBytesWhenEncodedAgain() {
    login();
    SendMessages send = sendOf(5, 6);
    out.clear();
    long ticket = framing.encodeRequest(send, out);
    byte[] first = out.toByteArray();
    framing.encodeRequest(new Ping(), new WireWriter());
    out.clear();

    assertThat(framing.encodeAgain(send, ticket, out)).isEqualTo(ticket);

    assertThat(out.toByteArray()).isEqualTo(first);
    assertThat(framing.encodeRequest(new Ping(), out)).isEqualTo(ticket + 2);
  }

  @Test
  void shouldGiveEveryMessageAnIdWhenItHasNone() {
    Set<String> ids = new HashSet<>();
    for (int request = 0; request < 100; request++) {
      SendMessages sent = (SendMessages) decode(send(sendOf(1, 1, 1)));
      MessageCursor messages = sent.batch().cursor();
      while (messages.next()) {
        ids.add(messages.idHigh() + ":" + messages.idLow());
      }
    }
    SendMessages other = sendOf(1);
    new VsrFraming().encodeRequest(other, clearedOut());
    MessageCursor message = ((SendMessages) decode(VsrRequest.read(out.view()))).batch().cursor();
    assertThat(message.next()).isTrue();
    ids.add(message.idHigh() + ":" + message.idLow());
    assertThat(ids).hasSize(301).doesNotContain("0:0");
  }

  @Test
  void shouldKeepIdWhenMessageHasOne() {
    MessageBatchEncoder encoder = new MessageBatchEncoder();
    encoder.add(0, 9, new byte[0], 0, 0, UserHeaders.empty(), 0);
    SendMessages send = new SendMessages(ID, ID, Partitioning.balanced(), encoder.batch());
    MessageCursor message = ((SendMessages) decode(send(send))).batch().cursor();
    assertThat(message.next()).isTrue();
    assertThat(message.idLow()).isZero();
    assertThat(message.idHigh()).isEqualTo(9);
  }

  private static SendMessages sendOf(long... originTimestamps) {
    MessageBatchEncoder encoder = new MessageBatchEncoder();
    for (long timestamp : originTimestamps) {
      encoder.add(new byte[] {1, 2, 3}, UserHeaders.empty(), timestamp);
    }
    return new SendMessages(ID, ID, Partitioning.balanced(), encoder.batch());
  }

  private VsrRequest login() {
    VsrRequest login = send(LOGIN);
    Registration registration = new Registration(SESSION, ProtocolVersion.SPOKEN, "0.9.0");
    reply.clear();
    VsrReplies.encodeLogin(login, new IdentityInfo(1, Optional.of(registration)), 0, reply);
    assertThat(take(LOGIN).userId()).isEqualTo(1);
    return login;
  }

  private VsrRequest send(Request<?> request) {
    framing.encodeRequest(request, clearedOut());
    return VsrRequest.read(out.view());
  }

  private WireWriter clearedOut() {
    out.clear();
    return out;
  }

  private Request<?> decode(VsrRequest request) {
    return request.decode(out.view().position(VsrHeader.LENGTH), VsrRelease.FINAL);
  }

  private long header() {
    framing.readResponseHeader(reply.view());
    assertThat(framing.responseBodyLength()).isEqualTo(body().remaining());
    return framing.responseTicket();
  }

  private ByteBuffer body() {
    return reply.view().position(VsrHeader.LENGTH);
  }

  private <R> R take(Request<R> request) {
    header();
    assertThat(framing.responseStatus(body())).isZero();
    return framing.decodeResponse(request, body());
  }
}
