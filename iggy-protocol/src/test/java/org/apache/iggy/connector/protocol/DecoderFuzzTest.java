// SPDX-License-Identifier: Apache-2.0
package org.apache.iggy.connector.protocol;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.apache.iggy.connector.protocol.command.CommandCode;
import org.apache.iggy.connector.protocol.command.Request;
import org.apache.iggy.connector.protocol.framing.Eviction;
import org.apache.iggy.connector.protocol.framing.LegacyFraming;
import org.apache.iggy.connector.protocol.framing.ProtocolGeneration;
import org.apache.iggy.connector.protocol.framing.VsrFraming;
import org.apache.iggy.connector.protocol.message.MessageCursor;
import org.apache.iggy.connector.protocol.message.MessageLayout;
import org.apache.iggy.connector.protocol.message.Partitioning;
import org.apache.iggy.connector.protocol.message.PolledMessages;
import org.apache.iggy.connector.protocol.message.SendMessages;
import org.apache.iggy.connector.protocol.message.UserHeaders;
import org.apache.iggy.connector.protocol.message.VsrBatchValidator;
import org.apache.iggy.connector.protocol.status.IggyStatus;
import org.apache.iggy.connector.protocol.system.Ping;
import org.apache.iggy.connector.protocol.vsr.VsrHeader;
import org.apache.iggy.connector.protocol.vsr.VsrReply;
import org.apache.iggy.connector.protocol.vsr.VsrRequest;
import org.apache.iggy.connector.protocol.wire.MalformedFrameException;
import org.apache.iggy.connector.protocol.wire.WireWriter;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Feeds damaged bytes to every decoder: it may succeed or throw {@link MalformedFrameException},
 * and may not allocate more than its input justifies. The seeds are fixed; a failure shows the
 * bytes. The timeout only turns a decoder that never ends into a failure.
 */
