// SPDX-License-Identifier: Apache-2.0
package org.apache.iggy.connector.embedded.log;

import java.nio.ByteBuffer;
import java.util.Optional;
import org.apache.iggy.connector.protocol.message.MessageBatch;
import org.apache.iggy.connector.protocol.message.MessageBatchEncoder;
import org.apache.iggy.connector.protocol.message.MessageHeader;
import org.apache.iggy.connector.protocol.status.IggyStatus;

/** Checks a batch from the network by the rules, and in the order, of an Iggy 0.8 server. */
public final class BatchValidator {
  private BatchValidator() {}

  /**
   * Finds the first rule that a batch breaks.
   *
   * @return the status to refuse it with, empty when {@link PartitionLog#append} may have it
   */
  public static Optional<IggyStatus> violation(MessageBatch batch) {
    if (batch.count() <= 0) {
      return Optional.of(IggyStatus.INVALID_MESSAGES_COUNT);
    }
    ByteBuffer messages = batch.messages();
    long size = 0;
    long start = 0;
    long lastPosition = 0;
    long lastOffset = 0;
    for (int i = 0; i < batch.count(); i++) {
      long position = Integer.toUnsignedLong(batch.end(i));
      long end = i + 1 == batch.count() ? batch.sizeBytes() : position;
      IggyStatus broken = brokenRule(batch, messages, i, start, end);
      if (broken != null) {
        return Optional.of(broken);
      }
      long offset = MessageHeader.offset(messages, (int) start);
      if (Long.compareUnsigned(offset, lastOffset) < 0) {
        return Optional.of(IggyStatus.INVALID_OFFSET);
      }
      if (position < lastPosition) {
        return Optional.of(IggyStatus.CANNOT_READ_INDEX_POSITION);
      }
      size += MessageWalk.lengthOf(messages, (int) start);
      lastOffset = offset;
      lastPosition = position;
      start = end;
    }
    return size == batch.sizeBytes()
        ? Optional.empty()
        : Optional.of(IggyStatus.INVALID_MESSAGES_SIZE);
  }

  private static IggyStatus brokenRule(
      MessageBatch batch, ByteBuffer messages, int i, long start, long end) {
    if (batch.indexOffset(i) != 0) {
      return IggyStatus.NON_ZERO_OFFSET;
    }
    if (batch.indexTimestampMicros(i) != 0) {
      return IggyStatus.NON_ZERO_TIMESTAMP;
    }
    if (start > end
        || end > messages.limit()
        || !MessageWalk.fits(messages, (int) start, (int) end)) {
      return IggyStatus.MISSING_INDEX;
    }
    if (MessageHeader.payloadLength(messages, (int) start)
        > MessageBatchEncoder.MAX_PAYLOAD_BYTES) {
      return IggyStatus.TOO_BIG_MESSAGE_PAYLOAD;
    }
    if (MessageHeader.userHeadersLength(messages, (int) start)
        > MessageBatchEncoder.MAX_USER_HEADERS_BYTES) {
      return IggyStatus.TOO_BIG_USER_HEADERS;
    }
    return null;
  }
}
