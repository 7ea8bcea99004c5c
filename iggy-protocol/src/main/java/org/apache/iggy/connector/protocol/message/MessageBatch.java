// SPDX-License-Identifier: Apache-2.0
package org.apache.iggy.connector.protocol.message;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import org.apache.iggy.connector.protocol.wire.MalformedFrameException;
import org.apache.iggy.connector.protocol.wire.WireReader;
import org.apache.iggy.connector.protocol.wire.WireWriter;

/**
 * Messages on their way to the server: an index and the messages, as views of somebody's buffers.
 *
 * <pre>{@code
 * count x { 0 u32, end of the message in the messages' bytes u32, 0 u64 }, then the messages
 * }</pre>
 *
 * <p>Immutable as long as nobody writes to the buffers.
 */
public final class MessageBatch {
  /** Bytes of one entry of the index. */
  public static final int INDEX_LENGTH = 16;

  private final int count;
  private final ByteBuffer indexes;
  private final ByteBuffer messages;

  /** Creates a batch; the buffers are taken from position to limit. */
  public MessageBatch(int count, ByteBuffer indexes, ByteBuffer messages) {
    this.count = count;
    this.indexes = indexes.slice().order(ByteOrder.LITTLE_ENDIAN);
    this.messages = messages.slice().order(ByteOrder.LITTLE_ENDIAN);
  }

  /** Reads index and messages up to the body's end. */
  public static MessageBatch decode(int count, WireReader in) {
    if ((long) count * (INDEX_LENGTH + MessageHeader.LENGTH) > in.remaining()) {
      throw new MalformedFrameException(
          count + " messages do not fit the remaining " + in.remaining() + " bytes");
    }
    ByteBuffer indexes = in.slice((long) count * INDEX_LENGTH);
    return new MessageBatch(count, indexes, in.slice(in.remaining()));
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
   * Where message {@code i} ends in {@link #messages}, as the index says; negative when damaged.
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
    return MessageLayout.LEGACY.cursor(messages, count);
  }

  /** Writes index and messages. */
  public void encode(WireWriter out) {
    out.bytes(indexes);
    out.bytes(messages);
  }

  @Override
  public boolean equals(Object other) {
    if (!(other instanceof MessageBatch)) {
      return false;
    }
    MessageBatch that = (MessageBatch) other;
    return count == that.count && indexes.equals(that.indexes) && messages.equals(that.messages);
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
