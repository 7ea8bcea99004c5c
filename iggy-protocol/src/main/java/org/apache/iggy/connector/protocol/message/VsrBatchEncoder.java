// SPDX-License-Identifier: Apache-2.0
package org.apache.iggy.connector.protocol.message;

import java.nio.ByteBuffer;
import org.apache.iggy.connector.protocol.hash.XxHash3;
import org.apache.iggy.connector.protocol.wire.WireWriter;

/**
 * Writes messages of any layout as batches of VSR.
 *
 * <p>Payloads and user headers are copied once, into the output; checksums are computed there and
 * put in their places. Nothing is allocated per message.
 */
final class VsrBatchEncoder {
  /** How far the origin timestamps of one batch may lie apart, microseconds: some 71 minutes. */
  static final long MAX_ORIGIN_SPREAD_MICROS = 0xFFFF_FFFFL;

  private static final long MAX_OFFSET_DELTA = 0xFFFF_FFFFL;

  private VsrBatchEncoder() {}

  /** Writes a producer's batch; messages without an id get one. */
  static void encode(MessageBatch batch, MessageIds ids, WireWriter out) {
    if (batch.count() == 0) {
      throw new IllegalArgumentException("a batch has no message");
    }
    Run run = new Run(batch.cursor());
    run.takeAll();
    run.write(batch.cursor(), 0, 0, 0, ids, out);
  }

  /** Writes the messages of an answer, those that were appended together as one batch. */
  static void encode(PolledMessages polled, WireWriter out) {
    MessageCursor messages = polled.cursor();
    Run run = new Run(polled.cursor());
    while (run.takeAppendedTogether()) {
      run.write(
          messages,
          polled.partitionId(),
          run.baseOffset,
          run.timestampMicros,
          MessageIds.AS_THEY_ARE,
          out);
    }
  }

  /** Messages that are written as one batch, looked at ahead of being written. */
  private static final class Run {
    private final MessageCursor ahead;
    private boolean hasNext;
    private int count;
    private long lengthBytes;
    private long baseOffset;
    private long timestampMicros;
    private long firstOriginMicros;
    private long lastOriginMicros;

    Run(MessageCursor ahead) {
      this.ahead = ahead;
      this.hasNext = ahead.next();
    }

    void takeAll() {
      start();
      while (hasNext) {
        if (!fitsOrigin()) {
          throw new IllegalArgumentException(
              "origin timestamps of one batch lie more than 71 minutes apart, which Iggy 0.9 cannot"
                  + " carry; send the messages in several batches");
        }
        take();
      }
    }

    boolean takeAppendedTogether() {
      if (!hasNext) {
        return false;
      }
      start();
      while (hasNext && ahead.timestampMicros() == timestampMicros && fitsOrigin()) {
        long delta = ahead.offset() - baseOffset;
        if (delta < 0 || delta > MAX_OFFSET_DELTA) {
          break;
        }
        take();
      }
      return true;
    }

    private void start() {
      count = 0;
      lengthBytes = VsrBatchHeader.LENGTH;
      baseOffset = ahead.offset();
      timestampMicros = ahead.timestampMicros();
      firstOriginMicros = ahead.originTimestampMicros();
      lastOriginMicros = firstOriginMicros;
    }

    private boolean fitsOrigin() {
      long origin = ahead.originTimestampMicros();
      long first = unsignedMin(firstOriginMicros, origin);
      long spread = unsignedMax(lastOriginMicros, origin) - first;
      return Long.compareUnsigned(spread, MAX_ORIGIN_SPREAD_MICROS) <= 0;
    }

    private void take() {
      count++;
      lengthBytes += (long) VsrMessageHeader.LENGTH + bodyLength(ahead);
      firstOriginMicros = unsignedMin(firstOriginMicros, ahead.originTimestampMicros());
      lastOriginMicros = unsignedMax(lastOriginMicros, ahead.originTimestampMicros());
      hasNext = ahead.next();
    }

    /** Writes the messages taken; {@code messages} stands before the first of them. */
    void write(
        MessageCursor messages,
        long partition,
        long base,
        long appendedMicros,
        MessageIds ids,
        WireWriter out) {
      int start = out.position();
      int sums = Math.toIntExact(lengthBytes);
      int hashed = VsrBatchChecksum.HEADER_BYTES + Long.BYTES * count;
      // The bytes that the batch's checksum is made of lie behind the batch until it is computed.
      ByteBuffer target = out.reserve(Math.addExact(sums, hashed));
      VsrBatchHeader.clear(target, 0);
      VsrBatchHeader.partition(target, 0, partition);
      VsrBatchHeader.baseOffset(target, 0, base);
      VsrBatchHeader.baseTimestampMicros(target, 0, appendedMicros);
      VsrBatchHeader.originTimestampMicros(target, 0, firstOriginMicros);
      VsrBatchHeader.batchLength(target, 0, lengthBytes);
      VsrBatchHeader.count(target, 0, count);
      VsrBatchChecksum.copyHeader(target, 0, target, sums);
      writeMessages(messages, base, ids, target, sums + VsrBatchChecksum.HEADER_BYTES);
      VsrBatchHeader.checksum(target, 0, XxHash3.hash64(target, sums, hashed));
      out.truncate(start + sums);
    }

    private void writeMessages(
        MessageCursor messages, long base, MessageIds ids, ByteBuffer target, int sums) {
      ByteBuffer source = messages.buffer().duplicate();
      int at = VsrBatchHeader.LENGTH;
      boolean produced = ids != MessageIds.AS_THEY_ARE;
      for (int i = 0; i < count; i++) {
        messages.next();
        boolean made = produced && messages.idLow() == 0 && messages.idHigh() == 0;
        VsrMessageHeader.id(
            target,
            at,
            made ? ids.low(i) : messages.idLow(),
            made ? ids.high() : messages.idHigh());
        VsrMessageHeader.offsetDelta(target, at, produced ? i : (int) (messages.offset() - base));
        VsrMessageHeader.timestampDeltaMicros(
            target, at, (int) (messages.originTimestampMicros() - firstOriginMicros));
        VsrMessageHeader.userHeadersLength(target, at, messages.userHeadersLength());
        VsrMessageHeader.payloadLength(target, at, messages.payloadLength());
        VsrMessageHeader.clearReserved(target, at);
        int length = bodyLength(messages);
        // User headers lie right behind the payload in every layout.
        source.limit(messages.payloadPosition() + length);
        source.position(messages.payloadPosition());
        target.position(at + VsrMessageHeader.LENGTH);
        target.put(source);
        int idAt = at + VsrMessageHeader.ID_OFFSET;
        length += VsrMessageHeader.LENGTH;
        long checksum = XxHash3.hash64(target, idAt, length - VsrMessageHeader.ID_OFFSET);
        VsrMessageHeader.checksum(target, at, checksum);
        target.putLong(sums + Long.BYTES * i, checksum);
        at += length;
      }
    }

    private static int bodyLength(MessageCursor message) {
      return message.payloadLength() + message.userHeadersLength();
    }

    private static long unsignedMin(long a, long b) {
      return Long.compareUnsigned(a, b) <= 0 ? a : b;
    }

    private static long unsignedMax(long a, long b) {
      return Long.compareUnsigned(a, b) >= 0 ? a : b;
    }
  }
}
