// SPDX-License-Identifier: Apache-2.0
package org.apache.iggy.connector.embedded.net;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/**
 * Buffers what a client sends and tells when it is about to wait for more, so that what is to be
 * answered is written by then. Not thread-safe.
 */
final class RequestInput {
  /** Writes out what is still held back. */
  @FunctionalInterface
  interface BeforeWait {
    void run() throws IOException;
  }

  private static final int BUFFER_BYTES = 64 * 1024;
  private static final int KEPT_BODY_BYTES = 1024 * 1024;

  private final InputStream in;
  private final BeforeWait beforeWait;
  private final byte[] buffer = new byte[BUFFER_BYTES];
  private byte[] body = new byte[BUFFER_BYTES];
  private int position;
  private int limit;

  RequestInput(InputStream in, BeforeWait beforeWait) {
    this.in = in;
    this.beforeWait = beforeWait;
  }

  /**
   * Looks at the first bytes of all, which are read again afterwards; to be called before anything
   * is read.
   *
   * @return fewer bytes than asked for when the client has closed the connection
   */
  ByteBuffer peek(int length) throws IOException {
    while (limit < length) {
      beforeWait.run();
      int read = in.read(buffer, limit, buffer.length - limit);
      if (read < 0) {
        break;
      }
      limit += read;
    }
    return ByteBuffer.wrap(buffer, 0, Math.min(limit, length)).order(ByteOrder.LITTLE_ENDIAN);
  }

  /**
   * Reads a frame's header into the buffer.
   *
   * @return whether there is one; false when the client has closed the connection
   */
  boolean readHeader(ByteBuffer header) throws IOException {
    header.clear();
    while (header.hasRemaining()) {
      if (position == limit && !fill()) {
        return false;
      }
      int length = Math.min(header.remaining(), limit - position);
      header.put(buffer, position, length);
      position += length;
    }
    header.flip();
    return true;
  }

  /** Reads a body; it is valid until the next one is read. */
  ByteBuffer readBody(int length) throws IOException {
    if (body.length < length || body.length > KEPT_BODY_BYTES) {
      body = new byte[Math.max(BUFFER_BYTES, length)];
    }
    int done = Math.min(length, limit - position);
    System.arraycopy(buffer, position, body, 0, done);
    position += done;
    while (done < length) {
      beforeWait.run();
      int read = in.read(body, done, length - done);
      if (read < 0) {
        throw new EOFException("the client closed the connection within a request");
      }
      done += read;
    }
    return ByteBuffer.wrap(body, 0, length).order(ByteOrder.LITTLE_ENDIAN);
  }

  /** Steps over a body that nobody wants. */
  void skip(long length) throws IOException {
    long left = length;
    while (left > 0) {
      if (position == limit && !fill()) {
        throw new EOFException("the client closed the connection within a request");
      }
      int skipped = (int) Math.min(left, limit - position);
      position += skipped;
      left -= skipped;
    }
  }

  private boolean fill() throws IOException {
    beforeWait.run();
    int read = in.read(buffer);
    position = 0;
    limit = Math.max(0, read);
    return read >= 0;
  }
}
