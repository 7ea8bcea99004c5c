// SPDX-License-Identifier: Apache-2.0
package org.apache.iggy.connector.protocol.user;

import java.util.EnumSet;
import java.util.Set;
import org.apache.iggy.connector.protocol.wire.WireReader;
import org.apache.iggy.connector.protocol.wire.WireWriter;

/**
 * What a user may do in all streams and with the server itself.
 *
 * <p>One byte each, in this order.
 */
public enum GlobalPermission {
  /** May change servers. */
  MANAGE_SERVERS,
  /** May read server figures and clients. */
  READ_SERVERS,
  /** May change users. */
  MANAGE_USERS,
  /** May read users. */
  READ_USERS,
  /** May change all streams and what is in them. */
  MANAGE_STREAMS,
  /** May read all streams. */
  READ_STREAMS,
  /** May change topics. */
  MANAGE_TOPICS,
  /** May read topics. */
  READ_TOPICS,
  /** May poll messages and store offsets. */
  POLL_MESSAGES,
  /** May send messages. */
  SEND_MESSAGES;

  static Set<GlobalPermission> decodeSet(WireReader in) {
    Set<GlobalPermission> granted = EnumSet.noneOf(GlobalPermission.class);
    for (GlobalPermission permission : values()) {
      if (in.bool()) {
        granted.add(permission);
      }
    }
    return granted;
  }

  static void encodeSet(Set<GlobalPermission> granted, WireWriter out) {
    for (GlobalPermission permission : values()) {
      out.bool(granted.contains(permission));
    }
  }
}
