// SPDX-License-Identifier: Apache-2.0
package org.apache.iggy.connector.pinot.consumer;

import java.lang.ref.WeakReference;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.apache.iggy.connector.client.reader.ReaderContinuity;
import org.apache.iggy.connector.pinot.config.IggyStreamConfig;
import org.apache.pinot.spi.stream.PartitionGroupConsumptionStatus;

/**
 * What consumers leave to those that come after them on the same partition of the same table in
 * this process: Pinot makes a new one for every segment, and whenever one fails or stays idle.
 *
 * <p>What nobody uses is dropped after a day, and earlier when there is too much of it. The first
 * partitions remember half a megabyte of messages each at most, those beyond them less.
 * Thread-safe.
 */
final class ReaderContinuities {
  private static final ReaderContinuities SHARED =
      new ReaderContinuities(10_000, TimeUnit.DAYS.toNanos(1));

  private static final int AMPLE = 256;
  private static final int SMALL_CAPACITY = 8_192;

  private final int limit;
  private final long unusedNanos;

  /** The one used longest ago first. */
  private final Map<Object, Entry> entries = new LinkedHashMap<>(16, 0.75f, true);

  ReaderContinuities(int limit, long unusedNanos) {
    this.limit = limit;
    this.unusedNanos = unusedNanos;
  }

  /** Those of this process. */
  static ReaderContinuities shared() {
    return SHARED;
  }

  /** What a new consumer goes on with, for as long as it has not closed it. */
  synchronized Share acquire(
      IggyStreamConfig config, int partitionId, PartitionGroupConsumptionStatus status) {
    dropUnused();
    Object key =
        List.of(config.connectionIdentity(), config.tableName(), config.topic(), partitionId);
    Entry entry = entries.computeIfAbsent(key, absent -> new Entry(capacity()));
    entry.holders++;
    if (entry.segment.get() != status && status.getStartOffset() != null) {
      // Pinot hands in the same object whenever it makes a segment's consumer anew.
      entry.segment = new WeakReference<>(status);
      long start = IggyStreamPartitionMsgOffset.valueOf(status.getStartOffset());
      entry.continuity.start(start, status.getSequenceNumber() == 0);
    }
    return new Share(this, entry);
  }

  private int capacity() {
    return entries.size() < AMPLE ? ReaderContinuity.DEFAULT_CAPACITY : SMALL_CAPACITY;
  }

  private void dropUnused() {
    long now = System.nanoTime();
    Iterator<Entry> oldestFirst = entries.values().iterator();
    while (oldestFirst.hasNext()) {
      Entry entry = oldestFirst.next();
      boolean tooOld = now - entry.releasedNanos > unusedNanos;
      if (entry.holders == 0 && (tooOld || entries.size() > limit)) {
        oldestFirst.remove();
      }
    }
  }

  private synchronized void release(Entry entry) {
    entry.holders--;
    entry.releasedNanos = System.nanoTime();
  }

  synchronized int size() {
    return entries.size();
  }

  private static final class Entry {
    final ReaderContinuity continuity;
    WeakReference<Object> segment = new WeakReference<>(null);
    int holders;
    long releasedNanos;

    Entry(int capacity) {
      this.continuity = new ReaderContinuity(capacity);
    }
  }

  /** One consumer's use. */
  static final class Share implements AutoCloseable {
    private final ReaderContinuities owner;
    private final Entry entry;
    private boolean closed;

    private Share(ReaderContinuities owner, Entry entry) {
      this.owner = owner;
      this.entry = entry;
    }

    ReaderContinuity continuity() {
      return entry.continuity;
    }

    @Override
    public void close() {
      synchronized (owner) {
        if (!closed) {
          closed = true;
          owner.release(entry);
        }
      }
    }
  }
}
