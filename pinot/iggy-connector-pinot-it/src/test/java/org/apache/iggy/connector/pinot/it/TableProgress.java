// SPDX-License-Identifier: Apache-2.0
package org.apache.iggy.connector.pinot.it;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.locks.LockSupport;
import org.apache.iggy.connector.pinot.embedded.EmbeddedTable;
import org.apache.iggy.connector.pinot.embedded.PartitionStatus;

/** Waits for tables whose rows do not tell how far they have consumed. */
final class TableProgress {
  private static final Duration DEADLINE = Duration.ofSeconds(60);

  private TableProgress() {}

  /** Waits until the offsets that the partitions have reached add up to so many messages. */
  static void awaitConsumed(EmbeddedTable table, long messages) {
    long deadlineNanos = System.nanoTime() + DEADLINE.toNanos();
    List<PartitionStatus> partitions = table.partitions();
    while (consumed(partitions) < messages) {
      if (System.nanoTime() > deadlineNanos) {
        throw new AssertionError("waited " + DEADLINE + " for " + messages + ": " + partitions);
      }
      LockSupport.parkNanos(5_000_000);
      partitions = table.partitions();
    }
  }

  private static long consumed(List<PartitionStatus> partitions) {
    return partitions.stream().mapToLong(status -> Long.parseLong(status.nextOffset())).sum();
  }
}
