// SPDX-License-Identifier: Apache-2.0
package org.apache.iggy.connector.pinot.it.fault;

import java.util.ArrayList;
import java.util.List;
import org.apache.iggy.connector.client.IggyClient;
import org.apache.iggy.connector.protocol.message.MessageCursor;
import org.apache.iggy.connector.protocol.message.PolledMessages;
import org.apache.iggy.connector.protocol.message.PollingStrategy;
import org.apache.iggy.connector.protocol.primitive.Identifier;

/**
 * What a server says is in a topic, read by single polls: the truth that a table is held against.
 */
final class TopicContents {
  private static final int POLL_COUNT = 1_000;

  private TopicContents() {}

  /** The id of a partition's last event; -1 when it has none. */
  static long lastId(IggyClient client, Identifier stream, Identifier topic, int partition) {
    PolledMessages last =
        client.messages().poll(stream, topic, partition, PollingStrategy.last(), 1);
    MessageCursor cursor = last.cursor();
    return cursor.next() ? Event.idOf(cursor.payload()) : -1;
  }

  /** The ids of all events of a partition, in the order of their offsets. */
  static List<Long> ids(IggyClient client, Identifier stream, Identifier topic, int partition) {
    List<Long> ids = new ArrayList<>();
    PollingStrategy next = PollingStrategy.first();
    while (true) {
      PolledMessages polled = client.messages().poll(stream, topic, partition, next, POLL_COUNT);
      MessageCursor cursor = polled.cursor();
      if (polled.count() == 0) {
        return ids;
      }
      while (cursor.next()) {
        ids.add(Event.idOf(cursor.payload()));
        next = PollingStrategy.offset(cursor.offset() + 1);
      }
    }
  }
}
