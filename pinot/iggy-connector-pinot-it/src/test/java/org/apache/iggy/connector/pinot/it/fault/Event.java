// SPDX-License-Identifier: Apache-2.0
package org.apache.iggy.connector.pinot.it.fault;

import java.nio.charset.StandardCharsets;

/** The events of a fault test: which partition, which number in it, and their JSON. */
final class Event {
  private static final long IDS_A_PARTITION = 1_000_000_000L;
  private static final String BEFORE_ID = "{\"id\":";

  private Event() {}

  /** The first id of a partition. */
  static long firstId(int partition) {
    return partition * IDS_A_PARTITION;
  }

  /** What the event adds to {@code SUM(amount)}: its number, from 1. */
  static long amount(long id) {
    return id % IDS_A_PARTITION + 1;
  }

  static byte[] json(long id) {
    String json =
        BEFORE_ID
            + id
            + ",\"name\":\"user-"
            + id % 7
            + "\",\"amount\":"
            + amount(id)
            + ",\"at\":1700000000000}";
    return json.getBytes(StandardCharsets.US_ASCII);
  }

  /** The id in an event's JSON. */
  static long idOf(byte[] json) {
    String text = new String(json, StandardCharsets.US_ASCII);
    return Long.parseLong(text.substring(BEFORE_ID.length(), text.indexOf(',')));
  }
}
