// SPDX-License-Identifier: Apache-2.0
package org.apache.iggy.connector.embedded.net;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import org.apache.iggy.connector.protocol.wire.WireWriter;

/**
 * Gathers small responses until {@link #flush}; large ones pass by. Used by the connection's
 * thread; another one may write a frame in between, which is what the lock is for.
 */
final class ResponseOutput {
  /** Up to how much is gathered. */
  static final int GATHERED_BYTES = 64 * 1024;

  private static final int KEPT_BYTES = 4 * 1024 * 1024;

  private final OutputStream out;
  private final ReentrantLock lock = new ReentrantLock();
  private WireWriter gathered = new WireWriter(GATHERED_BYTES);
  private Consumer<WireWriter> beforeFlush = held -> {};
  private byte[] copy = new byte[0];

  ResponseOutput(OutputStream out) {
    this.out = out;
  }

  /** Has something appended whenever all is written. */
  void beforeFlush(Consumer<WireWriter> append) {
    beforeFlush = append;
  }

  /** Keeps others from writing in between. */
  void lock() {
    lock.lock();
  }

  void unlock() {
    lock.unlock();
  }

  /** Where responses are gathered. */
  WireWriter gathered() {
    return gathered;
  }

  /** Writes at once; what is gathered must be flushed before. */
  void write(ByteBuffer buffer) throws IOException {
    if (buffer.hasArray()) {
      out.write(buffer.array(), buffer.arrayOffset() + buffer.position(), buffer.remaining());
      return;
    }
    if (copy.length == 0) {
      copy = new byte[GATHERED_BYTES];
    }
    while (buffer.hasRemaining()) {
      int length = Math.min(copy.length, buffer.remaining());
      buffer.get(copy, 0, length);
      out.write(copy, 0, length);
    }
  }

  /** Writes a frame from another thread, behind what is gathered; not while one is written. */
  void writeFromOutside(ByteBuffer frame) throws IOException {
    if (lock.tryLock()) {
      try {
        writeGathered();
        write(frame);
        out.flush();
      } finally {
        lock.unlock();
      }
    }
  }

  /** Writes what is gathered if it is a lot. */
  void flushIfFull() throws IOException {
    if (gathered.position() > GATHERED_BYTES) {
      writeGathered();
    }
  }

  /** Writes what is gathered. */
  void flush() throws IOException {
    lock.lock();
    try {
      beforeFlush.accept(gathered);
      writeGathered();
      out.flush();
    } finally {
      lock.unlock();
    }
  }

  private void writeGathered() throws IOException {
    int length = gathered.position();
    if (length == 0) {
      return;
    }
    ByteBuffer bytes = gathered.view();
    out.write(bytes.array(), bytes.arrayOffset() + bytes.position(), bytes.remaining());
    gathered.clear();
    if (length > KEPT_BYTES) {
      gathered = new WireWriter(GATHERED_BYTES);
    }
  }
}
