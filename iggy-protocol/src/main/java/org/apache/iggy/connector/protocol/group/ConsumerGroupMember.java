// SPDX-License-Identifier: Apache-2.0
package org.apache.iggy.connector.protocol.group;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.apache.iggy.connector.protocol.wire.WireReader;
import org.apache.iggy.connector.protocol.wire.WireWriter;

/**
 * A member of a consumer group and the partitions it owns.
 *
 * <pre>{@code
 * id u32, count u32, count x partition id u32
 * }</pre>
 */
public final class ConsumerGroupMember {
  private final long id;
  private final List<Integer> partitionIds;

  /** Creates it from its parts, in the order of the wire. */
  public ConsumerGroupMember(long id, List<Integer> partitionIds) {
    this.id = id;
    this.partitionIds = List.copyOf(partitionIds);
  }

  /** Reads what {@link #encode} wrote. */
  public static ConsumerGroupMember decode(WireReader in) {
    long id = in.u32();
    int count = in.count(4);
    List<Integer> partitionIds = new ArrayList<>(count);
    for (int i = 0; i < count; i++) {
      partitionIds.add(in.int32());
    }
    return new ConsumerGroupMember(id, partitionIds);
  }

  /** Id of the member within the group. */
  public long id() {
    return id;
  }

  /** Ids of the partitions it owns. */
  public List<Integer> partitionIds() {
    return partitionIds;
  }

  /** Writes it in the layout above. */
  public void encode(WireWriter out) {
    out.u32(id);
    out.u32(partitionIds.size());
    partitionIds.forEach(out::u32);
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof ConsumerGroupMember
        && id == ((ConsumerGroupMember) other).id
        && partitionIds.equals(((ConsumerGroupMember) other).partitionIds);
  }

  @Override
  public int hashCode() {
    return Objects.hash(id, partitionIds);
  }

  @Override
  public String toString() {
    return "ConsumerGroupMember{id=" + id + ", partitionIds=" + partitionIds + "}";
  }
}
