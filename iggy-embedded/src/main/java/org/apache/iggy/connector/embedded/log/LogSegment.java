// SPDX-License-Identifier: Apache-2.0
package org.apache.iggy.connector.embedded.log;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.List;

/**
 * A stretch of a partition's log: where its messages are and how to find them.
 *
 * <p>One writer at a time; any number of readers, who see whole batches only.
 */
final class LogSegment {
  private final long baseOffset;
  private final SegmentStorage storage;
  private final SparseIndex index;
  private final boolean verified;
  private volatile SegmentState state;

  /** Whoever polls goes on where the last poll was, mostly in the same batch. */
  private volatile FoundBatch lastFound;

  private record FoundBatch(BatchHead head, long offset) {}

  /**
   * Creates a segment over what its storage holds.
   *
   * @param index where its messages start; the segment owns it and adds what is appended
   * @param state its messages
   * @param verified whether every message is known to be intact; if not, reads check them
   */
  LogSegment(
      long baseOffset,
      SegmentStorage storage,
      SparseIndex index,
      SegmentState state,
      boolean verified) {
    this.baseOffset = baseOffset;
    this.storage = storage;
    this.index = index;
    this.verified = verified;
    this.state = state;
  }

  /** Creates a segment that nothing will be appended to. */
  static LogSegment sealed(
      long baseOffset, SegmentStorage storage, SegmentState state, boolean verified) {
    return new LogSegment(baseOffset, storage, new SparseIndex(0), state, verified);
  }

  /** Creates an empty segment behind a message of {@code lastTimestampMicros}. */
  static LogSegment empty(long baseOffset, SegmentStorage storage, long lastTimestampMicros) {
    SparseIndex index = new SparseIndex();
    SegmentState state = new SegmentState(baseOffset, 0, lastTimestampMicros, index.view());
    return new LogSegment(baseOffset, storage, index, state, true);
  }

  long baseOffset() {
    return baseOffset;
  }

  SegmentState state() {
    return state;
  }

  /**
   * Appends a batch.
   *
   * @throws IOException when it cannot be stored; the segment is as before then
   * @throws IllegalArgumentException when the lengths in it do not fit its size
   */
  void append(IncomingBatch batch, long timestampMicros, MessageStamp stamp) throws IOException {
    SegmentState before = state;
    int indexed = index.count();
    boolean done = false;
    try {
      ByteBuffer target = storage.reserve(batch.sizeBytes());
      batch.writeTo(target.duplicate().order(target.order()));
      stampAll(target, batch, timestampMicros, stamp);
      storage.commit();
      done = true;
    } finally {
      if (!done) {
        index.truncate(indexed);
      }
    }
    state =
        new SegmentState(
            before.nextOffset() + batch.count(),
            before.sizeBytes() + batch.sizeBytes(),
            timestampMicros,
            index.view());
  }

  /**
   * Appends messages of the same partition as they are, offsets and all.
   *
   * @throws IOException when they cannot be stored; the segment is as before then
   */
  void appendStored(LogSlice messages) throws IOException {
    SegmentState before = state;
    ByteBuffer target = storage.reserve(messages.sizeBytes());
    messages.buffers().forEach(buffer -> target.put(buffer.duplicate()));
    storage.commit();
    MessageWalk walk = new MessageWalk(messages.buffers());
    long offset = before.nextOffset();
    long timestampMicros = before.lastTimestampMicros();
    while (!walk.atEnd()) {
      timestampMicros = walk.timestampMicros();
      index.offer(
          (int) (offset - baseOffset), before.sizeBytes() + walk.passedBytes(), timestampMicros);
      walk.skip(1);
      offset++;
    }
    state =
        new SegmentState(
            offset, before.sizeBytes() + messages.sizeBytes(), timestampMicros, index.view());
  }

  private void stampAll(
      ByteBuffer target, IncomingBatch batch, long timestampMicros, MessageStamp stamp) {
    long offset = state.nextOffset();
    int base = state.sizeBytes();
    int end = target.limit();
    int at = 0;
    for (int i = 0; i < batch.count(); i++) {
      if (!MessageWalk.fits(target, at, end)) {
        throw new IllegalArgumentException("message " + i + " leaves its batch");
      }
      int length = MessageWalk.lengthOf(target, at);
      if (batch.givesIds()) {
        stamp.giveId(target, at);
      }
      MessageStamp.stamp(target, at, length, offset, timestampMicros);
      index.offer((int) (offset - baseOffset), base + at, timestampMicros);
      offset++;
      at += length;
    }
    if (at != end) {
      throw new IllegalArgumentException((end - at) + " bytes follow the batch's last message");
    }
  }

