// SPDX-License-Identifier: Apache-2.0
package org.apache.iggy.connector.embedded.log;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.apache.iggy.connector.protocol.message.MessageBatch;
import org.apache.iggy.connector.protocol.message.MessageBatchEncoder;
import org.apache.iggy.connector.protocol.message.MessageCursor;
import org.apache.iggy.connector.protocol.message.MessageLayout;
import org.apache.iggy.connector.protocol.message.UserHeaders;

/** Batches to append, and what came back of them. */
final class Batches {
  private Batches() {}

  /** A batch of messages without ids and user headers. */
  static MessageBatch of(String... payloads) {
    byte[][] bytes = new byte[payloads.length][];
    for (int i = 0; i < payloads.length; i++) {
      bytes[i] = payloads[i].getBytes(StandardCharsets.UTF_8);
    }
    return of(bytes);
  }

  static MessageBatch of(byte[]... payloads) {
    MessageBatchEncoder encoder = new MessageBatchEncoder();
    for (byte[] payload : payloads) {
      encoder.add(payload, UserHeaders.empty(), 17);
    }
    return encoder.batch();
  }

  /** A batch of {@code count} messages "prefix-0", "prefix-1" ... */
  static MessageBatch numbered(String prefix, int count) {
    String[] payloads = new String[count];
    for (int i = 0; i < count; i++) {
      payloads[i] = prefix + "-" + i;
    }
    return of(payloads);
  }

  /** A message as read from a log. */
  record Stored(long offset, long timestampMicros, String payload) {}

  /**
   * The messages of a slice.
   *
   * @throws AssertionError when a checksum is wrong, an id is 0, or a buffer does not hold whole
   *     messages
   */
  static List<Stored> stored(LogSlice slice) {
    List<Stored> stored = new ArrayList<>();
    for (ByteBuffer buffer : slice.buffers()) {
      int bytes = 0;
      while (bytes < buffer.remaining()) {
        ByteBuffer rest = buffer.duplicate().position(buffer.position() + bytes);
        MessageCursor cursor = MessageLayout.LEGACY.cursor(rest, 1);
        cursor.next();
        bytes += cursor.length();
        if (!cursor.checksumMatches()) {
          throw new AssertionError("wrong checksum at offset " + cursor.offset());
        }
        if ((cursor.idLow() | cursor.idHigh()) == 0) {
          throw new AssertionError("no id at offset " + cursor.offset());
        }
        String payload = new String(cursor.payload(), StandardCharsets.UTF_8);
        stored.add(new Stored(cursor.offset(), cursor.timestampMicros(), payload));
      }
    }
    if (stored.size() != slice.count()) {
      throw new AssertionError(slice.count() + " messages announced, " + stored.size() + " there");
    }
    return stored;
  }

  static List<Long> offsets(LogSlice slice) {
    return stored(slice).stream().map(Stored::offset).toList();
  }

  static List<String> payloads(LogSlice slice) {
    return stored(slice).stream().map(Stored::payload).toList();
  }
}
