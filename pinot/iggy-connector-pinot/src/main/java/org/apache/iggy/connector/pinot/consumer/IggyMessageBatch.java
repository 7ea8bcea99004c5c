// SPDX-License-Identifier: Apache-2.0
package org.apache.iggy.connector.pinot.consumer;

import java.nio.ByteBuffer;
import org.apache.iggy.connector.client.reader.FetchedBatch;
import org.apache.iggy.connector.pinot.decoder.DecodeAhead;
import org.apache.iggy.connector.pinot.decoder.PayloadBatch;
import org.apache.iggy.connector.protocol.message.MessageCursor;
import org.apache.pinot.spi.stream.MessageBatch;
import org.apache.pinot.spi.stream.StreamMessage;
import org.apache.pinot.spi.stream.StreamMessageMetadata;
import org.apache.pinot.spi.stream.StreamPartitionMsgOffset;

/**
 * One fetch's messages, read in place. The value of a message is a view of its payload when the
 * table's decoder is the plugin's own, and otherwise a {@code byte[]}, copied when Pinot asks for
 * the message.
 *
 * <p>Messages with an empty payload hold no row: they are left out of the count and kept in the
 * unfiltered one, so that a batch of nothing else still moves the partition on. A batch is valid
 * until the next fetch of its consumer. Not thread-safe.
 */
public final class IggyMessageBatch implements MessageBatch<Object> {
  private static final byte[] NOTHING = {};

  private final FetchedBatch batch;
  private final MessageMapper mapper;
  private final long payloadBytes;

  /** Indexes of the messages with a payload; null when all have one, which is the rule. */
  private final int[] withPayload;

  /** The payloads as views; null when the decoder needs copies. */
  private final PayloadBatch views;

  private int actionIndex = Integer.MAX_VALUE;
  private Runnable action;

  /** Offset behind the message asked for last: the next one's own, as a rule. */
  private IggyStreamPartitionMsgOffset nextOffset = new IggyStreamPartitionMsgOffset(-1);

  /**
   * Makes a batch.
   *
   * @param ahead decodes views of the payloads ahead; null when the table's decoder needs copies
   * @param refusals runs for each view that the decoder refuses
   */
  IggyMessageBatch(FetchedBatch batch, MessageMapper mapper, DecodeAhead ahead, Runnable refusals) {
    this.batch = batch;
    this.mapper = mapper;
    this.views = ahead == null ? null : newViews(batch, ahead, refusals);
    if (views != null) {
      views.begin();
    }
    long bytes = 0;
    int empty = 0;
    for (int i = 0; i < batch.count(); i++) {
      int length = batch.payloadLength(i);
      bytes += length;
      empty += length == 0 ? 1 : 0;
    }
    this.payloadBytes = bytes;
    this.withPayload = empty == 0 ? null : indexesWithPayload(batch, batch.count() - empty);
  }

  private static PayloadBatch newViews(FetchedBatch batch, DecodeAhead ahead, Runnable refusals) {
    if (batch.isEmpty()) {
      return new PayloadBatch(ahead, refusals, NOTHING, 0);
    }
    ByteBuffer buffer = batch.message(0).buffer();
    PayloadBatch views = new PayloadBatch(ahead, refusals, buffer.array(), batch.count());
    for (int i = 0; i < batch.count(); i++) {
      if (batch.payloadLength(i) > 0) {
        views.add(buffer.arrayOffset() + batch.payloadPosition(i), batch.payloadLength(i));
      }
    }
    return views;
  }

  private static int[] indexesWithPayload(FetchedBatch batch, int count) {
    int[] indexes = new int[count];
    int next = 0;
    for (int i = 0; i < batch.count(); i++) {
      if (batch.payloadLength(i) > 0) {
        indexes[next++] = i;
      }
    }
    return indexes;
  }

  /** Ends the use of the payloads in place, before a later fetch overwrites them. */
  void end() {
    if (views != null) {
      views.end();
    }
  }

  @Override
  public int getMessageCount() {
    return withPayload == null ? batch.count() : withPayload.length;
  }

  @Override
  public int getUnfilteredMessageCount() {
    return batch.count();
  }

  /** Runs an action once, as soon as Pinot asks for the message at an index or one behind it. */
  void whenReached(int index, Runnable then) {
    actionIndex = index;
    action = then;
  }

  @Override
  public StreamMessage<Object> getStreamMessage(int index) {
    if (index >= actionIndex) {
      actionIndex = Integer.MAX_VALUE;
      action.run();
    }
    MessageCursor message = batch.message(withPayload == null ? index : withPayload[index]);
    Object value = views == null ? message.payload() : views.view(index);
    IggyStreamPartitionMsgOffset offset = offset(message.offset());
    nextOffset = new IggyStreamPartitionMsgOffset(message.offset() + 1);
    return mapper.message(message, value, offset, nextOffset);
  }

  /** Pinot asks for the messages in turn: then one offset object serves two of them. */
  private IggyStreamPartitionMsgOffset offset(long offset) {
    return nextOffset.getOffset() == offset ? nextOffset : new IggyStreamPartitionMsgOffset(offset);
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
   * messages that were consumed.
   */
  @Override
  public boolean hasDataLoss() {
    return batch.hasGap() || batch.hasRegressed();
  }

  /** Bytes of the payloads. */
  @Override
  public long getSizeInBytes() {
    return payloadBytes;
  }
}
