// SPDX-License-Identifier: Apache-2.0
package org.apache.iggy.connector.pinot.offset;

import java.util.OptionalLong;

/** Where a partition stands on the server, and what a table has stored for it. Immutable. */
public final class StoredOffset {
  private final int partitionId;
  private final long earliest;
  private final long next;
  private final OptionalLong stored;
  private final OptionalLong waitingSinceMillis;

  StoredOffset(
      int partitionId,
      long earliest,
      long next,
      OptionalLong stored,
      OptionalLong waitingSinceMillis) {
    this.partitionId = partitionId;
    this.earliest = earliest;
    this.next = next;
    this.stored = stored;
    this.waitingSinceMillis = waitingSinceMillis;
  }

  /** The partition. */
  public int partitionId() {
    return partitionId;
  }

  /** Offset of the first message that is there; the next one's when there is none. */
  public long earliest() {
    return earliest;
  }

  /** Offset that the next message gets. */
  public long next() {
    return next;
  }

  /** Offset of the last message stored as committed; empty when none is stored. */
  public OptionalLong stored() {
    return stored;
  }

  /** Messages on the server behind the stored offset; all of them when none is stored. */
  public long lagMessages() {
    long from = stored.isPresent() ? Math.max(earliest, stored.getAsLong() + 1) : earliest;
    return Math.max(0, next - from);
  }

  /**
   * When the server appended the first message behind the stored offset, milliseconds since the
   * epoch; empty when there is none.
   */
  public OptionalLong waitingSinceMillis() {
    return waitingSinceMillis;
  }

  /** How long that message has waited; 0 when there is none. */
  public long lagMillis(long nowMillis) {
    return waitingSinceMillis.isPresent()
        ? Math.max(0, nowMillis - waitingSinceMillis.getAsLong())
        : 0;
  }

  /** Whether messages that the table had not committed are gone from the server. */
  public boolean isOvertakenByRetention() {
    return stored.isPresent() && stored.getAsLong() + 1 < earliest;
  }

  @Override
  public String toString() {
    return "StoredOffset{partitionId="
        + partitionId
        + ", earliest="
        + earliest
        + ", next="
        + next
        + ", stored="
        + (stored.isPresent() ? stored.getAsLong() : "none")
        + ", lagMessages="
        + lagMessages()
        + "}";
  }
}
