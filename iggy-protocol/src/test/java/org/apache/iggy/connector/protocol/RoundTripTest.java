// SPDX-License-Identifier: Apache-2.0
package org.apache.iggy.connector.protocol;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.apache.iggy.connector.protocol.command.CommandCode;
import org.apache.iggy.connector.protocol.command.Request;
import org.apache.iggy.connector.protocol.framing.ProtocolGeneration;
import org.apache.iggy.connector.protocol.framing.UnsupportedCommandException;
import org.apache.iggy.connector.protocol.message.MessageBatch;
import org.apache.iggy.connector.protocol.message.MessageBatchEncoder;
import org.apache.iggy.connector.protocol.message.MessageCursor;
import org.apache.iggy.connector.protocol.message.PolledMessages;
import org.apache.iggy.connector.protocol.message.UserHeaders;

/** Whatever is written reads back as what it was. */
class RoundTripTest {
  /** Enough for every command to be met some forty times in each generation. */
  private static final int TRIES = 4000;

  @Property(tries = TRIES)
  void shouldReadBackRequestWhenWritten(
      @ForAll CommandCode code, @ForAll long seed, @ForAll ProtocolGeneration generation) {
    SampleExchange<?> exchange = SampleExchanges.of(code, seed, generation);
    Peers peers = Peers.of(generation);
    if (!Generations.has(generation, code)) {
      assertThatThrownBy(() -> peers.send(exchange.request))
          .isInstanceOf(UnsupportedCommandException.class)
          .hasMessageContainingAll(code.name(), generation.label());
      return;
    }
    byte[] frame = peers.send(exchange.request);

    Request<?> decoded = peers.receive(frame);

    assertThat(exchange.request.code()).isEqualTo(code);
    assertThat(decoded).isEqualTo(exchange.request).hasSameHashCodeAs(exchange.request);
    assertThat(decoded).hasToString(exchange.request.toString());
    int header = peers.requestHeaderLength();
    assertThat(Arrays.copyOfRange(peers.send(decoded), header, frame.length))
        .isEqualTo(Arrays.copyOfRange(frame, header, frame.length));
  }

  @Property(tries = TRIES)
  void shouldReadBackResponseWhenWritten(
      @ForAll CommandCode code, @ForAll long seed, @ForAll ProtocolGeneration generation) {
    if (Generations.has(generation, code)) {
      assertResponseReadsBack(SampleExchanges.of(code, seed, generation), Peers.of(generation));
    }
  }

  @Property(tries = 500)
  void shouldReadBackUserHeadersWhenWritten(@ForAll long seed) {
    UserHeaders headers = new SampleValues(seed).userHeaders();
    ByteBuffer buffer = ByteBuffer.allocate(headers.encodedLength() + 2).position(1);

    headers.encode(buffer);

    assertThat(buffer.position()).isEqualTo(1 + headers.encodedLength());
    assertThat(UserHeaders.decode(buffer, 1, headers.encodedLength())).isEqualTo(headers);
  }

  @Property(tries = 500)
  void shouldReadBackMessagesWhenCollected(@ForAll long seed) {
    SampleValues values = new SampleValues(seed);
    MessageBatchEncoder encoder = new MessageBatchEncoder();
    List<byte[]> payloads = values.listOf(() -> values.bytes(values.u8()));
    List<UserHeaders> headers = new ArrayList<>();
    for (byte[] payload : payloads) {
      headers.add(values.userHeaders());
      encoder.add(payload, headers.get(headers.size() - 1), payload.length);
    }

    MessageBatch batch = encoder.batch();

    assertThat(batch.count()).isEqualTo(payloads.size());
    MessageCursor cursor = batch.cursor();
    int end = 0;
    for (int i = 0; i < payloads.size(); i++) {
      assertThat(cursor.next()).isTrue();
      assertThat(cursor.payload()).isEqualTo(payloads.get(i));
      assertThat(cursor.userHeaders()).isEqualTo(headers.get(i));
      assertThat(cursor.originTimestampMicros()).isEqualTo(payloads.get(i).length);
      end += cursor.length();
      assertThat(batch.end(i)).isEqualTo(end);
    }
    assertThat(cursor.next()).isFalse();
    assertThat(batch.sizeBytes()).isEqualTo(end);
  }

  private static <R> void assertResponseReadsBack(SampleExchange<R> exchange, Peers peers) {
    peers.receive(peers.send(exchange.request));
    byte[] frame = exchange.answer(peers);

    R decoded = exchange.take(peers, frame);

    // A poll's answer is a view without equality: its bytes have to do.
    if (!(decoded instanceof PolledMessages)) {
      assertThat(decoded).isEqualTo(exchange.response);
    }
    assertThat(String.valueOf(decoded)).isEqualTo(String.valueOf(exchange.response));
    assertThat(peers.answer(exchange.request, decoded)).isEqualTo(frame);
  }
}
