// SPDX-License-Identifier: Apache-2.0
package org.apache.iggy.connector.connect.runtime.sink;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import org.apache.iggy.connector.client.IggyServerException;
import org.apache.iggy.connector.client.group.GroupBatch;
import org.apache.iggy.connector.client.group.GroupReader;
import org.apache.iggy.connector.connect.api.ConnectRecord;
import org.apache.iggy.connector.connect.runtime.PartitionProgress;
import org.apache.iggy.connector.connect.runtime.error.Stage;
import org.apache.iggy.connector.connect.runtime.message.LazyRecords;
import org.apache.iggy.connector.connect.runtime.task.TaskControl;
import org.apache.iggy.connector.protocol.status.IggyStatus;

/**
 * Reads one topic for a task, as member of the sink's group, and makes batches of what came.
 *
 * <p>A sink that wants no particular batches gets each answer of the server as one; otherwise what
 * comes of a partition is collected until there is enough or the first of it has waited for the
 * linger time. One thread uses it; {@link #progress}, {@link #heartbeat} and {@link #close} are for
 * any.
 */
final class TopicInput implements AutoCloseable {
  private static final long NOT_STORED = -1;

  /**
   * A 0.8 server whose topic was purged may go on giving messages that it has not written yet, and
   * takes no offset for them: they come again and again until it has.
   */
  private static final long REFUSED_MILLIS = 500;

  private final SinkTopic topic;
  private final TaskControl control;
  private final GroupReader reader;
  private final int collected;
  private final int maxRecords;
  private final Map<Integer, PendingBatch> pending = new LinkedHashMap<>();

  /** Parts of an answer that was too large for one batch. */
  private final Deque<PendingBatch> parts = new ArrayDeque<>();

  private final Map<Integer, Long> nextOffsets = new LinkedHashMap<>();
  private final Map<Integer, PartitionProgress> progress = new ConcurrentHashMap<>();
  private Set<Integer> assignment = Set.of();
  private LazyRecords lastLazy;
  private boolean looksAtRecords;

  /**
   * Reads this topic; it connects at the first fetch.
   *
   * @param preferredBatchLength how many records the sink would like; 0 for as they come
   * @param looksAtRecords whether it is known that every record will be looked at
   */
  TopicInput(
      SinkTopic topic, TaskControl control, int preferredBatchLength, boolean looksAtRecords) {
    this.topic = topic;
    this.control = control;
    this.reader = new GroupReader(topic.reader());
    this.collected = preferredBatchLength;
    this.maxRecords = Math.max(topic.batchLength(), preferredBatchLength);
    this.looksAtRecords = looksAtRecords || collected > 0;
  }

  SinkTopic topic() {
    return topic;
  }

  /**
   * Reads on.
   *
   * @return a batch that is ready, or null when there is none in time
   */
  PendingBatch fetch(long timeoutMillis) {
    PendingBatch ready = parts.isEmpty() ? due() : parts.remove();
    if (ready != null) {
      return ready;
    }
    GroupBatch batch = reader.fetch(pending.isEmpty() ? timeoutMillis : untilDue(timeoutMillis));
    forgetOthers();
    if (batch == null) {
      return due();
    }
    noteContinuity(batch);
    if (batch.sizeBytes() > topic.batchBytes() && batch.count() > 1) {
      split(batch);
      return parts.remove();
    }
    return collected == 0 ? whole(batch) : collect(batch);
  }

  /** What is collected and waits, so that nothing is left. */
  PendingBatch takePending() {
    if (!parts.isEmpty()) {
      return parts.remove();
    }
    Iterator<PendingBatch> waiting = pending.values().iterator();
    if (!waiting.hasNext()) {
      return null;
    }
    PendingBatch first = waiting.next();
    waiting.remove();
    return first;
  }

  private PendingBatch whole(GroupBatch batch) {
    PendingBatch made = new PendingBatch(this, batch.partitionId(), recordsOf(batch), 0);
    made.grown(batch);
    return made;
  }

  /** Records are made ahead for sinks that looked at those of the batch before. */
  private List<ConnectRecord> recordsOf(GroupBatch batch) {
    if (lastLazy != null) {
      looksAtRecords |= lastLazy.isMade();
      lastLazy = null;
    }
    if (looksAtRecords) {
      return topic.mapper().records(batch);
    }
    lastLazy = new LazyRecords(topic.mapper(), batch);
    return lastLazy;
  }

  /** The server bounds an answer by the count only; what was expected of it may be wrong. */
  private void split(GroupBatch batch) {
    PendingBatch before = pending.remove(batch.partitionId());
    if (before != null) {
      parts.add(before);
    }
    List<ConnectRecord> part = new ArrayList<>();
    long bytes = 0;
    for (ConnectRecord record : topic.mapper().records(batch)) {
      int length = record.payload().bytes().length;
      if (!part.isEmpty() && bytes + length > topic.batchBytes()) {
        parts.add(new PendingBatch(this, batch.partitionId(), part, 0).of(batch, bytes));
        part = new ArrayList<>();
        bytes = 0;
      }
      part.add(record);
      bytes += length;
    }
    parts.add(new PendingBatch(this, batch.partitionId(), part, 0).of(batch, bytes));
  }

