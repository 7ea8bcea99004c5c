// SPDX-License-Identifier: Apache-2.0
package org.apache.iggy.connector.protocol.group;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.apache.iggy.connector.protocol.wire.WireReader;
import org.apache.iggy.connector.protocol.wire.WireWriter;

/**
 * A consumer group with its members and the partitions that each owns.
 *
 * <pre>{@code
 * group info, then members until the end
 * }</pre>
 */
public final class ConsumerGroupDetails {
  private final ConsumerGroupInfo info;
  private final List<ConsumerGroupMember> members;

  /** Creates it from its parts, in the order of the wire. */
  public ConsumerGroupDetails(ConsumerGroupInfo info, List<ConsumerGroupMember> members) {
    this.info = Objects.requireNonNull(info, "info");
    this.members = List.copyOf(members);
  }

  /** Reads what {@link #encode} wrote. */
  public static ConsumerGroupDetails decode(WireReader in) {
    ConsumerGroupInfo info = ConsumerGroupInfo.decode(in);
    List<ConsumerGroupMember> members = new ArrayList<>();
    while (in.hasRemaining()) {
      members.add(ConsumerGroupMember.decode(in));
    }
    return new ConsumerGroupDetails(info, members);
  }

  /** The group itself. */
  public ConsumerGroupInfo info() {
    return info;
  }

  /** Its members. */
  public List<ConsumerGroupMember> members() {
    return members;
  }

  /** Writes it in the layout above. */
  public void encode(WireWriter out) {
    info.encode(out);
    members.forEach(element -> element.encode(out));
  }

  @Override
  public boolean equals(Object other) {
    if (!(other instanceof ConsumerGroupDetails)) {
      return false;
    }
    ConsumerGroupDetails that = (ConsumerGroupDetails) other;
    return info.equals(that.info) && members.equals(that.members);
  }

  @Override
  public int hashCode() {
    return Objects.hash(info, members);
  }

  @Override
  public String toString() {
    return "ConsumerGroupDetails{info=" + info + ", members=" + members + "}";
  }
}
