// SPDX-License-Identifier: Apache-2.0
package org.apache.iggy.connector.protocol.vsr;

import static org.apache.iggy.connector.protocol.vsr.VsrRequest.Disposition.ANSWER;
import static org.apache.iggy.connector.protocol.vsr.VsrRequest.Disposition.CLOSE;
import static org.apache.iggy.connector.protocol.vsr.VsrRequest.Disposition.EVICT;
import static org.apache.iggy.connector.protocol.vsr.VsrRequest.Disposition.IGNORE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Set;
import org.apache.iggy.connector.protocol.command.CommandCode;
import org.apache.iggy.connector.protocol.command.Request;
import org.apache.iggy.connector.protocol.framing.VsrFraming;
import org.apache.iggy.connector.protocol.message.HeaderField;
import org.apache.iggy.connector.protocol.message.UserHeaders;
import org.apache.iggy.connector.protocol.primitive.Identifier;
import org.apache.iggy.connector.protocol.status.IggyStatus;
import org.apache.iggy.connector.protocol.stream.CreateStream;
import org.apache.iggy.connector.protocol.system.Ping;
import org.apache.iggy.connector.protocol.topic.CompressionAlgorithm;
import org.apache.iggy.connector.protocol.topic.CreateTopic;
import org.apache.iggy.connector.protocol.topic.Options;
import org.apache.iggy.connector.protocol.topic.TopicOption;
import org.apache.iggy.connector.protocol.topic.UpdateTopic;
import org.apache.iggy.connector.protocol.user.LoginUser;
import org.apache.iggy.connector.protocol.wire.MalformedFrameException;
import org.apache.iggy.connector.protocol.wire.WireReader;
import org.apache.iggy.connector.protocol.wire.WireWriter;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class VsrRequestTest {
  private static final Identifier STREAM = Identifier.named("s");
  private static final HeaderField GIB = HeaderField.ofUint64(BigInteger.valueOf(1 << 30));

  @Test
  void shouldBeAnsweredWhenSound() {
    assertThat(VsrRequest.read(frame(new Ping())).disposition()).isEqualTo(ANSWER);
    assertThat(VsrRequest.read(frame(new CreateStream("s"))).disposition()).isEqualTo(ANSWER);
    VsrRequest login = VsrRequest.read(frame(new LoginUser("iggy", "iggy", "1", "")));
    assertThat(login.disposition()).isEqualTo(ANSWER);
    assertThat(login.command()).isEmpty();
  }

  @Test
  void shouldBeIgnoredWhenTheServerWouldSayNothing() {
    assertDisposition(IGNORE, new Ping(), VsrHeader.REQUEST_CLIENT_OFFSET, 16, 0);
    assertDisposition(IGNORE, new Ping(), VsrHeader.REQUEST_OPERATION_OFFSET, 1, 0);
    assertDisposition(IGNORE, new Ping(), VsrHeader.REQUEST_OPERATION_OFFSET, 1, 150);
    assertDisposition(IGNORE, new Ping(), VsrHeader.COMMAND_OFFSET, 1, VsrHeader.REPLY);
    assertDisposition(
        IGNORE, new LoginUser("a", "b", "1", ""), VsrHeader.REQUEST_NUMBER_OFFSET, 1, 1);
    assertDisposition(
        IGNORE, new LoginUser("a", "b", "1", ""), VsrHeader.REQUEST_SESSION_OFFSET, 1, 1);
    assertDisposition(IGNORE, new CreateStream("s"), VsrHeader.REQUEST_NUMBER_OFFSET, 1, 0);
    assertDisposition(IGNORE, new CreateStream("s"), VsrHeader.REQUEST_SESSION_OFFSET, 1, 0);
    assertDisposition(ANSWER, new Ping(), VsrHeader.REQUEST_NUMBER_OFFSET, 1, 0);
  }

  @Test
  void shouldCloseOrEvictWhenTheHeaderIsNoClients() {
    assertDisposition(CLOSE, new Ping(), VsrHeader.SIZE_OFFSET + 1, 1, 0);
    assertDisposition(CLOSE, new Ping(), VsrHeader.SIZE_OFFSET + 3, 1, 4);
    assertDisposition(CLOSE, new Ping(), VsrHeader.COMMAND_OFFSET, 1, 30);
    assertDisposition(EVICT, new Ping(), VsrHeader.REQUEST_OPERATION_OFFSET, 1, 64);
    assertDisposition(EVICT, new Ping(), VsrHeader.REQUEST_OPERATION_OFFSET, 1, 68);
  }

  private static void assertDisposition(
      VsrRequest.Disposition expected, Request<?> request, int at, int length, int value) {
    ByteBuffer frame = frame(request);
    for (int i = 0; i < length; i++) {
      frame.put(at + i, (byte) value);
    }
    assertThat(VsrRequest.read(frame).disposition()).isEqualTo(expected);
  }

  @Test
  void shouldNoticeWhenBodyDoesNotFitItsChecksum() {
    ByteBuffer frame = frame(new CreateStream("s"));
    VsrRequest request = VsrRequest.read(frame);
    assertThat(request.isStamped()).isTrue();
    assertThat(request.checksumMatches(frame.duplicate().position(256))).isTrue();
    frame.put(257, (byte) 't');
    assertThat(request.checksumMatches(frame.duplicate().position(256))).isFalse();
    assertThat(VsrRequest.read(frame(new Ping())).isStamped()).isFalse();
  }

  @ParameterizedTest
  @EnumSource(VsrOperation.class)
  void shouldKnowOperationWhenAskedByItsCode(VsrOperation operation) {
    assertThat(VsrOperation.ofCode(operation.code())).contains(operation);
    operation
        .command()
        .ifPresent(command -> assertThat(VsrOperation.of(command)).isEqualTo(operation));
  }

  @Test
  void shouldIgnoreBytesWhenTheyFollowTheBody() {
    WireWriter out = new WireWriter();
    STREAM.encode(out);
    out.u8(7);
    assertThat(VsrRequestBodies.decode(CommandCode.GET_STREAM, in(out), VsrRelease.FINAL).code())
        .isEqualTo(CommandCode.GET_STREAM);
  }

  @Test
  void shouldSendOnlySettingsThatWereMadeWhenCreatingATopic() {
    WireWriter out = new WireWriter();
    VsrRequestBodies.encode(
        new CreateTopic(STREAM, 2, CompressionAlgorithm.NONE, 0, 0, 3, "t"), null, out);
    assertThat(out.toByteArray()).containsExactly(2, 1, 's', 2, 0, 0, 0, 1, 't');
  }

  @Test
  void shouldLeaveSettingsWhenAnUpdateDoesNotNameThem() {
    WireWriter out = new WireWriter();
    UpdateTopic update =
        new UpdateTopic(
            STREAM,
            STREAM,
            CompressionAlgorithm.NONE,
            0,
            0,
            0,
            "t",
            Options.none(),
            Set.of(
                TopicOption.COMPRESSION_ALGORITHM,
                TopicOption.MESSAGE_EXPIRY,
                TopicOption.MAX_TOPIC_SIZE));
    VsrRequestBodies.encode(update, null, out);
    assertThat(out.toByteArray()).containsExactly(2, 1, 's', 2, 1, 's', 1, 't');
    assertThat(VsrRequestBodies.decode(CommandCode.UPDATE_TOPIC, in(out), VsrRelease.FINAL))
        .isEqualTo(update);
    assertThatThrownBy(() -> update.encode(new WireWriter()))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("Iggy 0.9");
  }

  @Test
  void shouldRefuseTopicWhenAnOptionIsUnknownOrHasNoSuchValue() {
    IggyStatus unknown = IggyStatus.UNSUPPORTED_OPTION_KEY;
    IggyStatus invalid = IggyStatus.INVALID_OPTION_VALUE;
    assertRefused(unknown, VsrRelease.FINAL, "nope", HeaderField.ofString("1"));
    assertRefused(unknown, VsrRelease.EDGE_5, "durability", HeaderField.ofString("persisted"));
    assertRefused(unknown, VsrRelease.FINAL, "enforce_fsync", HeaderField.ofBool(true));
    assertRefused(invalid, VsrRelease.FINAL, "durability", HeaderField.ofString("lost"));
    assertRefused(invalid, VsrRelease.FINAL, "segment_size", HeaderField.ofUint32(1 << 21));
    assertRefused(invalid, VsrRelease.FINAL, "segment_size", HeaderField.ofUint64(BigInteger.TEN));
    assertRefused(invalid, VsrRelease.FINAL, "messages_required_to_save", HeaderField.ofUint32(0));
    assertRefused(invalid, VsrRelease.FINAL, "compression_algorithm", HeaderField.ofString("lz4"));
    assertRefused(invalid, VsrRelease.FINAL, "message_expiry", HeaderField.ofString("soon"));
  }

  private static void assertRefused(
      IggyStatus status, VsrRelease release, String key, HeaderField value) {
    WireWriter out = topic(UserHeaders.builder().put(key, value).build());
    assertThatThrownBy(() -> VsrRequestBodies.decode(CommandCode.CREATE_TOPIC, in(out), release))
        .isInstanceOfSatisfying(
            RefusedBodyException.class, e -> assertThat(e.status()).isEqualTo(status));
  }

  @Test
  void shouldTakeOptionWhenItsValueIsTextOrOfItsKind() {
    for (HeaderField value : new HeaderField[] {GIB, HeaderField.ofString("1073741824")}) {
      WireWriter out = topic(UserHeaders.builder().put("max_topic_size", value).build());
      CreateTopic topic =
          (CreateTopic)
              VsrRequestBodies.decode(CommandCode.CREATE_TOPIC, in(out), VsrRelease.FINAL);
      assertThat(topic.maxTopicSizeBytes()).isEqualTo(1 << 30);
      assertThat(topic.options().isEmpty()).isTrue();
    }
  }

  @Test
  void shouldRefuseTopicWhenAnOptionIsThereTwice() {
    WireWriter out = topic(UserHeaders.builder().put("segment_size", GIB).build());
    Options.of(UserHeaders.builder().put("segment_size", GIB).build()).encodeRest(out);
    assertThatThrownBy(
            () -> VsrRequestBodies.decode(CommandCode.CREATE_TOPIC, in(out), VsrRelease.FINAL))
        .isInstanceOf(MalformedFrameException.class)
        .isNotInstanceOf(RefusedBodyException.class)
        .hasMessageContaining("twice");
  }

  @Test
  void shouldRefuseOptionsWhenStreamsHaveNone() {
    WireWriter out = new WireWriter();
    out.name("s");
    Options.of(UserHeaders.builder().put("a", "b").build()).encodeRest(out);
    assertThatThrownBy(
            () -> VsrRequestBodies.decode(CommandCode.CREATE_STREAM, in(out), VsrRelease.FINAL))
        .isInstanceOfSatisfying(
            RefusedBodyException.class,
            e -> assertThat(e.status()).isEqualTo(IggyStatus.UNSUPPORTED_OPTION_KEY));
  }

  private static WireWriter topic(UserHeaders options) {
    WireWriter out = new WireWriter();
    STREAM.encode(out);
    out.u32(1);
    out.name("t");
    Options.of(options).encodeRest(out);
    return out;
  }

  private static WireReader in(WireWriter out) {
    return new WireReader(out.view());
  }

  private static ByteBuffer frame(Request<?> request) {
    WireWriter out = new WireWriter();
    new VsrFraming().encodeRequest(request, out);
    return ByteBuffer.wrap(out.toByteArray()).order(ByteOrder.LITTLE_ENDIAN);
  }
}
