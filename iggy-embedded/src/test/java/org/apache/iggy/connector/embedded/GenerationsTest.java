// SPDX-License-Identifier: Apache-2.0
package org.apache.iggy.connector.embedded;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.apache.iggy.connector.protocol.framing.ProtocolGeneration;
import org.apache.iggy.connector.protocol.message.HeaderField;
import org.apache.iggy.connector.protocol.message.MessageBatchEncoder;
import org.apache.iggy.connector.protocol.message.MessageCursor;
import org.apache.iggy.connector.protocol.message.Partitioning;
import org.apache.iggy.connector.protocol.message.PolledMessages;
import org.apache.iggy.connector.protocol.message.SendMessages;
import org.apache.iggy.connector.protocol.message.UserHeaders;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What clients of one generation write, clients of the other read. */
class GenerationsTest {
  private static final long ORIGIN_MICROS = 1_700_000_000_000_000L;
  private static final int MESSAGES = 1000;

  private record Message(
      long offset, long idLow, long idHigh, long origin, String payload, UserHeaders headers) {}

  @ParameterizedTest
  @CsvSource({
    "LEGACY, VSR, false",
    "VSR, LEGACY, false",
    "VSR, VSR, false",
    "LEGACY, VSR, true",
    "VSR, LEGACY, true"
  })
  void shouldReadWhatWasWritten(
      ProtocolGeneration writer, ProtocolGeneration reader, boolean onDisk, @TempDir Path folder) {
    EmbeddedIggyOptions.Builder options = EmbeddedIggyOptions.builder();
    if (onDisk) {
      options.dataDirectory(folder);
    }
    try (EmbeddedIggyServer server = EmbeddedIggyServer.start(options.build());
        WireClient producer = WireClient.login(server, writer);
        WireClient consumer = WireClient.login(server, reader)) {
      TestTopic.create(producer, 1);
      List<Message> written = new ArrayList<>();
      for (int from = 0; from < MESSAGES; from += 100) {
        producer.ask(batch(from, 100, written));
      }
      assertThat(read(consumer.ask(TestTopic.pollFirst(0)))).isEqualTo(written);
      PolledMessages polled = producer.ask(TestTopic.pollFirst(0));
      assertThat(read(polled)).isEqualTo(written);
    }
  }

  private static SendMessages batch(int from, int count, List<Message> written) {
    MessageBatchEncoder encoder = new MessageBatchEncoder();
    for (int i = from; i < from + count; i++) {
      byte[] payload = ("message " + i + "x".repeat(i % 50)).getBytes(StandardCharsets.UTF_8);
      UserHeaders headers =
          i % 3 == 0
              ? UserHeaders.builder().put("number", HeaderField.ofUint32(i)).build()
              : UserHeaders.empty();
      long origin = ORIGIN_MICROS + i * 10L;
      encoder.add(i + 1, i, payload, 0, payload.length, headers, origin);
      written.add(
          new Message(i, i + 1, i, origin, new String(payload, StandardCharsets.UTF_8), headers));
    }
    return new SendMessages(
        TestTopic.STREAM, TestTopic.TOPIC, Partitioning.partition(0), encoder.batch());
  }

  private static List<Message> read(PolledMessages polled) {
    List<Message> messages = new ArrayList<>();
    for (MessageCursor cursor = polled.cursor(); cursor.next(); ) {
      assertThat(cursor.checksumMatches()).isTrue();
      messages.add(
          new Message(
              cursor.offset(),
              cursor.idLow(),
              cursor.idHigh(),
              cursor.originTimestampMicros(),
              new String(cursor.payload(), StandardCharsets.UTF_8),
              cursor.userHeaders()));
    }
    return messages;
  }
}
