// SPDX-License-Identifier: Apache-2.0
package org.apache.iggy.connector.client.group;

import org.apache.iggy.connector.client.PendingResponse;
import org.apache.iggy.connector.client.reader.FetchSize;
import org.apache.iggy.connector.client.transport.Deadline;
import org.apache.iggy.connector.protocol.message.PolledMessages;

/** Where reading a partition stands that this member owns. */
final class OwnedPartition {
  private final int id;
  private final FetchSize fetchSize;
  private final DeliveredTrail trail = new DeliveredTrail();
  private long position;
  private long settledPosition;
  private boolean skipsToFirst;
  private boolean yielded;
  private boolean drained;
  private Poll inFlight;

  OwnedPartition(int id, long position, FetchSize fetchSize) {
    this.id = id;
    this.position = position;
    this.settledPosition = position;
    this.fetchSize = fetchSize;
  }

  int id() {
    return id;
  }

  /** Offset to read next. */
  long position() {
    return position;
  }

  void position(long offset) {
    position = offset;
  }

  /** Begins to read elsewhere. */
  void restart(long offset) {
    position = offset;
    settledPosition = offset;
  }

  /** The offset of the last message worked off was stored. */
  void stored(long offset) {
    settledPosition = offset + 1;
  }

  /** Whether nothing was read, or is being read, that is still to be stored. */
  boolean isSettled() {
    return inFlight == null && settledPosition >= position;
  }

  /** What was delivered last. */
  DeliveredTrail trail() {
    return trail;
  }

  FetchSize fetchSize() {
    return fetchSize;
  }

  /** Whether what was asked for is gone, so that the next poll asks for the first there is. */
  boolean skipsToFirst() {
    return skipsToFirst;
  }

  void skipsToFirst(boolean value) {
    skipsToFirst = value;
  }

  /** Whether it is not polled any more, so that another member can take it over. */
  boolean isYielded() {
    return yielded;
  }

  void yielded(boolean value) {
    yielded = value;
  }

  /** Whether the last answer had nothing, so that another poll can wait. */
  boolean isDrained() {
    return drained;
  }

  void drained(boolean value) {
    drained = value;
  }

  /** The poll that is on the wire; null for none. */
  Poll inFlight() {
    return inFlight;
  }

  void inFlight(Poll poll) {
    inFlight = poll;
  }

  /** One poll on the wire. */
  static final class Poll {
    final OwnedPartition partition;
    final long offset;
    final int count;
    final Deadline deadline;
    final PendingResponse<PolledMessages> pending;

    /** A poll from where the partition stands now. */
    Poll(
        OwnedPartition partition,
        int count,
        Deadline deadline,
        PendingResponse<PolledMessages> pending) {
      this.partition = partition;
      this.offset = partition.position;
      this.count = count;
      this.deadline = deadline;
      this.pending = pending;
    }
  }
}