  private PendingBatch collect(GroupBatch batch) {
    int partition = batch.partitionId();
    PendingBatch waiting = pending.get(partition);
    PendingBatch full = null;
    if (waiting != null && !fits(waiting, batch)) {
      full = pending.remove(partition);
      waiting = null;
    }
    if (waiting == null) {
      waiting =
          new PendingBatch(
              this, partition, new ArrayList<>(batch.count()), control.clock().nanoTime());
      pending.put(partition, waiting);
    }
    topic.mapper().addAll(batch, waiting.records());
    waiting.grown(batch);
    if (full == null && isFull(waiting)) {
      full = pending.remove(partition);
    }
    return full;
  }

  private boolean fits(PendingBatch waiting, GroupBatch more) {
    return waiting.records().size() + more.count() <= maxRecords
        && waiting.bytes() + more.sizeBytes() <= topic.batchBytes()
        && more.firstOffset() > waiting.lastOffset();
  }

  private boolean isFull(PendingBatch waiting) {
    return waiting.records().size() >= collected || waiting.bytes() >= topic.batchBytes();
  }

  private PendingBatch due() {
    Iterator<PendingBatch> waiting = pending.values().iterator();
    if (!waiting.hasNext()) {
      return null;
    }
    PendingBatch oldest = waiting.next();
    if (!isFull(oldest) && lingeredMillis(oldest) < topic.lingerMillis()) {
      return null;
    }
    waiting.remove();
    return oldest;
  }

  private long untilDue(long timeoutMillis) {
    PendingBatch oldest = pending.values().iterator().next();
    return Math.min(timeoutMillis, Math.max(0, topic.lingerMillis() - lingeredMillis(oldest)));
  }

  private long lingeredMillis(PendingBatch batch) {
    return TimeUnit.NANOSECONDS.toMillis(control.clock().nanoTime() - batch.bornNanos());
  }

  /** What was collected of partitions that went to other members is theirs to deliver. */
  private void forgetOthers() {
    Set<Integer> present = reader.assignment();
    if (present != assignment) {
      assignment = present;
      pending.keySet().retainAll(present);
      parts.removeIf(part -> !present.contains(part.partition()));
      nextOffsets.keySet().retainAll(present);
      progress.keySet().retainAll(present);
    }
  }

  private void noteContinuity(GroupBatch batch) {
    int partition = batch.partitionId();
    Long expected = nextOffsets.put(partition, batch.lastOffset() + 1);
    control.counters().consumed(batch.count());
    if (batch.missing() > 0) {
      control.counters().missing(batch.missing());
      control.warn(
          Stage.FETCH,
          batch.missing()
              + " messages of "
              + place(partition)
              + " were deleted before they were read: those before offset "
              + batch.firstOffset());
    } else if (expected != null && batch.firstOffset() < expected) {
      control.warn(
          Stage.FETCH,
          place(partition)
              + " goes on at offset "
              + batch.firstOffset()
              + " behind "
              + (expected - 1)
              + ": it was purged, the server lost messages in a crash, or the group's offset was"
              + " set back");
    }
  }

  private String place(int partition) {
    return topic.mapper().stream() + "/" + topic.mapper().topic() + "/" + partition;
  }

  /** Stores that a batch is done. */
  void commit(PendingBatch batch) throws InterruptedException {
    if (store(batch.partition(), batch.lastOffset())) {
      progress.put(batch.partition(), progressOf(batch, batch.lastOffset()));
    }
  }

  private boolean store(int partition, long offset) throws InterruptedException {
    try {
      return reader.store(partition, offset);
    } catch (IggyServerException e) {
      if (e.status() != IggyStatus.INVALID_OFFSET) {
        throw e;
      }
      control.warn(
          Stage.COMMIT,
          "the server no longer has offset "
              + offset
              + " of "
              + place(partition)
              + ": it was purged, or the server lost messages in a crash");
      control.sleep(REFUSED_MILLIS);
      return false;
    }
  }

  /** A batch is about to be written, which shows how far the partition is. */
  void begun(PendingBatch batch) {
    PartitionProgress known = progress.get(batch.partition());
    long stored =
        known == null ? batch.lastOffset() - batch.records().size() : known.committedOffset();
    progress.put(batch.partition(), progressOf(batch, Math.max(NOT_STORED, stored)));
  }

  private PartitionProgress progressOf(PendingBatch batch, long committedOffset) {
    return new PartitionProgress(
        topic.mapper().stream(),
        topic.mapper().topic(),
        batch.partition(),
        committedOffset,
        batch.endOffset());
  }

  Iterable<PartitionProgress> progress() {
    return progress.values();
  }

  void heartbeat() {
    reader.heartbeat();
  }

  @Override
  public void close() {
    reader.close();
  }
}
