// SPDX-License-Identifier: Apache-2.0
package org.apache.iggy.connector.embedded.log;

import java.io.Closeable;
import java.util.Optional;
import org.apache.iggy.connector.protocol.message.MessageBatch;

/**
 * The messages of one partition, in segments of which the last one is open. Thread-safe.
 *
 * <p>Offsets have no gaps; retention and purging only remove from the front. Failing disks surface
 * as {@link java.io.UncheckedIOException}.
 */
public interface PartitionLog extends Closeable {
  /** What {@code heldBackByOffset} is when no consumer has stored an offset. */
  long NOT_HELD_BACK = Long.MAX_VALUE;

  /**
   * Appends a batch whose layout has been checked: sets offsets, one timestamp for all, random
   * UUIDs for ids of 0 if it is a legacy one, and checksums. The batch's buffers are only read.
   *
   * @param timestampMicros when the server received it, microseconds since the epoch
   */
  AppendResult append(MessageBatch batch, long timestampMicros);

  /**
   * Reads up to {@code count} messages from an offset on; one that is gone is skipped forward to
   * the earliest there is, one beyond the end gives nothing.
   */
  LogSlice read(long offset, int count);

  /** Reads up to {@code count} messages from the first one appended at this time or later. */
  LogSlice readFromTimestamp(long timestampMicros, int count);

  /** Finds the batch of a message; empty when there is no message with this offset. */
  Optional<BatchHead> batchOf(long offset);

  /** Offset of the oldest message; equals {@link #nextOffset} when there is none. */
  long earliestOffset();

  /** Offset that the next message gets. */
  long nextOffset();

  /** Offset of the last message ever appended; 0 when there was none. */
  default long currentOffset() {
    return Math.max(0, nextOffset() - 1);
  }

  /** Whether no message is stored. */
  default boolean isEmpty() {
    return earliestOffset() == nextOffset();
  }

  /** How many messages are stored. */
  default long messagesCount() {
    return nextOffset() - earliestOffset();
  }

  /** Bytes of the stored messages with their headers. */
  long sizeBytes();

  /** How many segments there are, the open one included. */
  int segmentsCount();

  /** Removes everything; offsets start again at 0. */
  void purge();

  /**
   * Removes up to {@code count} of the oldest sealed segments.
   *
   * @param heldBackByOffset the lowest stored offset; a segment that ends beyond it stays
   * @return how many were removed
   */
  int deleteSegments(int count, long heldBackByOffset);

  /**
   * Removes sealed segments whose last message was appended before a time, oldest first.
   *
   * @param beforeMicros microseconds since the epoch
   * @param heldBackByOffset the lowest stored offset; a segment that ends beyond it stays
   * @return how many were removed
   */
  int deleteExpiredSegments(long beforeMicros, long heldBackByOffset);

  /**
   * Loses the messages from an offset on, as a crash does with those that were not flushed: the
   * next append gives their offsets to others.
   *
   * @param nextOffset what {@link #nextOffset} is afterwards, from {@link #earliestOffset} on; an
   *     offset beyond the end changes nothing
   */
  void loseFrom(long nextOffset);

  /** Makes what is appended survive the process; with {@code fsync}, the machine too. */
  void flush(boolean fsync);

  /** Flushes and releases files; the log is not used again. */
  @Override
  void close();
}
