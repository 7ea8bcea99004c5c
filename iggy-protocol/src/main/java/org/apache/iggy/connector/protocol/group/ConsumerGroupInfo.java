// SPDX-License-Identifier: Apache-2.0
package org.apache.iggy.connector.protocol.group;

import java.util.Objects;
import org.apache.iggy.connector.protocol.wire.WireReader;
import org.apache.iggy.connector.protocol.wire.WireWriter;

/**
 * A consumer group as lists show it.
 *
 * <pre>{@code
 * id u32  partitions_count u32  members_count u32  name name
 * }</pre>
 */
public final class ConsumerGroupInfo {
  private final long id;
  private final int partitionsCount;
  private final int membersCount;
  private final String name;

  /** Creates it from its parts, in the order of the wire. */
  public ConsumerGroupInfo(long id, int partitionsCount, int membersCount, String name) {
    this.id = id;
    this.partitionsCount = partitionsCount;
    this.membersCount = membersCount;
    this.name = Objects.requireNonNull(name, "name");
  }

  /** Reads what {@link #encode} wrote. */
  public static ConsumerGroupInfo decode(WireReader in) {
    return new ConsumerGroupInfo(in.u32(), in.int32(), in.int32(), in.name());
  }

  /** Numeric id, 0-based. */
  public long id() {
    return id;
  }

  /** Partitions of the topic. */
  public int partitionsCount() {
    return partitionsCount;
  }

  /** Connections that have joined. */
  public int membersCount() {
    return membersCount;
  }

  /** The group's name, 1 to 255 bytes of UTF-8. */
  public String name() {
    return name;
  }

  /** Writes it in the layout above. */
  public void encode(WireWriter out) {
    out.u32(id);
    out.u32(partitionsCount);
    out.u32(membersCount);
    out.name(name);
  }

  @Override
  public boolean equals(Object other) {
    if (!(other instanceof ConsumerGroupInfo)) {
      return false;
    }
    ConsumerGroupInfo that = (ConsumerGroupInfo) other;
    return id == that.id
        && partitionsCount == that.partitionsCount
        && membersCount == that.membersCount
        && name.equals(that.name);
  }

  @Override
  public int hashCode() {
    return Objects.hash(id, partitionsCount, membersCount, name);
  }

  @Override
  public String toString() {
    return "ConsumerGroupInfo{id="
        + id
        + ", partitionsCount="
        + partitionsCount
        + ", membersCount="
        + membersCount
        + ", name="
        + name
        + "}";
  }
}