  /**
   * Reads messages from {@code offset}, which must be here, up to {@code toOffset} exclusive.
   *
   * @param maxBytes about how much at most, but never less than one message
   * @return fewer messages when the segment or {@code maxBytes} ends before
   * @throws CorruptLogException when a message is not what was stored
   */
  LogSlice read(long offset, long toOffset, int maxBytes) throws IOException {
    SegmentState now = state;
    SparseIndex.View entries = now.index();
    int from = (int) (offset - baseOffset);
    int first = entries.floorByOffset(from);
    int end = (int) (Math.min(toOffset, now.nextOffset()) - baseOffset);
    int to = Math.min(end, entries.offsetBeyond(entries.position(first), maxBytes));
    int last = entries.floorByOffset(to);

    int start = entries.position(first);
    boolean wholeRegion = to == now.nextOffset() - baseOffset || entries.offset(last) == to;
    int regionEnd =
        wholeRegion && entries.offset(last) == to ? entries.position(last) : endOf(last, now);
    List<ByteBuffer> region = storage.read(start, regionEnd - start);
    MessageWalk walk = new MessageWalk(region);
    walk.skip(from - entries.offset(first));
    int cutFrom = walk.passedBytes();
    int cutTo = regionEnd - start;
    if (!wholeRegion) {
      if (last > first) {
        walk.skipBytes(entries.position(last) - start - cutFrom);
      }
      walk.skip(to - Math.max(from, entries.offset(last)));
      cutTo = walk.passedBytes();
    }
    LogSlice slice = new LogSlice(to - from, MessageWalk.cut(region, cutFrom, cutTo));
    if (!verified) {
      verify(slice, offset);
    }
    return slice;
  }

  /** Where the message before the next entry ends. */
  private static int endOf(int entry, SegmentState now) {
    SparseIndex.View entries = now.index();
    return entry + 1 < entries.count() ? entries.position(entry + 1) : now.sizeBytes();
  }

  private void verify(LogSlice slice, long firstOffset) throws CorruptLogException {
    MessageWalk walk = new MessageWalk(slice.buffers());
    for (int i = 0; i < slice.count(); i++) {
      if (!walk.isIntact(firstOffset + i)) {
        throw new CorruptLogException(
            "the message at offset " + (firstOffset + i) + " is damaged in " + storage);
      }
      walk.skip(1);
    }
  }

  /**
   * Finds the first message that was appended at a time or later.
   *
   * @return its offset, or the next segment's first when there is none here
   */
  long offsetAt(long timestampMicros) throws IOException {
    SegmentState now = state;
    SparseIndex.View entries = now.index();
    if (Long.compareUnsigned(now.lastTimestampMicros(), timestampMicros) < 0) {
      return now.nextOffset();
    }
    int entry = entries.lastBefore(timestampMicros);
    if (entry < 0) {
      return baseOffset;
    }
    int start = entries.position(entry);
    MessageWalk walk = new MessageWalk(storage.read(start, endOf(entry, now) - start));
    long offset = baseOffset + entries.offset(entry);
    while (!walk.atEnd() && Long.compareUnsigned(walk.timestampMicros(), timestampMicros) < 0) {
      walk.skip(1);
      offset++;
    }
    return offset;
  }

  /** Finds the batch of the message at {@code offset}, which must be here. */
  BatchHead batchOf(long offset) throws IOException {
    SegmentState now = state;
    SparseIndex.View entries = now.index();
    int relative = (int) (offset - baseOffset);
    FoundBatch before = lastFound;
    int start = before == null ? -1 : entries.floorByOffset((int) (before.offset - baseOffset));
    boolean goesOn =
        before != null
            && before.offset <= offset
            && baseOffset + entries.offset(start) >= before.head.baseOffset();
    BatchHead head = goesOn ? before.head : null;
    if (!goesOn) {
      start = Math.max(0, entries.lastBefore(timestampAt(now, relative)));
    }
    BatchHead found = walkTo(offset, now, start, head);
    lastFound = new FoundBatch(found, offset);
    return found;
  }

  /** Walks from an entry of the index, of whose message this is the batch, or that begins one. */
  private BatchHead walkTo(long offset, SegmentState now, int entry, BatchHead batch)
      throws IOException {
    SparseIndex.View entries = now.index();
    int start = entries.position(entry);
    int end = endOf(entries.floorByOffset((int) (offset - baseOffset)), now);
    MessageWalk walk = new MessageWalk(storage.read(start, end - start));
    BatchHead head = batch;
    for (long at = baseOffset + entries.offset(entry); at <= offset; at++) {
      long timestampMicros = walk.timestampMicros();
      long originMicros = walk.originTimestampMicros();
      if (head == null || !head.continuesWith(timestampMicros, originMicros)) {
        head = new BatchHead(at, timestampMicros, originMicros);
      }
      walk.skip(1);
    }
    return head;
  }

  private long timestampAt(SegmentState now, int relative) throws IOException {
    SparseIndex.View entries = now.index();
    int entry = entries.floorByOffset(relative);
    int start = entries.position(entry);
    MessageWalk walk = new MessageWalk(storage.read(start, endOf(entry, now) - start));
    walk.skip(relative - entries.offset(entry));
    return walk.timestampMicros();
  }

  /** Notes that nothing will be appended any more. */
  void seal() {
    storage.seal(baseOffset, state);
  }

  /** Makes all messages survive the machine. */
  void sync() throws IOException {
    storage.sync();
  }

  /** Releases files; what was read stays valid. */
  void close() throws IOException {
    storage.close();
  }

  /** Releases and removes the messages; what was read stays valid. */
  void delete() throws IOException {
    storage.delete();
  }
}
