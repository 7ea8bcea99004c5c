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
 * <p>Messages of either layout are written to connections of both generations. It is valid only as
 * long as the buffer is not used again. Not thread-safe.
 */
public final class PolledMessages {
  /** Reads and writes it with messages in {@link MessageLayout#LEGACY}. */
  public static final ResponseCodec<PolledMessages> CODEC =
      codec(MessageLayout.LEGACY, MessageHeader.LENGTH);

  /** Reads and writes it with messages in {@link MessageLayout#LEGACY_0_6}. */
  public static final ResponseCodec<PolledMessages> CODEC_0_6 =
      codec(MessageLayout.LEGACY_0_6, MessageHeader.LENGTH_0_6);

  /** Reads and writes it with messages in {@link MessageLayout#VSR}. */
  public static final ResponseCodec<PolledMessages> VSR_CODEC =
      codec(MessageLayout.VSR, VsrMessageHeader.LENGTH);

  /**
   * The partition in VSR's answer to a group's member that does not own the partition it asked for,
   * or is none; the answer has no message then.
   */
  public static final long NOT_OWNED = 0xFFFF_FFFFL;

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

  private static ResponseCodec<PolledMessages> codec(MessageLayout layout, int minMessageBytes) {
    return ResponseCodec.of(
        in -> decode(in, layout, minMessageBytes), (polled, out) -> polled.encode(layout, out));
  }

  private static PolledMessages decode(WireReader in, MessageLayout layout, int minMessageBytes) {
    long partitionId = in.u32();
    long currentOffset = in.u64();
    int count = in.int32();
    if ((long) count * minMessageBytes > in.remaining()) {
      throw new MalformedFrameException(
          count + " messages do not fit the remaining " + in.remaining() + " bytes");
    }
    ByteBuffer messages = in.slice(in.remaining());
    return new PolledMessages(partitionId, currentOffset, count, messages, layout);
  }

  private void encode(MessageLayout as, WireWriter out) {
    out.u32(partitionId);
    out.u64(currentOffset);
    out.u32(count);
    if (as == layout) {
      out.bytes(messages);
    } else if (as == MessageLayout.VSR) {
      VsrBatchEncoder.encode(this, out);
    } else {
      new LegacyMessageEncoder(layout, as).encode(cursor(), out);
    }
  }

  /** The partition that answered; {@link #NOT_OWNED} when it was not the asker's to read. */
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

  /** Bytes of all messages with their headers, and their batches' headers where they have any. */
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
