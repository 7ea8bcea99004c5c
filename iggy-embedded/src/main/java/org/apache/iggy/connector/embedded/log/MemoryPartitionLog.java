// SPDX-License-Identifier: Apache-2.0
package org.apache.iggy.connector.embedded.log;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.apache.iggy.connector.protocol.message.MessageBatch;
import org.apache.iggy.connector.protocol.message.MessageHeader;

/** A partition's messages in the heap. */
final class MemoryPartitionLog implements PartitionLog {
  private static final int CHUNK_BYTES = 1024 * 1024;

  /** Messages back to back, and where each starts; only ever appended to. */
  private static final class Chunk {
    final long baseOffset;
    final ByteBuffer bytes;
    int[] starts = new int[64];
    int count;

    Chunk(long baseOffset, int capacity) {
      this.baseOffset = baseOffset;
      this.bytes = ByteBuffer.allocate(capacity).order(ByteOrder.LITTLE_ENDIAN);
    }

    void add(int start) {
      if (count == starts.length) {
        starts = Arrays.copyOf(starts, 2 * count);
      }
      starts[count++] = start;
    }

    ByteBuffer view(int from, int to) {
      ByteBuffer view = bytes.duplicate().order(ByteOrder.LITTLE_ENDIAN);
      int end = to == count ? bytes.position() : starts[to];
      return view.position(starts[from]).limit(end);
    }
  }

  private final List<Chunk> chunks = new ArrayList<>();
  private long nextOffset;
  private long sizeBytes;

  @Override
  public synchronized AppendResult append(MessageBatch batch, long timestampMicros) {
    long first = nextOffset;
    Chunk chunk = roomFor(batch.sizeBytes());
    int at = chunk.bytes.position();
    chunk.bytes.put(batch.messages());
    for (int i = 0; i < batch.count(); i++) {
      int length =
          MessageHeader.LENGTH
              + MessageHeader.payloadLength(chunk.bytes, at)
              + MessageHeader.userHeadersLength(chunk.bytes, at);
      BatchStamp.stamp(chunk.bytes, at, length, nextOffset++, timestampMicros);
      chunk.add(at);
      at += length;
    }
    sizeBytes += batch.sizeBytes();
    return new AppendResult(first, nextOffset - 1);
  }

  private Chunk roomFor(int bytes) {
    Chunk last = chunks.isEmpty() ? null : chunks.get(chunks.size() - 1);
    if (last == null || last.bytes.remaining() < bytes) {
      last = new Chunk(nextOffset, Math.max(CHUNK_BYTES, bytes));
      chunks.add(last);
    }
    return last;
  }

  @Override
  public synchronized LogSlice read(long offset, int count) {
    long from = Math.max(offset, earliestOffset());
    if (offset < 0 || from >= nextOffset || count <= 0) {
      return LogSlice.EMPTY;
    }
    int wanted = (int) Math.min(count, nextOffset - from);
    List<ByteBuffer> buffers = new ArrayList<>(2);
    int left = wanted;
    for (int i = chunkOf(from); left > 0; i++) {
      Chunk chunk = chunks.get(i);
      int start = (int) (from + wanted - left - chunk.baseOffset);
      int end = Math.min(chunk.count, start + left);
      buffers.add(chunk.view(start, end));
      left -= end - start;
    }
    return new LogSlice(wanted, buffers);
  }

  private int chunkOf(long offset) {
    int low = 0;
    int high = chunks.size() - 1;
    while (low < high) {
      int middle = (low + high + 1) >>> 1;
      if (chunks.get(middle).baseOffset <= offset) {
        low = middle;
      } else {
        high = middle - 1;
      }
    }
    return low;
  }

  @Override
  public synchronized LogSlice readFromTimestamp(long timestampMicros, int count) {
    long low = earliestOffset();
    long high = nextOffset;
    while (low < high) {
      long middle = (low + high) >>> 1;
      if (Long.compareUnsigned(timestampOf(middle), timestampMicros) < 0) {
        low = middle + 1;
      } else {
        high = middle;
      }
    }
    return read(low, count);
  }

  private long timestampOf(long offset) {
    Chunk chunk = chunks.get(chunkOf(offset));
    return MessageHeader.timestampMicros(
        chunk.bytes, chunk.starts[(int) (offset - chunk.baseOffset)]);
  }

  @Override
  public synchronized long earliestOffset() {
    return chunks.isEmpty() ? nextOffset : chunks.get(0).baseOffset;
  }

  @Override
  public synchronized long nextOffset() {
    return nextOffset;
  }

  @Override
  public synchronized long sizeBytes() {
    return sizeBytes;
  }

  @Override
  public int segmentsCount() {
    return 1;
  }

  @Override
  public synchronized void purge() {
    chunks.clear();
    nextOffset = 0;
    sizeBytes = 0;
  }

  @Override
  public int deleteSegments(int count, long heldBackByOffset) {
    return 0;
  }

  @Override
  public int deleteExpiredSegments(long beforeMicros, long heldBackByOffset) {
    return 0;
  }

  @Override
  public void flush(boolean fsync) {}

  @Override
  public void close() {}
}
