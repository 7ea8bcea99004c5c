// SPDX-License-Identifier: Apache-2.0
package org.apache.iggy.connector.client;

import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import org.apache.iggy.connector.client.transport.Deadline;
import org.apache.iggy.connector.client.transport.Transport;

/**
 * The bytes a connection has received and not used yet.
 *
 * <p>One direct buffer, reused for every response: a read takes whatever the kernel has, frames are
 * used where they lie, and bytes move only when a frame does not fit behind what is left. It grows
 * to the largest frame seen. A frame is valid until the next one is asked for.
 */
final class ResponseBuffer {
  private static final int INITIAL_BYTES = 64 * 1024;

  private ByteBuffer buffer =
      ByteBuffer.allocateDirect(INITIAL_BYTES).order(ByteOrder.LITTLE_ENDIAN);
  private int start;
  private int end;

  /** Makes sure that {@code length} bytes are there, reading until they are. */
  void fill(int length, Transport transport, Deadline deadline) throws IOException {
    if (end - start >= length) {
      return;
    }
    makeRoom(length);
    while (end - start < length) {
      buffer.limit(buffer.capacity()).position(end);
      int read = transport.read(buffer, deadline);
      if (read < 0) {
        throw new EOFException("the server closed the connection");
      }
      end += read;
    }
  }

  /** The next {@code length} bytes, which {@link #fill} has made sure of; they stay unused. */
  ByteBuffer peek(int length) {
    buffer.limit(start + length).position(start);
    return buffer;
  }

  /** Absolute index in {@link #peek} of the first unused byte. */
  int start() {
    return start;
  }

  /** The next {@code length} bytes as a view of its own, used up. */
  ByteBuffer take(int length) {
    ByteBuffer view = peek(length).slice().order(ByteOrder.LITTLE_ENDIAN);
    start += length;
    return view;
  }

  /** Uses up the next {@code length} bytes. */
  void skip(int length) {
    start += length;
  }

  /** Whether all bytes received have been used. */
  boolean isEmpty() {
    return start == end;
  }

  private void makeRoom(int length) {
    if (start == end) {
      start = 0;
      end = 0;
    }
    if (start + length <= buffer.capacity()) {
      return;
    }
    buffer.limit(end).position(start);
    if (length <= buffer.capacity()) {
      buffer.compact();
    } else {
      int capacity = (int) Math.min(Integer.MAX_VALUE - 8L, Long.highestOneBit(length) * 2L);
      buffer = ByteBuffer.allocateDirect(capacity).order(ByteOrder.LITTLE_ENDIAN).put(buffer);
    }
    end -= start;
    start = 0;
  }
}
