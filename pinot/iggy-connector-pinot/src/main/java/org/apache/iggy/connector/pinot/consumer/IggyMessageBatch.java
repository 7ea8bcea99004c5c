// SPDX-License-Identifier: Apache-2.0
package org.apache.iggy.connector.pinot.consumer;

import org.apache.iggy.connector.client.reader.FetchedBatch;
import org.apache.pinot.spi.stream.BytesStreamMessage;
import org.apache.pinot.spi.stream.MessageBatch;
import org.apache.pinot.spi.stream.StreamMessageMetadata;
import org.apache.pinot.spi.stream.StreamPartitionMsgOffset;

/**
 * One fetch's messages, read in place: a message is copied out of the response's buffer when Pinot
 * asks for it, and not before.
 *
 * <p>Messages with an empty payload hold no row: they are left out of the count and kept in the
 * unfiltered one, so that a batch of nothing else still moves the partition on. A batch is valid
 * until the next fetch of its consumer. Not thread-safe.
 */
public final class IggyMessageBatch implements MessageBatch<byte[]> {
  private final FetchedBatch batch;
  private final MessageMapper mapper;
  private final long payloadBytes;

  /** Indexes of the messages with a payload; null when all have one, which is the rule. */
  private final int[] withPayload;

  IggyMessageBatch(FetchedBatch batch, MessageMapper mapper) {
    this.batch = batch;
    this.mapper = mapper;
    long bytes = 0;
    int empty = 0;
    for (int i = 0; i < batch.count(); i++) {
      int length = batch.message(i).payloadLength();
      bytes += length;
      empty += length == 0 ? 1 : 0;
    }
    this.payloadBytes = bytes;
    this.withPayload = empty == 0 ? null : indexesWithPayload(batch, batch.count() - empty);
  }

  private static int[] indexesWithPayload(FetchedBatch batch, int count) {
    int[] indexes = new int[count];
    int next = 0;
    for (int i = 0; i < batch.count(); i++) {
      if (batch.message(i).payloadLength() > 0) {
        indexes[next++] = i;
      }
    }
    return indexes;
  }

  @Override
  public int getMessageCount() {
    return withPayload == null ? batch.count() : withPayload.length;
  }

  @Override
  public int getUnfilteredMessageCount() {
    return batch.count();
  }

  @Override
  public BytesStreamMessage getStreamMessage(int index) {
    return mapper.message(batch.message(withPayload == null ? index : withPayload[index]));
  }

  @Override
  public StreamPartitionMsgOffset getOffsetOfNextBatch() {
    return new IggyStreamPartitionMsgOffset(batch.nextOffset());
  }

  @Override
  public StreamPartitionMsgOffset getFirstMessageOffset() {
    return batch.isEmpty() ? null : new IggyStreamPartitionMsgOffset(batch.firstOffset());
  }

  @Override
  public StreamMessageMetadata getLastMessageMetadata() {
    return batch.isEmpty() ? null : mapper.metadata(batch.message(batch.count() - 1));
  }

  /**
   * Whether messages between the offset asked for and the first one are gone from the server, or
   * the server has given offsets that were consumed to other messages.
   */
  @Override
  public boolean hasDataLoss() {
    return batch.hasGap() || batch.hasDiverged();
  }

  /** Bytes of the payloads. */
  @Override
  public long getSizeInBytes() {
    return payloadBytes;
  }
}
