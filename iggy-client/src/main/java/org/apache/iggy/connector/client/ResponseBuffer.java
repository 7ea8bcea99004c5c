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
 * <p>One buffer, reused for every response: a read takes whatever the kernel has, frames are used
 * where they lie, and bytes move only when a frame does not fit behind what is left. It grows to
 * the largest frame seen. A frame is valid until the next one is asked for.
 *
 * <p>The buffer is on the heap, so that parsers read frames as the array they want. The JVM copies
 * what it reads through direct memory; that one copy of a whole frame costs less than copies of its
 * messages would, or a second buffer.
 */
final class ResponseBuffer {
  private static final int INITIAL_BYTES = 64 * 1024;

  /** Bounds the direct memory that the JVM keeps for each thread that reads. */
  private static final int MAX_READ_BYTES = 256 * 1024;

  private ByteBuffer buffer = newBuffer(INITIAL_BYTES);
  private int start;
  private int end;

  /** Makes sure that {@code length} bytes are there, reading until they are. */
  void fill(int length, Transport transport, Deadline deadline) throws IOException {
    if (end - start >= length) {
      return;
    }
    makeRoom(length);
    while (end - start < length) {
      buffer.limit(end + Math.min(buffer.capacity() - end, MAX_READ_BYTES)).position(end);
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
      buffer = newBuffer(capacity).put(buffer);
    }
    end -= start;
    start = 0;
  }

  private static ByteBuffer newBuffer(int capacity) {
    return ByteBuffer.allocate(capacity).order(ByteOrder.LITTLE_ENDIAN);
  }
}
