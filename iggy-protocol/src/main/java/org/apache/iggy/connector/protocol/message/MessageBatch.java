// SPDX-License-Identifier: Apache-2.0
package org.apache.iggy.connector.protocol.message;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import org.apache.iggy.connector.protocol.wire.MalformedFrameException;
import org.apache.iggy.connector.protocol.wire.WireReader;
import org.apache.iggy.connector.protocol.wire.WireWriter;

/**
 * Messages on their way to the server, as views of somebody's buffers.
 *
 * <p>In {@link MessageLayout#LEGACY}, which producers fill, an index and the messages:
 *
 * <pre>{@code
 * count x { 0 u32, end of the message in the messages' bytes u32, 0 u64 }, then the messages
 * }</pre>
 *
 * <p>In {@link MessageLayout#VSR}, which a server reads from a frame, exactly one batch behind its
 * {@link VsrBatchHeader}, and no index. Either is written to connections of both generations.
 *
 * <p>Immutable as long as nobody writes to the buffers.
 */
public final class MessageBatch {
  /** Bytes of one entry of the index. */
  public static final int INDEX_LENGTH = 16;

  private static final ByteBuffer NO_INDEXES = ByteBuffer.allocate(0);

  private final MessageLayout layout;
  private final int count;
  private final ByteBuffer indexes;
  private final ByteBuffer messages;

  /** Creates a legacy batch; the buffers are taken from position to limit. */
  public MessageBatch(int count, ByteBuffer indexes, ByteBuffer messages) {
    this(MessageLayout.LEGACY, count, indexes, messages);
  }

  private MessageBatch(MessageLayout layout, int count, ByteBuffer indexes, ByteBuffer messages) {
    this.layout = layout;
    this.count = count;
    this.indexes = indexes.slice().order(ByteOrder.LITTLE_ENDIAN);
    this.messages = messages.slice().order(ByteOrder.LITTLE_ENDIAN);
  }

  /** Reads index and messages up to the body's end. */
  public static MessageBatch decode(int count, WireReader in) {
    return decode(MessageLayout.LEGACY, MessageHeader.LENGTH, count, in);
  }

  /** The same in {@link MessageLayout#LEGACY_0_6}. */
  static MessageBatch decode06(int count, WireReader in) {
    return decode(MessageLayout.LEGACY_0_6, MessageHeader.LENGTH_0_6, count, in);
  }

  private static MessageBatch decode(
      MessageLayout layout, int headerLength, int count, WireReader in) {
    if ((long) count * (INDEX_LENGTH + headerLength) > in.remaining()) {
      throw new MalformedFrameException(
          count + " messages do not fit the remaining " + in.remaining() + " bytes");
    }
    ByteBuffer indexes = in.slice((long) count * INDEX_LENGTH);
    return new MessageBatch(layout, count, indexes, in.slice(in.remaining()));
  }

  /**
   * A batch in {@link MessageLayout#VSR}, taken from position to limit as it is: {@link
   * VsrBatchValidator} tells whether it is sound.
   */
  public static MessageBatch vsr(int count, ByteBuffer batch) {
    return new MessageBatch(MessageLayout.VSR, count, NO_INDEXES, batch);
  }

  /** How its messages lie. */
  public MessageLayout layout() {
    return layout;
  }

  /** How many messages it has. */
  public int count() {
    return count;
  }

  /** Bytes of the messages with their headers, without the index. */
  public int sizeBytes() {
    return messages.remaining();
  }

  /**
   * Where message {@code i} ends in {@link #messages}, as a legacy batch's index says; negative
   * when damaged.
   */
  public int end(int i) {
    return indexes.getInt(i * INDEX_LENGTH + 4);
  }

  /** The offset in index entry {@code i}, u32: the server refuses any but 0. */
  public int indexOffset(int i) {
    return indexes.getInt(i * INDEX_LENGTH);
  }

  /** The timestamp in index entry {@code i}, u64: the server refuses any but 0. */
  public long indexTimestampMicros(int i) {
    return indexes.getLong(i * INDEX_LENGTH + 8);
  }

  /** The messages' bytes, little-endian. */
  public ByteBuffer messages() {
    return messages.duplicate().order(ByteOrder.LITTLE_ENDIAN);
  }

  /** A new cursor before the first message. */
  public MessageCursor cursor() {
    return layout.cursor(messages, count);
  }

  /**
   * The same batch in {@link MessageLayout#LEGACY}, in memory of its own unless it is already.
   *
   * @throws MalformedFrameException when its messages or their user headers are damaged
   */
  public MessageBatch asLegacy() {
    if (layout == MessageLayout.LEGACY) {
      return this;
    }
    WireWriter copied = new WireWriter();
    encode(MessageLayout.LEGACY, copied);
    return decode(count, new WireReader(copied.view()));
  }

  /** Writes index and messages, as legacy requests have them. */
  public void encode(WireWriter out) {
    encode(MessageLayout.LEGACY, out);
  }

  /**
   * Writes index and messages in one of the legacy layouts.
   *
   * @throws IllegalArgumentException when user headers cannot be said in the layout
   */
  void encode(MessageLayout as, WireWriter out) {
    if (layout == as) {
      out.bytes(indexes);
      out.bytes(messages);
    } else {
      LegacyMessageEncoder encoder = new LegacyMessageEncoder(layout, as);
      encoder.encodeIndex(cursor(), out);
      encoder.encode(cursor(), out);
    }
  }

  /**
   * Writes one VSR batch with its checksums. Messages without an id get one from {@code ids}.
   *
   * @throws IllegalArgumentException when it has no message, or origin timestamps that lie more
   *     than 71 minutes (2^32 microseconds) apart
   */
  public void encodeVsr(MessageIds ids, WireWriter out) {
    if (layout == MessageLayout.VSR) {
      out.bytes(messages);
    } else {
      VsrBatchEncoder.encode(this, ids, out);
    }
  }

  @Override
  public boolean equals(Object other) {
    if (!(other instanceof MessageBatch)) {
      return false;
    }
    MessageBatch that = (MessageBatch) other;
    return layout == that.layout
        && count == that.count
        && indexes.equals(that.indexes)
        && messages.equals(that.messages);
  }

  @Override
  public int hashCode() {
    return 31 * count + messages.hashCode();
  }

  @Override
  public String toString() {
    return "MessageBatch{count=" + count + ", sizeBytes=" + sizeBytes() + "}";
  }
}
