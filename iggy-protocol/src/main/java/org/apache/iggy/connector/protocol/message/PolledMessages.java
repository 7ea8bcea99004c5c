// SPDX-License-Identifier: Apache-2.0
package org.apache.iggy.connector.protocol.message;

import java.nio.ByteBuffer;
import org.apache.iggy.connector.protocol.command.ResponseCodec;
import org.apache.iggy.connector.protocol.wire.MalformedFrameException;
import org.apache.iggy.connector.protocol.wire.WireReader;
import org.apache.iggy.connector.protocol.wire.WireWriter;

/**
 * The answer to a poll: a batch of messages as a view of the response's buffer.
 *
 * <pre>{@code
 * partition id u32, current offset u64, count u32, messages
 * }</pre>
 *
 * <p>It is valid only as long as the buffer is not used again. Not thread-safe.
 */
public final class PolledMessages {
  /** Reads and writes it with messages in {@link MessageLayout#LEGACY}. */
  public static final ResponseCodec<PolledMessages> CODEC =
      ResponseCodec.of(PolledMessages::decode, PolledMessages::encode);

  private final long partitionId;
  private final long currentOffset;
  private final int count;
  private final ByteBuffer messages;
  private final MessageLayout layout;

  /** Creates a batch of {@code count} messages that lie in {@code messages} in this layout. */
  public PolledMessages(
      long partitionId, long currentOffset, int count, ByteBuffer messages, MessageLayout layout) {
    this.partitionId = partitionId;
    this.currentOffset = currentOffset;
    this.count = count;
    this.messages = messages;
    this.layout = layout;
  }

  private static PolledMessages decode(WireReader in) {
    long partitionId = in.u32();
    long currentOffset = in.u64();
    int count = in.int32();
    if ((long) count * MessageHeader.LENGTH > in.remaining()) {
      throw new MalformedFrameException(
          count + " messages do not fit the remaining " + in.remaining() + " bytes");
    }
    ByteBuffer messages = in.slice(in.remaining());
    return new PolledMessages(partitionId, currentOffset, count, messages, MessageLayout.LEGACY);
  }

  private void encode(WireWriter out) {
    out.u32(partitionId);
    out.u64(currentOffset);
    out.u32(count);
    out.bytes(messages);
  }

  /** The partition that answered. */
  public long partitionId() {
    return partitionId;
  }

  /** Offset of the partition's last message; 0 both for "empty" and for "one message". */
  public long currentOffset() {
    return currentOffset;
  }

  /** How many messages it has. */
  public int count() {
    return count;
  }

  /** Bytes of all messages with their headers. */
  public int sizeBytes() {
    return messages.remaining();
  }

  /** The messages' bytes. */
  public ByteBuffer messages() {
    return messages.duplicate().order(messages.order());
  }

  /** The same batch on memory of its own, valid for as long as it is kept. */
  public PolledMessages copy() {
    ByteBuffer copied = ByteBuffer.allocate(messages.remaining());
    copied.put(messages.duplicate()).flip();
    copied.order(messages.order());
    return new PolledMessages(partitionId, currentOffset, count, copied, layout);
  }

  /** A new cursor before the first message. */
  public MessageCursor cursor() {
    return cursor(count);
  }

  /** A new cursor before the first message that ends behind so many, at most {@link #count}. */
  public MessageCursor cursor(int limit) {
    return layout.cursor(messages, Math.min(limit, count));
  }

  @Override
  public String toString() {
    return "PolledMessages{partitionId="
        + partitionId
        + ", currentOffset="
        + currentOffset
        + ", count="
        + count
        + ", sizeBytes="
        + sizeBytes()
        + "}";
  }
}
