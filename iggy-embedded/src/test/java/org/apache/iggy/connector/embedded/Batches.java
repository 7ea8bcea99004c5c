// SPDX-License-Identifier: Apache-2.0
package org.apache.iggy.connector.embedded;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.apache.iggy.connector.protocol.message.MessageBatch;
import org.apache.iggy.connector.protocol.message.MessageBatchEncoder;
import org.apache.iggy.connector.protocol.message.MessageCursor;
import org.apache.iggy.connector.protocol.message.PolledMessages;
import org.apache.iggy.connector.protocol.message.UserHeaders;

/** Batches of text messages, and the text in polled ones. */
final class Batches {
  private Batches() {}

  static MessageBatch of(String... payloads) {
    MessageBatchEncoder encoder = new MessageBatchEncoder();
    for (String payload : payloads) {
      encoder.add(payload.getBytes(StandardCharsets.UTF_8), UserHeaders.empty(), 0);
    }
    return encoder.batch();
  }

  static List<String> payloads(PolledMessages polled) {
    List<String> payloads = new ArrayList<>();
    for (MessageCursor cursor = polled.cursor(); cursor.next(); ) {
      payloads.add(new String(cursor.payload(), StandardCharsets.UTF_8));
    }
    return payloads;
  }

  static List<Long> offsets(PolledMessages polled) {
    List<Long> offsets = new ArrayList<>();
    for (MessageCursor cursor = polled.cursor(); cursor.next(); ) {
      offsets.add(cursor.offset());
    }
    return offsets;
  }
}
