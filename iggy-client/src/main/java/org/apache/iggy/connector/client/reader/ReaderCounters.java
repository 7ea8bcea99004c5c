// SPDX-License-Identifier: Apache-2.0
package org.apache.iggy.connector.client.reader;

import java.util.concurrent.atomic.AtomicLong;

/** What a {@link PartitionReader} has done so far. Any thread may read; only the reader writes. */
public final class ReaderCounters {
  private final AtomicLong messages = new AtomicLong();
  private final AtomicLong bytes = new AtomicLong();
  private final AtomicLong fetches = new AtomicLong();
  private final AtomicLong reconnects = new AtomicLong();

  ReaderCounters() {}

  void fetched() {
    add(fetches, 1);
  }

  void delivered(FetchedBatch batch) {
    add(messages, batch.count());
    add(bytes, batch.sizeBytes());
  }

  void reconnected() {
    add(reconnects, 1);
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

  /** Connections made after the first one. */
  public long reconnects() {
    return reconnects.get();
  }
}
