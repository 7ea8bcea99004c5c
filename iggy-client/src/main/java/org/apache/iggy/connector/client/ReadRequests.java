// SPDX-License-Identifier: Apache-2.0
package org.apache.iggy.connector.client;

import java.util.EnumSet;
import java.util.Set;
import org.apache.iggy.connector.protocol.command.CommandCode;
import org.apache.iggy.connector.protocol.command.Request;
import org.apache.iggy.connector.protocol.message.PollMessages;

/** Which requests change nothing on the server, so that sending one twice does no harm. */
final class ReadRequests {
  private static final Set<CommandCode> READS =
      EnumSet.of(
          CommandCode.PING,
          CommandCode.GET_STATS,
          CommandCode.GET_CLUSTER_METADATA,
          CommandCode.GET_ME,
          CommandCode.GET_CLIENT,
          CommandCode.GET_CLIENTS,
          CommandCode.GET_USER,
          CommandCode.GET_USERS,
          CommandCode.GET_PERSONAL_ACCESS_TOKENS,
          CommandCode.GET_CONSUMER_OFFSET,
          CommandCode.GET_STREAM,
          CommandCode.GET_STREAMS,
          CommandCode.GET_TOPIC,
          CommandCode.GET_TOPICS,
          CommandCode.GET_CONSUMER_GROUP,
          CommandCode.GET_CONSUMER_GROUPS,
          CommandCode.SYNC_CONSUMER_GROUP);

  private ReadRequests() {}

  /** Whether the request only reads; a poll does unless it stores the offset. */
  static boolean isRead(Request<?> request) {
    if (request instanceof PollMessages) {
      return !((PollMessages) request).autoCommit();
    }
    return READS.contains(request.code());
  }
}
