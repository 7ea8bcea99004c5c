// SPDX-License-Identifier: Apache-2.0
package org.apache.iggy.connector.embedded.log;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** A segment's bytes in the heap, in chunks that double up to 4 MiB; a batch lies in one chunk. */
final class MemorySegmentStorage implements SegmentStorage {
  private static final int FIRST_CHUNK_BYTES = 16 * 1024;
  private static final int LARGEST_CHUNK_BYTES = 4 * 1024 * 1024;

  /** What readers see: only the chunks' bytes before the segment's published end. */
  private volatile Chunk[] chunks = {};

  private int nextChunkBytes = FIRST_CHUNK_BYTES;
  private int size;
  private int reserved;

  /** Bytes from {@code base} on; {@code used} belongs to the writer. */
  private static final class Chunk {
    final int base;
    final byte[] bytes;
    int used;

    Chunk(int base, int capacity) {
      this.base = base;
      this.bytes = new byte[capacity];
    }

    ByteBuffer view(int from, int length) {
      return ByteBuffer.wrap(bytes, from, length).slice().order(ByteOrder.LITTLE_ENDIAN);
    }
  }

  @Override
  public ByteBuffer reserve(int length) {
    Chunk[] current = chunks;
    Chunk last = current.length == 0 ? null : current[current.length - 1];
    if (last == null || last.bytes.length - last.used < length) {
      last = new Chunk(size, capacityFor(length));
      Chunk[] grown = Arrays.copyOf(current, current.length + 1);
      grown[current.length] = last;
      chunks = grown;
    }
    reserved = length;
    return last.view(last.used, length);
  }

  /** A large batch gets a chunk of its own size, so that little memory lies idle behind it. */
  private int capacityFor(int length) {
    if (length > LARGEST_CHUNK_BYTES / 4) {
      return length;
    }
    int capacity = Math.max(length, nextChunkBytes);
    nextChunkBytes = Math.min(2 * nextChunkBytes, LARGEST_CHUNK_BYTES);
    return capacity;
  }

  @Override
  public void commit() {
    chunks[chunks.length - 1].used += reserved;
    size += reserved;
    reserved = 0;
  }

  @Override
  public List<ByteBuffer> read(int position, int length) {
    Chunk[] current = chunks;
    List<ByteBuffer> views = new ArrayList<>(2);
    int at = position;
    int left = length;
    for (int i = chunkOf(current, position); left > 0; i++) {
      Chunk chunk = current[i];
      int end = i + 1 < current.length ? current[i + 1].base : Integer.MAX_VALUE;
      int here = Math.min(left, end - at);
      if (here > 0) {
        views.add(chunk.view(at - chunk.base, here));
      }
      at += here;
      left -= here;
    }
    return views;
  }

  private static int chunkOf(Chunk[] chunks, int position) {
    int low = 0;
    int high = chunks.length - 1;
    while (low < high) {
      int middle = (low + high + 1) >>> 1;
      if (chunks[middle].base <= position) {
        low = middle;
      } else {
        high = middle - 1;
      }
    }
    return low;
  }

  @Override
  public void seal(long baseOffset, SegmentState state) {}

  @Override
  public void sync() {}

  @Override
  public void close() {}

  @Override
  public void delete() {}
}
