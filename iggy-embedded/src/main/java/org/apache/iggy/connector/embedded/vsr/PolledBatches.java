// SPDX-License-Identifier: Apache-2.0
package org.apache.iggy.connector.embedded.vsr;

import java.nio.ByteBuffer;
import java.util.List;
import org.apache.iggy.connector.embedded.log.BatchHead;
import org.apache.iggy.connector.protocol.hash.XxHash3;
import org.apache.iggy.connector.protocol.message.MessageHeader;
import org.apache.iggy.connector.protocol.message.VsrBatchChecksum;
import org.apache.iggy.connector.protocol.message.VsrBatchHeader;
import org.apache.iggy.connector.protocol.message.VsrMessageHeader;
import org.apache.iggy.connector.protocol.wire.WireWriter;

/**
 * Writes messages of the log, which are in the legacy layout, as the batches of a VSR poll.
 *
 * <p>A message's bytes are the same whatever part of its batch is polled, as they are with the real
 * server, which stores what it was sent: clients know a message again by its checksum. Payloads are
 * copied once; nothing is allocated per message. Not thread-safe.
 */
public final class PolledBatches {
  private final VsrBatchChecksum checksum = new VsrBatchChecksum();

  /** The batch that is being written, and where. */
  private ByteBuffer target;

  private BatchHead batch;
  private int batchAt;
  private int at;
  private int count;

  /**
   * Appends the messages.
   *
   * @param messages the messages, in the legacy layout
   * @param head the batch that the first one belongs to
   * @return how many bytes were appended
   */
  public int write(List<ByteBuffer> messages, BatchHead head, int partitionId, WireWriter out) {
    int length = lengthOf(messages, head);
    target = out.reserve(length);
    at = 0;
    count = 0;
    begin(head, partitionId);
    long offset = -1;
    for (ByteBuffer buffer : messages) {
      int from = buffer.position();
      while (from < buffer.limit()) {
        offset = offset < 0 ? MessageHeader.offset(buffer, from) : offset + 1;
        long timestamp = MessageHeader.timestampMicros(buffer, from);
        long origin = MessageHeader.originTimestampMicros(buffer, from);
        if (!batch.continuesWith(timestamp, origin)) {
          end();
          begin(new BatchHead(offset, timestamp, origin), partitionId);
        }
        from += copy(buffer, from, offset, origin);
      }
    }
    end();
    target = null;
    return length;
  }

  private static int lengthOf(List<ByteBuffer> messages, BatchHead head) {
    BatchHead current = head;
    int length = VsrBatchHeader.LENGTH;
    for (ByteBuffer buffer : messages) {
      int from = buffer.position();
      while (from < buffer.limit()) {
        long timestamp = MessageHeader.timestampMicros(buffer, from);
        long origin = MessageHeader.originTimestampMicros(buffer, from);
        if (!current.continuesWith(timestamp, origin)) {
          current = new BatchHead(0, timestamp, origin);
          length = Math.addExact(length, VsrBatchHeader.LENGTH);
        }
        int body = bodyLength(buffer, from);
        length = Math.addExact(length, VsrMessageHeader.LENGTH + body);
        from += MessageHeader.LENGTH + body;
      }
    }
    return length;
  }

  private static int bodyLength(ByteBuffer buffer, int from) {
    return MessageHeader.payloadLength(buffer, from)
        + MessageHeader.userHeadersLength(buffer, from);
  }

  private void begin(BatchHead head, int partitionId) {
    batch = head;
    batchAt = at;
    count = 0;
    VsrBatchHeader.clear(target, at);
    VsrBatchHeader.partition(target, at, partitionId);
    VsrBatchHeader.baseOffset(target, at, head.baseOffset());
    VsrBatchHeader.baseTimestampMicros(target, at, head.timestampMicros());
    VsrBatchHeader.originTimestampMicros(target, at, head.originTimestampMicros());
    at += VsrBatchHeader.LENGTH;
  }

  private void end() {
    VsrBatchHeader.batchLength(target, batchAt, at - batchAt);
    VsrBatchHeader.count(target, batchAt, count);
    VsrBatchHeader.checksum(target, batchAt, checksum.compute(target, batchAt));
  }

  /** Copies one message; returns how many bytes it has in the log. */
  private int copy(ByteBuffer from, int start, long offset, long origin) {
    int body = bodyLength(from, start);
    int payload = MessageHeader.payloadLength(from, start);
    VsrMessageHeader.id(
        target, at, MessageHeader.idLow(from, start), MessageHeader.idHigh(from, start));
    VsrMessageHeader.offsetDelta(target, at, (int) (offset - batch.baseOffset()));
    VsrMessageHeader.timestampDeltaMicros(
        target, at, (int) (origin - batch.originTimestampMicros()));
    VsrMessageHeader.userHeadersLength(target, at, body - payload);
    VsrMessageHeader.payloadLength(target, at, payload);
    VsrMessageHeader.clearReserved(target, at);
    target.put(at + VsrMessageHeader.LENGTH, from, start + MessageHeader.LENGTH, body);
    int hashed = VsrMessageHeader.LENGTH + body - VsrMessageHeader.ID_OFFSET;
    VsrMessageHeader.checksum(
        target, at, XxHash3.hash64(target, at + VsrMessageHeader.ID_OFFSET, hashed));
    at += VsrMessageHeader.LENGTH + body;
    count++;
    return MessageHeader.LENGTH + body;
  }
}
