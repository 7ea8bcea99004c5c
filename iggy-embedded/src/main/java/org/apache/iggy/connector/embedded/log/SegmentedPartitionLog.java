// SPDX-License-Identifier: Apache-2.0
package org.apache.iggy.connector.embedded.log;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.ClosedChannelException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.apache.iggy.connector.protocol.message.MessageBatch;

/**
 * A partition's log as a list of segments, whatever these are stored in.
 *
 * <p>Writers take turns under one lock. Readers take no lock: they see the list of segments and
 * each segment's state as the last finished append left them, and start again when a segment they
 * are in has been removed meanwhile.
 */
final class SegmentedPartitionLog implements PartitionLog {
  /** Where a read stops adding messages: what a client can still take as one response. */
  static final int MAX_READ_BYTES = 256 * 1024 * 1024;

  private final SegmentStore store;
  private final long segmentBytes;
  private final MessageStamp stamp = new MessageStamp();
  private final List<LogSegment> unsynced = new ArrayList<>();
  private volatile LogSegment[] segments;
  private volatile boolean closed;

  /**
   * Opens the log over what the store holds.
   *
   * @param segmentBytes a segment is sealed once it has this size
   * @throws CorruptLogException when what is stored is damaged
   */
  SegmentedPartitionLog(SegmentStore store, long segmentBytes) throws IOException {
    if (segmentBytes < 1 || segmentBytes > LogStore.MAX_SEGMENT_BYTES) {
      throw new IllegalArgumentException(
          "segmentBytes is " + segmentBytes + ", not within 1.." + LogStore.MAX_SEGMENT_BYTES);
    }
    this.store = store;
    this.segmentBytes = segmentBytes;
    this.segments = store.recover().toArray(LogSegment[]::new);
    if (segments.length == 0) {
      addSegment(0, 0);
    } else {
      unsynced.add(active());
    }
  }

  @Override
  public synchronized AppendResult append(MessageBatch messages, long timestampMicros) {
    requireOpen();
    IncomingBatch batch = IncomingBatch.of(messages);
    try {
      LogSegment segment = segmentFor(batch.sizeBytes());
      SegmentState before = segment.state();
      segment.append(batch, Math.max(timestampMicros, before.lastTimestampMicros()), stamp);
      sealFullSegment();
      return new AppendResult(before.nextOffset(), before.nextOffset() + batch.count() - 1);
    } catch (IOException e) {
      throw new UncheckedIOException(
          "the batch was not appended because the disk failed: " + e.getMessage(), e);
    }
  }

  private LogSegment segmentFor(int batchBytes) throws IOException {
    if (segments.length == 0) {
      addSegment(0, 0);
    } else {
      SegmentState last = active().state();
      boolean tooLarge = (long) last.sizeBytes() + batchBytes > Integer.MAX_VALUE;
      if (last.sizeBytes() > 0 && (last.sizeBytes() >= segmentBytes || tooLarge)) {
        roll();
      }
    }
    return active();
  }

  /** What has been appended stands, so a failure here is left to the next append. */
  private void sealFullSegment() {
    if (active().state().sizeBytes() >= segmentBytes) {
      try {
        roll();
      } catch (IOException e) {
        // segmentFor tries again and reports it.
      }
    }
  }

  private void roll() throws IOException {
    LogSegment full = active();
    addSegment(full.state().nextOffset(), full.state().lastTimestampMicros());
    full.seal();
  }

  private void addSegment(long baseOffset, long lastTimestampMicros) throws IOException {
    LogSegment added = LogSegment.empty(baseOffset, store.create(baseOffset), lastTimestampMicros);
    int count = segments.length;
    LogSegment[] grown = Arrays.copyOf(segments, count + 1);
    grown[count] = added;
    unsynced.add(added);
    segments = grown;
  }

  private LogSegment active() {
    return segments[segments.length - 1];
  }

  @Override
  public LogSlice read(long offset, int count) {
    return reading(snapshot -> read(snapshot, offset, count));
  }

  @Override
  public LogSlice readFromTimestamp(long timestampMicros, int count) {
    return reading(
        snapshot -> {
          for (LogSegment segment : snapshot) {
            long offset = segment.offsetAt(timestampMicros);
            if (offset < segment.state().nextOffset()) {
              return read(snapshot, offset, count);
            }
          }
          return LogSlice.EMPTY;
        });
  }

  @Override
  public Optional<BatchHead> batchOf(long offset) {
    return reading(
        snapshot -> {
          if (snapshot.length == 0 || offset < snapshot[0].baseOffset()) {
            return Optional.empty();
          }
          LogSegment segment = snapshot[segmentOf(snapshot, offset)];
          return offset < segment.state().nextOffset()
              ? Optional.of(segment.batchOf(offset))
              : Optional.empty();
        });
  }

  /** A read of one list of segments. */
  private interface Reading<T> {
    T from(LogSegment[] snapshot) throws IOException;
  }

  private <T> T reading(Reading<T> reading) {
    while (true) {
      requireOpen();
      LogSegment[] snapshot = segments;
      try {
        return reading.from(snapshot);
      } catch (ClosedChannelException e) {
        requireOpen();
        if (snapshot == segments) {
          throw new UncheckedIOException("a segment's file was closed", e);
        }
        // Retention or a purge removed a segment of the snapshot: read from what is left.
      } catch (IOException e) {
        throw new UncheckedIOException("messages cannot be read: " + e.getMessage(), e);
      }
    }
  }

