// SPDX-License-Identifier: Apache-2.0
package org.apache.iggy.connector.pinot.it.fault;

/** The events that one partition got. Written by the feed's thread, read when it has ended. */
final class SentEvents {
  private final int number;
  private long nextId;
  private long amountSum;

  SentEvents(int number) {
    this.number = number;
    this.nextId = Event.firstId(number);
  }

  int number() {
    return number;
  }

  long nextId() {
    return nextId;
  }

  long amountSum() {
    return amountSum;
  }

  /** How many of the next events the partition has, given the last id in it. */
  int arrivedOf(int events, long lastId) {
    return (int) Math.max(0, Math.min(events, lastId - nextId + 1));
  }

  /** Notes that so many of the next events arrived, and passes over the others for good. */
  void add(int arrived, int tried) {
    for (int i = 0; i < arrived; i++) {
      amountSum += Event.amount(nextId + i);
    }
    nextId += tried;
  }
}
