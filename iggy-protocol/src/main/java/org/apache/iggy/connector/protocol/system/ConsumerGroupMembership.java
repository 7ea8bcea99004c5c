// SPDX-License-Identifier: Apache-2.0
package org.apache.iggy.connector.protocol.system;

import java.util.Objects;
import org.apache.iggy.connector.protocol.wire.WireReader;
import org.apache.iggy.connector.protocol.wire.WireWriter;

/**
 * A consumer group that a client has joined.
 *
 * <pre>{@code
 * stream_id u32  topic_id u32  group_id u32
 * }</pre>
 */
public final class ConsumerGroupMembership {
  private final long streamId;
  private final long topicId;
  private final long groupId;

  /** Creates it from its parts, in the order of the wire. */
  public ConsumerGroupMembership(long streamId, long topicId, long groupId) {
    this.streamId = streamId;
    this.topicId = topicId;
    this.groupId = groupId;
  }

  /** Reads what {@link #encode} wrote. */
  public static ConsumerGroupMembership decode(WireReader in) {
    return new ConsumerGroupMembership(in.u32(), in.u32(), in.u32());
  }

  /** The stream. */
  public long streamId() {
    return streamId;
  }

  /** The topic. */
  public long topicId() {
    return topicId;
  }

  /** The group. */
  public long groupId() {
    return groupId;
  }

  /** Writes it in the layout above. */
  public void encode(WireWriter out) {
    out.u32(streamId);
    out.u32(topicId);
    out.u32(groupId);
  }

  @Override
  public boolean equals(Object other) {
    if (!(other instanceof ConsumerGroupMembership)) {
      return false;
    }
    ConsumerGroupMembership that = (ConsumerGroupMembership) other;
    return streamId == that.streamId && topicId == that.topicId && groupId == that.groupId;
  }

  @Override
  public int hashCode() {
    return Objects.hash(streamId, topicId, groupId);
  }

  @Override
  public String toString() {
    return "ConsumerGroupMembership{streamId="
        + streamId
        + ", topicId="
        + topicId
        + ", groupId="
        + groupId
        + "}";
  }
}
