// SPDX-License-Identifier: Apache-2.0
package org.apache.iggy.connector.protocol.user;

import java.util.EnumSet;
import java.util.Set;
import org.apache.iggy.connector.protocol.wire.WireReader;
import org.apache.iggy.connector.protocol.wire.WireWriter;

/**
 * What a user may do in one topic.
 *
 * <p>One byte each, in this order.
 */
public enum TopicPermission {
  /** May change the topic. */
  MANAGE_TOPIC,
  /** May read the topic. */
  READ_TOPIC,
  /** May poll messages and store offsets. */
  POLL_MESSAGES,
  /** May send messages. */
  SEND_MESSAGES;

  static Set<TopicPermission> decodeSet(WireReader in) {
    Set<TopicPermission> granted = EnumSet.noneOf(TopicPermission.class);
    for (TopicPermission permission : values()) {
      if (in.bool()) {
        granted.add(permission);
      }
    }
    return granted;
  }

  static void encodeSet(Set<TopicPermission> granted, WireWriter out) {
    for (TopicPermission permission : values()) {
      out.bool(granted.contains(permission));
    }
  }
}
