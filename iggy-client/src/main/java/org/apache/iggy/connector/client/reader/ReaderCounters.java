// SPDX-License-Identifier: Apache-2.0
package org.apache.iggy.connector.client.reader;

import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.atomic.AtomicLong;

/** What a {@link PartitionReader} has done so far. Any thread may read; only the reader writes. */
public final class ReaderCounters {
  private static final long NEVER = -1;

  private final AtomicLong messages = new AtomicLong();
  private final AtomicLong bytes = new AtomicLong();
  private final AtomicLong fetches = new AtomicLong();
  private final AtomicLong emptyFetches = new AtomicLong();
  private final AtomicLong silentFetches = new AtomicLong();
  private final AtomicLong reconnects = new AtomicLong();
  private final AtomicLong gaps = new AtomicLong();
  private final AtomicLong missingMessages = new AtomicLong();
  private final AtomicLong regresses = new AtomicLong();
  private final AtomicLong lostMessages = new AtomicLong();
  private final AtomicLong nextOffset = new AtomicLong(NEVER);
  private final AtomicLong currentOffset = new AtomicLong(NEVER);
  private final AtomicLong lastMessageNanos = new AtomicLong(NEVER);
  private final long createdNanos = System.nanoTime();
  private volatile String lastError;

  ReaderCounters() {}

  void fetched() {
    add(fetches, 1);
  }

  void delivered(FetchedBatch batch) {
    nextOffset.setRelease(batch.nextOffset());
    currentOffset.setRelease(batch.currentOffset());
    if (batch.isEmpty()) {
      add(emptyFetches, 1);
      return;
    }
    add(messages, batch.count());
    add(bytes, batch.sizeBytes());
    lastMessageNanos.setRelease(System.nanoTime() - createdNanos);
  }

  void silent() {
    add(silentFetches, 1);
  }

  void reconnected() {
    add(reconnects, 1);
  }

  void missing(long count) {
    add(gaps, 1);
    add(missingMessages, count);
  }

  void regressed(long count) {
    add(regresses, 1);
    add(lostMessages, count);
  }

  void failed(String message) {
    lastError = message;
  }

  /** There is one writer at a time, so a sum needs no atomic instruction. */
  private static void add(AtomicLong counter, long value) {
    counter.setRelease(counter.getPlain() + value);
  }

  /** Messages handed out, those handed out again among them. */
  public long messages() {
    return messages.get();
  }

  /** Bytes of the messages handed out, headers included. */
  public long bytes() {
    return bytes.get();
  }

  /** Calls of {@link PartitionReader#fetch}. */
  public long fetches() {
    return fetches.get();
  }

  /** Fetches that returned no message. */
  public long emptyFetches() {
    return emptyFetches.get();
  }

  /** Fetches that returned no message because the server did not answer in time. */
  public long silentFetches() {
    return silentFetches.get();
  }

  /** Connections made after the first one. */
  public long reconnects() {
    return reconnects.get();
  }

  /** How often messages that were asked for had been deleted on the server. */
  public long gaps() {
    return gaps.get();
  }

  /** Offsets in those gaps, together. */
  public long missingMessages() {
    return missingMessages.get();
  }

  /** How often messages that were delivered turned out to be lost on the server. */
  public long regresses() {
    return regresses.get();
  }

  /** Offsets of those messages, together. */
  public long lostMessages() {
    return lostMessages.get();
  }

  /** Where the latest fetch ended: the offset due next; empty before the first has returned. */
  public OptionalLong nextOffset() {
    return present(nextOffset.get());
  }

  /** Offset of the partition's last message as the latest answer told it; empty before one has. */
  public OptionalLong currentOffset() {
    return present(currentOffset.get());
  }

  /** Milliseconds since a fetch returned messages; empty when none has. */
  public OptionalLong sinceLastMessageMillis() {
    long last = lastMessageNanos.get();
    return last == NEVER
        ? OptionalLong.empty()
        : present((System.nanoTime() - createdNanos - last) / 1_000_000);
  }

  /** Message of the latest failure, of those that were come back from too; never a secret. */
  public Optional<String> lastError() {
    return Optional.ofNullable(lastError);
  }

  private static OptionalLong present(long value) {
    return value == NEVER ? OptionalLong.empty() : OptionalLong.of(value);
  }
}
