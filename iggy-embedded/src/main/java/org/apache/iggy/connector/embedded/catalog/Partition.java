// SPDX-License-Identifier: Apache-2.0
package org.apache.iggy.connector.embedded.catalog;

import org.apache.iggy.connector.embedded.log.LogStore;
import org.apache.iggy.connector.embedded.log.OffsetStore;
import org.apache.iggy.connector.embedded.log.PartitionKey;
import org.apache.iggy.connector.embedded.log.PartitionLog;

/** A partition: its log and the offsets stored for it. */
public final class Partition {
  private final PartitionKey key;
  private final long createdAtMicros;
  private final PartitionLog log;
  private final OffsetStore offsets;

  private Partition(PartitionKey key, long createdAtMicros, LogStore store) {
    this.key = key;
    this.createdAtMicros = createdAtMicros;
    this.log = store.openLog(key);
    this.offsets = store.openOffsets(key);
  }

  /** Creates an empty partition; what an earlier one under the same ids left behind is removed. */
  public static Partition create(PartitionKey key, long createdAtMicros, LogStore store) {
    store.delete(key);
    return new Partition(key, createdAtMicros, store);
  }

  /** Opens a partition with what it has stored. */
  public static Partition open(PartitionKey key, long createdAtMicros, LogStore store) {
    return new Partition(key, createdAtMicros, store);
  }

  /** Which one it is among all. */
  public PartitionKey key() {
    return key;
  }

  /** Its id, 0-based. */
  public int id() {
    return key.partitionId();
  }

  /** When it was created, microseconds since the epoch. */
  public long createdAtMicros() {
    return createdAtMicros;
  }

  /** Its messages. */
  public PartitionLog log() {
    return log;
  }

  /** The offsets stored for it. */
  public OffsetStore offsets() {
    return offsets;
  }

  /** Removes all messages and stored offsets. */
  public void purge() {
    offsets.clear();
    log.purge();
  }

  /** Releases what it holds open; it is not used again. */
  public void close() {
    offsets.close();
    log.close();
  }

  /** Closes it and removes all it has stored. */
  public void delete(LogStore store) {
    close();
    store.delete(key);
  }
}
