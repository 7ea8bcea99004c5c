// SPDX-License-Identifier: Apache-2.0
package org.apache.iggy.connector.embedded.vsr;

import java.nio.ByteBuffer;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;

/**
 * The last replies to a client's metadata requests, to be given again when a request is repeated.
 * Guarded by its client.
 */
public final class ReplyCache {
  /** As many as the real server keeps. */
  private static final int CAPACITY = 5;

  /**
   * A reply that was given.
   *
   * @param number the request's number
   * @param checksum the request's own checksum, 0 when it had none
   * @param frame the whole reply
   */
  public record Entry(long number, long checksum, ByteBuffer frame) {
    /** Whether a request of the same number is another one. */
    public boolean conflictsWith(long otherChecksum) {
      return checksum != 0 && otherChecksum != 0 && checksum != otherChecksum;
    }
  }

  private final Deque<Entry> entries = new ArrayDeque<>(CAPACITY);
  private long highestNumber;

  /** Whether no request of this number or a higher one has been executed. */
  public boolean isNew(long number) {
    return number > highestNumber;
  }

  /** The reply to a number, while it is kept. */
  public Optional<Entry> find(long number) {
    return entries.stream().filter(entry -> entry.number() == number).findFirst();
  }

  /** Keeps a reply; its number is the highest. */
  public void add(Entry entry) {
    if (entries.size() == CAPACITY) {
      entries.removeFirst();
    }
    entries.addLast(entry);
    highestNumber = entry.number();
  }
}