@Timeout(value = 2, unit = TimeUnit.MINUTES, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class DecoderFuzzTest {
  private static final int SAMPLES = 8;
  private static final int DAMAGES = 60;
  private static final int[] BAD_LENGTHS = {
    -1, Integer.MAX_VALUE, Integer.MIN_VALUE, 0, 1 << 24, 1 << 16, 0xFFFF, 256
  };

  /** What the objects and texts decoded from one byte may take. */
  private static final long ALLOCATION_PER_BYTE = 200;

  /** Room for exceptions and for classes that load on their first use; far below 1 << 24. */
  private static final long ALLOCATION_BASE = 1_000_000;

  private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();

  private final Random random = new Random(20261121);

  @ParameterizedTest
  @MethodSource("commands")
  void shouldRefuseOrReadWhenRequestIsDamaged(ProtocolGeneration generation, CommandCode code) {
    for (int seed = 0; seed < SAMPLES; seed++) {
      Peers peers = Peers.of(generation);
      byte[] frame = peers.send(SampleExchanges.of(code, seed, generation).request);
      checkBody(frame, peers.requestHeaderLength(), bytes -> readRequest(generation, bytes));
    }
  }

  @ParameterizedTest
  @MethodSource("commands")
  void shouldRefuseOrReadWhenResponseIsDamaged(ProtocolGeneration generation, CommandCode code) {
    for (int seed = 0; seed < SAMPLES; seed++) {
      Peers peers = Peers.of(generation);
      SampleExchange<?> exchange = SampleExchanges.of(code, seed, generation);
      peers.receive(peers.send(exchange.request));
      byte[] frame = exchange.answer(peers);
      checkBody(
          frame, peers.responseHeaderLength(), bytes -> readResponse(generation, exchange, bytes));
    }
  }

  static List<Arguments> commands() {
    List<Arguments> commands = new ArrayList<>();
    for (ProtocolGeneration generation : ProtocolGeneration.values()) {
      for (CommandCode code : CommandCode.values()) {
        if (Generations.has(generation, code)) {
          commands.add(Arguments.of(generation, code));
        }
      }
    }
    return commands;
  }

  @ParameterizedTest
  @MethodSource("org.apache.iggy.connector.protocol.GoldenFramesTest#commands")
  void shouldRefuseOrReadWhenRecordedBodiesAreDamaged(GoldenFrames.Exchange golden) {
    CommandCode code = CommandCode.of(golden.code).orElseThrow();
    SampleExchange<?> exchange = SampleExchanges.of(code, 0);
    int header = LegacyFraming.REQUEST_HEADER_LENGTH;
    ProtocolGeneration legacy = ProtocolGeneration.LEGACY;
    checkBody(golden.request, header, bytes -> readRequest(legacy, bytes));
    if (golden.status == IggyStatus.OK) {
      checkBody(golden.response, header, bytes -> readResponse(legacy, exchange, bytes));
    }
  }

  @ParameterizedTest
  @MethodSource("org.apache.iggy.connector.protocol.VsrGoldenFramesTest#answered")
  void shouldRefuseOrReadWhenRecordedVsrBodiesAreDamaged(VsrGoldenFrames.Exchange golden) {
    ProtocolGeneration vsr = ProtocolGeneration.VSR;
    checkBody(golden.request, VsrHeader.LENGTH, bytes -> tryRead(() -> readRequest(vsr, bytes)));
    VsrReply reply = VsrReply.read(ByteBuffer.wrap(golden.reply));
    Optional<CommandCode> code = VsrRequest.read(ByteBuffer.wrap(golden.request)).command();
    if (code.isPresent() && reply.eviction().isEmpty() && reply.status() == IggyStatus.OK) {
      byte[] first = golden.reply.clone();
      // The peers' first request has number 1.
      Arrays.fill(first, VsrHeader.REPLY_NUMBER_OFFSET, VsrHeader.REPLY_OPERATION_OFFSET, (byte) 0);
      first[VsrHeader.REPLY_NUMBER_OFFSET] = 1;
      SampleExchange<?> exchange = SampleExchanges.of(code.get(), 0, vsr);
      checkBody(
          first, VsrHeader.LENGTH, bytes -> tryRead(() -> readResponse(vsr, exchange, bytes)));
    }
  }

  /** A recorded refusal is one before it is damaged, too. */
  private static void tryRead(Runnable read) {
    try {
      read.run();
    } catch (MalformedFrameException e) {
      assertThat(e).hasMessageMatching("(?s).+");
    }
  }

  @Test
  void shouldRefuseOrReadWhenUserHeadersAreDamaged() {
    for (int seed = 0; seed < 10 * SAMPLES; seed++) {
      UserHeaders headers = new SampleValues(seed).userHeaders();
      ByteBuffer encoded = ByteBuffer.allocate(headers.encodedLength());
      headers.encode(encoded);
      check(encoded.array(), DecoderFuzzTest::readUserHeaders);
    }
  }

  @Test
  void shouldRefuseOrReadWhenResponseHeaderIsDamaged() {
    check(
        new byte[LegacyFraming.RESPONSE_HEADER_LENGTH],
        bytes -> {
          LegacyFraming framing = new LegacyFraming();
          framing.encodeRequest(new Ping(), new WireWriter(16));
          framing.readResponseHeader(ByteBuffer.wrap(bytes));
          assertThat(framing.responseBodyLength()).isBetween(0L, 0xFFFF_FFFFL);
        });
  }

  @Test
  void shouldRefuseOrReadWhenVsrHeadersAreDamaged() {
    for (int seed = 0; seed < 100 * SAMPLES; seed++) {
      byte[] request = new VsrPeers().send(new Ping());
      checkOne(damaged(request), bytes -> new VsrPeers().receive(bytes));
      byte[] reply = request.clone();
      reply[VsrHeader.COMMAND_OFFSET] =
          (byte) (seed % 4 < 2 ? VsrHeader.REPLY : VsrHeader.EVICTION);
      checkOne(
          damaged(reply),
          bytes -> {
            VsrFraming framing = new VsrFraming();
            framing.readResponseHeader(ByteBuffer.wrap(bytes));
            assertThat(framing.eviction().map(Eviction::message).orElse("none")).isNotEmpty();
          });
    }
  }

  /** As {@link #check}, with the frame's header left as it is. */
  private void checkBody(byte[] frame, int headerLength, Decoder decoder) {
    byte[] header = Arrays.copyOf(frame, headerLength);
    check(
        Arrays.copyOfRange(frame, headerLength, frame.length),
        body -> {
          byte[] whole = Arrays.copyOf(header, headerLength + body.length);
          System.arraycopy(body, 0, whole, headerLength, body.length);
          decoder.decode(whole);
        });
  }

  /** Decodes the sound body, its prefixes, damaged copies of it and noise of its length. */
  private void check(byte[] sound, Decoder decoder) {
    decoder.decode(sound);
    for (int length = 0; length < Math.min(sound.length, 200); length++) {
      checkOne(Arrays.copyOf(sound, length), decoder);
    }
    checkOne(Arrays.copyOf(sound, sound.length + 1), decoder);
    checkOne(Arrays.copyOf(sound, 2 * sound.length + 70), decoder);
    for (int i = 0; i < DAMAGES; i++) {
      checkOne(damaged(sound), decoder);
    }
    byte[] noise = new byte[random.nextInt(sound.length + 64)];
    random.nextBytes(noise);
    checkOne(noise, decoder);
  }

  private void checkOne(byte[] bytes, Decoder decoder) {
    long before = THREADS.getThreadAllocatedBytes(Thread.currentThread().getId());
    try {
      decoder.decode(bytes);
    } catch (MalformedFrameException e) {
      assertThat(e).hasMessageMatching("(?s).+");
    } catch (Throwable e) {
      throw new AssertionError("not a MalformedFrameException for " + hex(bytes), e);
    }
    long allocated = THREADS.getThreadAllocatedBytes(Thread.currentThread().getId()) - before;
    assertThat(allocated)
        .as(() -> "bytes allocated for " + hex(bytes))
        .isLessThan(ALLOCATION_BASE + ALLOCATION_PER_BYTE * bytes.length);
  }

  /** A copy with a few bits flipped, or with a length, count or kind replaced. */
  private byte[] damaged(byte[] sound) {
    byte[] bytes = sound.clone();
    for (int i = random.nextInt(3); i >= 0 && bytes.length > 0; i--) {
      int at = random.nextInt(bytes.length);
      if (random.nextBoolean() && at + Integer.BYTES <= bytes.length) {
        int length = BAD_LENGTHS[random.nextInt(BAD_LENGTHS.length)];
        ByteBuffer.wrap(bytes).putInt(at, Integer.reverseBytes(length));
      } else {
        bytes[at] ^= (byte) (1 << random.nextInt(Byte.SIZE));
      }
    }
    return bytes;
  }

  private static void readRequest(ProtocolGeneration generation, byte[] frame) {
    Request<?> request = Peers.of(generation).receive(frame);
    // What was accepted has to be usable.
    assertThat(request.toString()).isNotEmpty();
    assertThat(request.hashCode()).isEqualTo(request.hashCode());
    if (request instanceof SendMessages) {
      readBatch((SendMessages) request);
    }
    if (Generations.has(generation, request.code())) {
      Peers.of(generation).send(request);
    }
  }

  private static <R> void readResponse(
      ProtocolGeneration generation, SampleExchange<R> exchange, byte[] frame) {
    Peers peers = Peers.of(generation);
    peers.receive(peers.send(exchange.request));
    R response = exchange.take(peers, frame);
    peers.answer(exchange.request, response);
    assertThat(String.valueOf(response)).isNotEmpty();
    if (response instanceof PolledMessages) {
      walk(((PolledMessages) response).cursor());
    }
  }

  private static void readBatch(SendMessages send) {
    if (send.partitioning().kind() == Partitioning.Kind.PARTITION_ID) {
      assertThat(send.partitioning().partitionId()).isNotNegative();
    }
    if (send.batch().layout() == MessageLayout.VSR) {
      new VsrBatchValidator().problem(send.batch());
      walk(send.batch().cursor());
      return;
    }
    for (int i = 0; i < send.batch().count(); i++) {
      // The index is only a claim, which whoever takes the batch holds against the messages.
      int end = send.batch().end(i);
      if (end >= 0 && end <= send.batch().sizeBytes()) {
        jump(send.batch().cursor(), end);
      }
    }
    walk(send.batch().cursor());
  }

  private static void jump(MessageCursor cursor, int position) {
    try {
      cursor.moveTo(position);
    } catch (MalformedFrameException e) {
      return;
    }
    assertThat(cursor.payload()).hasSize(cursor.payloadLength());
  }

  private static void readUserHeaders(byte[] bytes) {
    UserHeaders headers = UserHeaders.decode(ByteBuffer.wrap(bytes), 0, bytes.length);
    assertThat(headers.encodedLength()).isEqualTo(bytes.length);
    assertThat(headers.toString()).isNotEmpty();
  }

  private static void walk(MessageCursor cursor) {
    while (cursor.next()) {
      cursor.checksumMatches();
      assertThat(cursor.payload()).hasSize(cursor.payloadLength());
      cursor.userHeaders();
    }
  }

  private static String hex(byte[] bytes) {
    return bytes.length + " bytes: " + new BigInteger(1, bytes).toString(16);
  }

  /** Something that reads a body, with everything in it. */
  @FunctionalInterface
  private interface Decoder {
    void decode(byte[] bytes);
  }
}
