// SPDX-License-Identifier: Apache-2.0
package org.apache.iggy.connector.client.reader;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.apache.iggy.connector.protocol.message.MessageHeader;

/** The messages of one partition as a server keeps them: what a scripted server answers from. */
final class PartitionModel {
  private final List<ByteBuffer> messages = new ArrayList<>();
  private final List<Long> offsets = new ArrayList<>();
  private long nextOffset;
  private long idHigh = 7;

  /** Appends messages whose payload names their offset. */
  synchronized PartitionModel append(int count) {
    for (int i = 0; i < count; i++) {
      append(payload(nextOffset).getBytes(StandardCharsets.UTF_8));
    }
    return this;
  }

  synchronized void append(byte[] payload) {
    ByteBuffer message =
        ByteBuffer.allocate(MessageHeader.LENGTH + payload.length).order(ByteOrder.LITTLE_ENDIAN);
    MessageHeader.id(message, 0, nextOffset, idHigh);
    MessageHeader.offset(message, 0, nextOffset);
    MessageHeader.timestampMicros(message, 0, 1_000_000 + nextOffset);
    MessageHeader.payloadLength(message, 0, payload.length);
    System.arraycopy(payload, 0, message.array(), MessageHeader.LENGTH, payload.length);
    messages.add(message);
    offsets.add(nextOffset++);
  }

  static String payload(long offset) {
    return "message " + offset;
  }

  /** Loses the messages from an offset on, as a crash does; new ones get other ids. */
  synchronized void loseFrom(long offset) {
    while (!offsets.isEmpty() && offsets.get(offsets.size() - 1) >= offset) {
      offsets.remove(offsets.size() - 1);
      messages.remove(messages.size() - 1);
    }
    nextOffset = offset;
    idHigh++;
  }

  /** Deletes the messages before an offset, as retention does. */
  synchronized void deleteBefore(long offset) {
    while (!offsets.isEmpty() && offsets.get(0) < offset) {
      offsets.remove(0);
      messages.remove(0);
    }
  }

  /** A whole successful answer to a poll. */
  synchronized byte[] answer(long offset, int count) {
    int from = 0;
    while (from < offsets.size() && offsets.get(from) < offset) {
      from++;
    }
    List<ByteBuffer> found = messages.subList(from, Math.min(messages.size(), from + count));
    return frame(0, Math.max(0, nextOffset - 1), found.size(), found);
  }

  static byte[] frame(int partitionId, long currentOffset, int count, List<ByteBuffer> messages) {
    int bytes = messages.stream().mapToInt(ByteBuffer::capacity).sum();
    ByteBuffer frame = ByteBuffer.allocate(24 + bytes).order(ByteOrder.LITTLE_ENDIAN);
    frame.putInt(0).putInt(16 + bytes).putInt(partitionId).putLong(currentOffset).putInt(count);
    for (ByteBuffer message : messages) {
      frame.put(message.duplicate());
    }
    return frame.array();
  }

  /** A message of no partition, at any offset. */
  static ByteBuffer message(long offset) {
    ByteBuffer message = ByteBuffer.allocate(MessageHeader.LENGTH).order(ByteOrder.LITTLE_ENDIAN);
    MessageHeader.offset(message, 0, offset);
    return message;
  }
}
