// SPDX-License-Identifier: Apache-2.0
package org.apache.iggy.connector.embedded.log;

import java.nio.ByteBuffer;
import java.util.List;
import org.apache.iggy.connector.protocol.message.MessageHeader;

/**
 * Messages read from a log, back to back in the legacy layout, as views of the log's memory.
 *
 * <p>The views stay valid and unchanged whatever happens to the log later. Every message lies whole
 * in one of the buffers.
 *
 * @param count how many messages
 * @param buffers where they lie, in order
 */
public record LogSlice(int count, List<ByteBuffer> buffers) {
  /** No message. */
  public static final LogSlice EMPTY = new LogSlice(0, List.of());

  /** Bytes of all messages with their headers. */
  public int sizeBytes() {
    int size = 0;
    for (ByteBuffer buffer : buffers) {
      size = Math.addExact(size, buffer.remaining());
    }
    return size;
  }

  /** Offset of the first message; the slice must not be empty. */
  public long firstOffset() {
    ByteBuffer first = buffers.get(0);
    return MessageHeader.offset(first, first.position());
  }

  /** The first message as if it began a batch; the slice must not be empty. */
  public BatchHead firstMessage() {
    ByteBuffer first = buffers.get(0);
    int at = first.position();
    return new BatchHead(
        MessageHeader.offset(first, at),
        MessageHeader.timestampMicros(first, at),
        MessageHeader.originTimestampMicros(first, at));
  }

  /** Offset of the last message, which has no gap to the first; the slice must not be empty. */
  public long lastOffset() {
    return firstOffset() + count - 1;
  }
}
