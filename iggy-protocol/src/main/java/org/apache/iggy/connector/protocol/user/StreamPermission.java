// SPDX-License-Identifier: Apache-2.0
package org.apache.iggy.connector.protocol.user;

import java.util.EnumSet;
import java.util.Set;
import org.apache.iggy.connector.protocol.wire.WireReader;
import org.apache.iggy.connector.protocol.wire.WireWriter;

/**
 * What a user may do in one stream.
 *
 * <p>One byte each, in this order.
 */
public enum StreamPermission {
  /** May change the stream and what is in it. */
  MANAGE_STREAM,
  /** May read the stream and what is in it. */
  READ_STREAM,
  /** May change topics. */
  MANAGE_TOPICS,
  /** May read topics. */
  READ_TOPICS,
  /** May poll messages and store offsets. */
  POLL_MESSAGES,
  /** May send messages. */
  SEND_MESSAGES;

  static Set<StreamPermission> decodeSet(WireReader in) {
    Set<StreamPermission> granted = EnumSet.noneOf(StreamPermission.class);
    for (StreamPermission permission : values()) {
      if (in.bool()) {
        granted.add(permission);
      }
    }
    return granted;
  }

  static void encodeSet(Set<StreamPermission> granted, WireWriter out) {
    for (StreamPermission permission : values()) {
      out.bool(granted.contains(permission));
    }
  }
}