  private static LogSlice read(LogSegment[] snapshot, long offset, int count) throws IOException {
    if (snapshot.length == 0 || offset < 0 || count <= 0) {
      return LogSlice.EMPTY;
    }
    long from = Math.max(offset, snapshot[0].baseOffset());
    long to = from + count;
    long at = from;
    int budget = MAX_READ_BYTES;
    List<ByteBuffer> buffers = new ArrayList<>(2);
    for (int i = segmentOf(snapshot, from); i < snapshot.length && at < to && budget > 0; i++) {
      if (at >= snapshot[i].state().nextOffset()) {
        continue;
      }
      LogSlice slice = snapshot[i].read(at, to, budget);
      buffers.addAll(slice.buffers());
      at += slice.count();
      budget -= slice.sizeBytes();
      if (at < snapshot[i].state().nextOffset()) {
        break;
      }
    }
    return at == from ? LogSlice.EMPTY : new LogSlice((int) (at - from), buffers);
  }

  private static int segmentOf(LogSegment[] segments, long offset) {
    int low = 0;
    int high = segments.length - 1;
    while (low < high) {
      int middle = (low + high + 1) >>> 1;
      if (segments[middle].baseOffset() <= offset) {
        low = middle;
      } else {
        high = middle - 1;
      }
    }
    return low;
  }

  @Override
  public long earliestOffset() {
    LogSegment[] snapshot = segments;
    return snapshot.length == 0 ? 0 : snapshot[0].baseOffset();
  }

  @Override
  public long nextOffset() {
    LogSegment[] snapshot = segments;
    return snapshot.length == 0 ? 0 : snapshot[snapshot.length - 1].state().nextOffset();
  }

  @Override
  public long messagesCount() {
    LogSegment[] snapshot = segments;
    return snapshot.length == 0
        ? 0
        : snapshot[snapshot.length - 1].state().nextOffset() - snapshot[0].baseOffset();
  }

  @Override
  public long sizeBytes() {
    long size = 0;
    for (LogSegment segment : segments) {
      size += segment.state().sizeBytes();
    }
    return size;
  }

  @Override
  public int segmentsCount() {
    return segments.length;
  }

  @Override
  public synchronized void purge() {
    requireOpen();
    try {
      removeOldest(segments.length);
      addSegment(0, 0);
    } catch (IOException e) {
      throw new UncheckedIOException("the partition cannot be purged: " + e.getMessage(), e);
    }
  }

  @Override
  public synchronized void loseFrom(long nextOffset) {
    requireOpen();
    if (nextOffset >= nextOffset()) {
      return;
    }
    if (nextOffset < earliestOffset()) {
      throw new IllegalArgumentException(
          "offset " + nextOffset + " is before the earliest, " + earliestOffset());
    }
    try {
      replaceTail(nextOffset);
    } catch (IOException e) {
      throw new UncheckedIOException("messages cannot be removed: " + e.getMessage(), e);
    }
  }

  /** The segment that keeps its head is written anew: readers may still be in the old one. */
  private void replaceTail(long nextOffset) throws IOException {
    LogSegment[] before = segments;
    int cut = segmentOf(before, nextOffset);
    List<LogSlice> kept = new ArrayList<>();
    long at = before[cut].baseOffset();
    while (at < nextOffset) {
      LogSlice slice = before[cut].read(at, nextOffset, MAX_READ_BYTES);
      kept.add(slice);
      at += slice.count();
    }
    segments = Arrays.copyOf(before, cut);
    for (int i = before.length - 1; i >= cut; i--) {
      unsynced.remove(before[i]);
      before[i].delete();
    }
    addSegment(before[cut].baseOffset(), cut == 0 ? 0 : active().state().lastTimestampMicros());
    for (LogSlice slice : kept) {
      active().appendStored(slice);
    }
  }

  @Override
  public synchronized int deleteSegments(int count, long heldBackByOffset) {
    return deleteWhile(count, Long.MAX_VALUE, heldBackByOffset);
  }

  @Override
  public synchronized int deleteExpiredSegments(long beforeMicros, long heldBackByOffset) {
    return deleteWhile(Integer.MAX_VALUE, beforeMicros, heldBackByOffset);
  }

  private int deleteWhile(int count, long beforeMicros, long heldBackByOffset) {
    requireOpen();
    int sealed = Math.max(0, segments.length - 1);
    int removable = 0;
    while (removable < Math.min(count, sealed)) {
      SegmentState state = segments[removable].state();
      if (state.nextOffset() - 1 > heldBackByOffset
          || state.lastTimestampMicros() >= beforeMicros) {
        break;
      }
      removable++;
    }
    try {
      removeOldest(removable);
    } catch (IOException e) {
      throw new UncheckedIOException("segments cannot be deleted: " + e.getMessage(), e);
    }
    return removable;
  }

  /** Oldest first, so that a crash in between leaves a log without holes. */
  private void removeOldest(int count) throws IOException {
    LogSegment[] before = segments;
    segments = Arrays.copyOfRange(before, count, before.length);
    for (int i = 0; i < count; i++) {
      unsynced.remove(before[i]);
      before[i].delete();
    }
  }

  @Override
  public synchronized void flush(boolean fsync) {
    requireOpen();
    if (!fsync || segments.length == 0) {
      return;
    }
    try {
      store.sync();
      while (!unsynced.isEmpty()) {
        unsynced.get(0).sync();
        unsynced.remove(0);
      }
      unsynced.add(active());
    } catch (IOException e) {
      throw new UncheckedIOException("the log cannot be synced: " + e.getMessage(), e);
    }
  }

  @Override
  public synchronized void close() {
    if (closed) {
      return;
    }
    closed = true;
    IOException failed = null;
    for (LogSegment segment : segments) {
      try {
        segment.close();
      } catch (IOException e) {
        failed = e;
      }
    }
    if (failed != null) {
      throw new UncheckedIOException("a segment's file cannot be closed", failed);
    }
  }

  private void requireOpen() {
    if (closed) {
      throw new IllegalStateException("the partition's log is closed");
    }
  }
}
