// SPDX-License-Identifier: Apache-2.0
package org.apache.iggy.connector.pinot.embedded;

import java.util.Optional;

/**
 * Where one partition of a table stands.
 *
 * @param partition Pinot's partition group id
 * @param state whether its consumer works
 * @param error why it stopped; empty unless {@link State#STOPPED}
 * @param committedSegments immutable segments committed so far, those before a restart included
 * @param nextOffset the first offset that is not in the table, as the stream writes offsets
 * @param ingestionTimeMillis when the last consumed row entered the stream (Unix milliseconds);
 *     Pinot gives the current time while a partition is at its end, and Long.MIN_VALUE before the
 *     first row
 */
public record PartitionStatus(
    int partition,
    State state,
    Optional<String> error,
    int committedSegments,
    String nextOffset,
    long ingestionTimeMillis) {

  /** What the consumer of a partition does. */
  public enum State {
    /** Consuming, or between two segments. */
    CONSUMING,
    /** Given up after an error; a real cluster would try again within the hour. */
    STOPPED,
    /** The partition is gone from the stream and all its rows are committed. */
    ENDED
  }
}
