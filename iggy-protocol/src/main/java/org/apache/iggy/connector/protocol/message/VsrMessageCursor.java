// SPDX-License-Identifier: Apache-2.0
package org.apache.iggy.connector.protocol.message;

import java.nio.ByteBuffer;
import org.apache.iggy.connector.protocol.wire.MalformedFrameException;

/**
 * Walks the messages of batches that lie back to back, each behind its {@link VsrBatchHeader}.
 *
 * <p>{@link #moveTo} takes constant time within a batch and forwards to the next; otherwise as many
 * steps as batches lie between.
 */
final class VsrMessageCursor extends FramedMessageCursor {
  /** The batch around the message; before the first one, an empty batch ends at the start. */
  private int batchAt;

  private int batchEnd;
  private int batchRemaining;
  private long baseOffset;
  private long baseTimestampMicros;
  private long originTimestampMicros;

  VsrMessageCursor(ByteBuffer batches, int count) {
    super(batches, count, VsrMessageHeader.LENGTH);
    this.batchEnd = start;
  }

  @Override
  public boolean next() {
    if (isAtEnd()) {
      return false;
    }
    if (nextAt == batchEnd) {
      if (batchRemaining > 0) {
        throw miscounted();
      }
      enterBatch(batchEnd);
      nextAt = batchAt + VsrBatchHeader.LENGTH;
    } else if (batchRemaining == 0) {
      throw miscounted();
    }
    stepTo(nextAt);
    if (batchRemaining != UNCOUNTED) {
      batchRemaining--;
    }
    if (remaining != UNCOUNTED) {
      remaining--;
    }
    return true;
  }

  @Override
  public void moveTo(int position) {
    if (position < start) {
      throw new MalformedFrameException(
          "position " + position + " is before the messages, which start at " + start);
    }
    remaining = UNCOUNTED;
    if (position < batchAt || batchEnd == start) {
      enterBatch(start);
    }
    while (position >= batchEnd) {
      enterBatch(batchEnd);
    }
    if (position < batchAt + VsrBatchHeader.LENGTH) {
      throw new MalformedFrameException(
          "position " + position + " is in the header of the batch at " + batchAt);
    }
    batchRemaining = UNCOUNTED;
    stepTo(position);
  }

  private void enterBatch(int position) {
    if (end - position < VsrBatchHeader.LENGTH) {
      throw new MalformedFrameException(
          "a batch's header at " + position + " leaves the messages, which end at " + end);
    }
    long length = VsrBatchHeader.batchLength(buffer, position);
    int count = VsrBatchHeader.count(buffer, position);
    if (length < VsrBatchHeader.LENGTH || length > end - position) {
      throw new MalformedFrameException(
          "the batch at " + position + " has length " + length + ", the messages end at " + end);
    }
    if (count < 1 || count > (length - VsrBatchHeader.LENGTH) / VsrMessageHeader.LENGTH) {
      throw new MalformedFrameException(
          Integer.toUnsignedLong(count)
              + " messages do not fit the batch at "
              + position
              + ", which has length "
              + length);
    }
    batchAt = position;
    batchEnd = position + (int) length;
    batchRemaining = count;
    baseOffset = VsrBatchHeader.baseOffset(buffer, position);
    baseTimestampMicros = VsrBatchHeader.baseTimestampMicros(buffer, position);
    originTimestampMicros = VsrBatchHeader.originTimestampMicros(buffer, position);
  }

  private void stepTo(int position) {
    requireHeader(position, batchEnd);
    standOn(
        position,
        VsrMessageHeader.payloadLength(buffer, position),
        VsrMessageHeader.userHeadersLength(buffer, position),
        batchEnd);
  }

  @Override
  MalformedFrameException leavesBatch(int position) {
    return new MalformedFrameException(
        "a message leaves its batch: it starts at "
            + position
            + " and the batch ends at "
            + batchEnd);
  }

  private MalformedFrameException miscounted() {
    return new MalformedFrameException(
        "the batch at "
            + batchAt
            + " does not have the "
            + Integer.toUnsignedLong(VsrBatchHeader.count(buffer, batchAt))
            + " messages that it says");
  }

  @Override
  public long offset() {
    return baseOffset + VsrMessageHeader.offsetDelta(buffer, at);
  }

  @Override
  public long timestampMicros() {
    return baseTimestampMicros;
  }

  @Override
  public long originTimestampMicros() {
    return originTimestampMicros + VsrMessageHeader.timestampDeltaMicros(buffer, at);
  }

  @Override
  public long idLow() {
    return VsrMessageHeader.idLow(buffer, at);
  }

  @Override
  public long idHigh() {
    return VsrMessageHeader.idHigh(buffer, at);
  }

  @Override
  public long checksum() {
    return VsrMessageHeader.checksum(buffer, at);
  }
}
