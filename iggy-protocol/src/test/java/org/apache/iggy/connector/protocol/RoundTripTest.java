// SPDX-License-Identifier: Apache-2.0
package org.apache.iggy.connector.protocol;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.apache.iggy.connector.protocol.command.CommandCode;
import org.apache.iggy.connector.protocol.command.Request;
import org.apache.iggy.connector.protocol.message.MessageBatch;
import org.apache.iggy.connector.protocol.message.MessageBatchEncoder;
import org.apache.iggy.connector.protocol.message.MessageCursor;
import org.apache.iggy.connector.protocol.message.PolledMessages;
import org.apache.iggy.connector.protocol.message.UserHeaders;

/** Whatever is written reads back as what it was. */
class RoundTripTest {
  /** Enough for every command to be met some forty times. */
  private static final int TRIES = 2000;

  @Property(tries = TRIES)
  void shouldReadBackRequestWhenWritten(@ForAll CommandCode code, @ForAll long seed) {
    SampleExchange<?> exchange = SampleExchanges.of(code, seed);
    byte[] body = exchange.requestBody();

    Request<?> decoded = exchange.decodeRequest(body);

    assertThat(exchange.request.code()).isEqualTo(code);
    assertThat(decoded).isEqualTo(exchange.request).hasSameHashCodeAs(exchange.request);
    assertThat(decoded).hasToString(exchange.request.toString());
    assertThat(SampleExchange.encode(decoded)).isEqualTo(body);
  }

  @Property(tries = TRIES)
  void shouldReadBackResponseWhenWritten(@ForAll CommandCode code, @ForAll long seed) {
    assertResponseReadsBack(SampleExchanges.of(code, seed));
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

  private static <R> void assertResponseReadsBack(SampleExchange<R> exchange) {
    byte[] body = exchange.responseBody();

    R decoded = exchange.decodeResponse(body);

    // A poll's answer is a view without equality: its bytes have to do.
    if (!(decoded instanceof PolledMessages)) {
      assertThat(decoded).isEqualTo(exchange.response);
    }
    assertThat(String.valueOf(decoded)).isEqualTo(String.valueOf(exchange.response));
    assertThat(exchange.encodeResponse(decoded)).isEqualTo(body);
  }
}
