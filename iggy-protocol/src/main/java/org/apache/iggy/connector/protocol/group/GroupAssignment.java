// SPDX-License-Identifier: Apache-2.0
package org.apache.iggy.connector.protocol.group;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.apache.iggy.connector.protocol.wire.WireReader;
import org.apache.iggy.connector.protocol.wire.WireWriter;

/**
 * The partitions that a member of a group owns.
 *
 * <pre>{@code
 * generation u64, count u32, count x partition u32
 * }</pre>
 */
public final class GroupAssignment {
  private final long generation;
  private final List<Integer> partitions;

  /** Creates it from its parts, in the order of the wire. */
  public GroupAssignment(long generation, List<Integer> partitions) {
    this.generation = generation;
    this.partitions = List.copyOf(partitions);
  }

  /** Reads what {@link #encode} wrote. */
  public static GroupAssignment decode(WireReader in) {
    long generation = in.u64();
    int count = in.count(Integer.BYTES);
    List<Integer> partitions = new ArrayList<>(count);
    for (int i = 0; i < count; i++) {
      partitions.add(in.int32());
    }
    return new GroupAssignment(generation, partitions);
  }

  /** A number that rises whenever the group's assignment changes. */
  public long generation() {
    return generation;
  }

  /** The partitions that the member owns now; none while others have them all. */
  public List<Integer> partitions() {
    return partitions;
  }

  /** Writes it in the layout above. */
  public void encode(WireWriter out) {
    out.u64(generation);
    out.u32(partitions.size());
    partitions.forEach(out::u32);
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof GroupAssignment
        && generation == ((GroupAssignment) other).generation
        && partitions.equals(((GroupAssignment) other).partitions);
  }

  @Override
  public int hashCode() {
    return Objects.hash(generation, partitions);
  }

  @Override
  public String toString() {
    return "GroupAssignment{generation=" + generation + ", partitions=" + partitions + "}";
  }
}
