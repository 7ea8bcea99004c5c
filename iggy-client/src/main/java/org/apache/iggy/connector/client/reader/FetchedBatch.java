// SPDX-License-Identifier: Apache-2.0
package org.apache.iggy.connector.client.reader;

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
  private final long firstOffset;
  private final long lastOffset;
  private final long currentOffset;
  private final boolean regressed;
  private final boolean diverged;

  /** A batch of the messages at and behind {@code requestedOffset} that the index holds. */
  FetchedBatch(IndexedBatch index, long requestedOffset, boolean diverged) {
    this.index = index;
    this.generation = index.generation();
    this.from = index.indexOf(requestedOffset);
    this.count = index.count() - from;
    this.sizeBytes = index.sizeBytesFrom(from);
    this.requestedOffset = requestedOffset;
    this.firstOffset = count == 0 ? requestedOffset : index.offset(from);
    this.lastOffset = count == 0 ? requestedOffset - 1 : index.lastOffset();
    this.currentOffset = index.currentOffset();
    this.regressed = currentOffset < requestedOffset - 1;
    this.diverged = diverged;
  }

  /** A batch without messages, because the server did not answer within the fetch's timeout. */
  FetchedBatch(IndexedBatch index, long requestedOffset) {
    this.index = index;
    this.generation = index.generation();
    this.from = 0;
    this.count = 0;
    this.sizeBytes = 0;
    this.requestedOffset = requestedOffset;
    this.firstOffset = requestedOffset;
    this.lastOffset = requestedOffset - 1;
    this.currentOffset = index.currentOffset();
    this.regressed = false;
    this.diverged = false;
  }

  /** The offset that was asked for. */
  public long requestedOffset() {
    return requestedOffset;
  }

  /** How many messages it has. */
  public int count() {
    return count;
  }

  /** Whether it has no message: there was none within the fetch's timeout. */
  public boolean isEmpty() {
    return count == 0;
  }

  /** Offset of the first message; the requested offset when it is empty. */
  public long firstOffset() {
    return firstOffset;
  }

  /** Offset of the last message; the one before the requested offset when it is empty. */
  public long lastOffset() {
    return lastOffset;
  }

  /** The offset to fetch next: behind the last message, or the requested one when it is empty. */
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
    return firstOffset > requestedOffset;
  }

  /**
   * Whether the partition ends more than one message before the requested offset: the server has
   * lost messages in a crash, or the topic was purged or made anew. Such a batch is empty and comes
   * at once.
   */
  public boolean hasRegressed() {
    return regressed;
  }

  /**
   * Whether the message that this reader delivered last is no longer the one at its offset: the
   * server has lost messages and given their offsets to others. Looked at once after each
   * reconnect; the batch holds what the server has now.
   */
  public boolean hasDiverged() {
    return diverged;
  }

  /** A new cursor before the first message. */
  public MessageCursor cursor() {
    requireCurrent();
    MessageCursor cursor = index.newCursor();
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
    requireCurrent();
    if (i < 0 || i >= count) {
      throw new IndexOutOfBoundsException("message " + i + " of a batch of " + count);
    }
    return index.message(from + i);
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
        + (regressed ? ", regressed" : "")
        + (diverged ? ", diverged" : "")
        + "}";
  }
}
