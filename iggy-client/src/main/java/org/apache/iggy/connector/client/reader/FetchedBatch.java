// SPDX-License-Identifier: Apache-2.0
package org.apache.iggy.connector.client.reader;

import java.util.Optional;
import org.apache.iggy.connector.protocol.message.MessageCursor;

/**
 * What one fetch returned: messages of a partition in the order of their offsets, perhaps none.
 *
 * <p>The messages are views of the reader's buffer. {@link #cursor} and {@link #message} work until
 * the next fetch; after it they throw {@link IllegalStateException}, and a cursor taken before must
 * not be used. Offsets, counts and flags stay. Not thread-safe.
 */
public final class FetchedBatch {
  private final IndexedBatch index;
  private final long generation;
  private final int from;
  private final int count;
  private final int sizeBytes;
  private final long requestedOffset;
  private final long position;
  private final long firstOffset;
  private final long lastOffset;
  private final long currentOffset;
  private final OffsetRegress regress;

  /**
   * A batch of the messages that the index holds at and behind an offset.
   *
   * @param position the requested offset, or where reading stands instead behind a regress
   * @param regress what this batch is the first to tell of, or null
   */
  FetchedBatch(IndexedBatch index, long requestedOffset, long position, OffsetRegress regress) {
    this.index = index;
    this.generation = index.generation();
    this.from = index.indexOf(position);
    int end = endOf(index, from, position, requestedOffset);
    this.count = end - from;
    this.sizeBytes = index.sizeBytes(from, end);
    this.requestedOffset = requestedOffset;
    this.position = position;
    this.firstOffset = count == 0 ? position : index.offset(from);
    this.lastOffset = count == 0 ? position - 1 : index.offset(end - 1);
    this.currentOffset = index.currentOffset();
    this.regress = regress;
  }

  /**
   * Behind a regress the batch does not end right before the offset that was asked for: asked for
   * again, that could not be told from having gone on.
   */
  private static int endOf(IndexedBatch index, int from, long position, long requestedOffset) {
    int end = index.count();
    boolean ambiguous =
        position < requestedOffset
            && end - from > 1
            && index.offset(end - 1) == requestedOffset - 1;
    return ambiguous ? end - 1 : end;
  }

  /** The offset that was asked for. */
  public long requestedOffset() {
    return requestedOffset;
  }

  /** The offset it was read from: the requested one, but for a regress. */
  long position() {
    return position;
  }

  /** How many messages it has. */
  public int count() {
    return count;
  }

  /** Whether it has no message: there was none within the fetch's timeout. */
  public boolean isEmpty() {
    return count == 0;
  }

  /**
   * Offset of the first message; when it is empty the requested offset, or where reading goes on
   * behind a regress.
   */
  public long firstOffset() {
    return firstOffset;
  }

  /** Offset of the last message; the one before {@link #firstOffset} when it is empty. */
  public long lastOffset() {
    return lastOffset;
  }

  /** The offset to fetch next: behind the last message, or {@link #firstOffset} of an empty one. */
  public long nextOffset() {
    return lastOffset + 1;
  }

  /**
   * Offset of the partition's last message as the server told it last; -1 before it has told any. 0
   * stands both for one message and for none.
   */
  public long currentOffset() {
    return currentOffset;
  }

  /** Bytes of all messages with their headers. */
  public int sizeBytes() {
    return sizeBytes;
  }

  /**
   * Whether messages from the requested offset on are missing: the server has deleted them, and the
   * batch starts at a later offset.
   */
  public boolean hasGap() {
    return firstOffset > position;
  }

  /**
   * Whether messages that were delivered are no longer the ones at their offsets: the server has
   * lost them in a crash, or the topic was purged or made anew. It is told once. Reading then goes
   * on where the {@link OffsetRegressPolicy} says, so that {@link #firstOffset} may be before
   * {@link #requestedOffset}.
   */
  public boolean hasRegressed() {
    return regress != null;
  }

  /** The messages that were lost, when {@link #hasRegressed}. */
  public Optional<OffsetRegress> regress() {
    return Optional.ofNullable(regress);
  }

  /** A new cursor before the first message. */
  public MessageCursor cursor() {
    requireCurrent();
    MessageCursor cursor = index.newCursor(from + count);
    for (int i = 0; i < from; i++) {
      cursor.next();
    }
    return cursor;
  }

  /**
   * The message at an index, 0 to {@link #count} - 1, in constant time. The cursor is the same
   * object for every call and moves with each.
   */
  public MessageCursor message(int i) {
    return index.message(checked(i));
  }

  /** Where a message's payload begins in its {@link MessageCursor#buffer}; moves no cursor. */
  public int payloadPosition(int i) {
    return index.payloadPosition(checked(i));
  }

  /** Bytes of a message's payload; moves no cursor. */
  public int payloadLength(int i) {
    return index.payloadLength(checked(i));
  }

  /** Where a message of this batch is in the index. */
  private int checked(int i) {
    requireCurrent();
    if (i < 0 || i >= count) {
      throw new IndexOutOfBoundsException("message " + i + " of a batch of " + count);
    }
    return from + i;
  }

  private void requireCurrent() {
    if (index.generation() != generation) {
      throw new IllegalStateException(
          "the batch at offset " + requestedOffset + " is over, a later fetch took its buffer");
    }
  }

  @Override
  public String toString() {
    return "FetchedBatch{requestedOffset="
        + requestedOffset
        + ", firstOffset="
        + firstOffset
        + ", count="
        + count
        + ", sizeBytes="
        + sizeBytes
        + ", currentOffset="
        + currentOffset
        + (hasGap() ? ", gap" : "")
        + (regress == null ? "" : ", regressed: " + regress)
        + "}";
  }
}
