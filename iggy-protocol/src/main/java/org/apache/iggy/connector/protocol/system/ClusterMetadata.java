// SPDX-License-Identifier: Apache-2.0
package org.apache.iggy.connector.protocol.system;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.apache.iggy.connector.protocol.wire.WireReader;
import org.apache.iggy.connector.protocol.wire.WireWriter;

/**
 * The cluster's name and nodes.
 *
 * <pre>{@code
 * name text32  count u32, count x nodes
 * }</pre>
 */
public final class ClusterMetadata {
  private final String name;
  private final List<ClusterNode> nodes;

  /** Creates it from its parts, in the order of the wire. */
  public ClusterMetadata(String name, List<ClusterNode> nodes) {
    this.name = Objects.requireNonNull(name, "name");
    this.nodes = List.copyOf(nodes);
  }

  /** Reads what {@link #encode} wrote. */
  public static ClusterMetadata decode(WireReader in) {
    String name = in.text32();
    int nodesCount = in.count(18);
    List<ClusterNode> nodes = new ArrayList<>(nodesCount);
    for (int i = 0; i < nodesCount; i++) {
      nodes.add(ClusterNode.decode(in));
    }
    return new ClusterMetadata(name, nodes);
  }

  /** The cluster's name. */
  public String name() {
    return name;
  }

  /** Its nodes. */
  public List<ClusterNode> nodes() {
    return nodes;
  }

  /** Writes it in the layout above. */
  public void encode(WireWriter out) {
    out.text32(name);
    out.u32(nodes.size());
    nodes.forEach(element -> element.encode(out));
  }

  @Override
  public boolean equals(Object other) {
    if (!(other instanceof ClusterMetadata)) {
      return false;
    }
    ClusterMetadata that = (ClusterMetadata) other;
    return name.equals(that.name) && nodes.equals(that.nodes);
  }

  @Override
  public int hashCode() {
    return Objects.hash(name, nodes);
  }

  @Override
  public String toString() {
    return "ClusterMetadata{name=" + name + ", nodes=" + nodes + "}";
  }
}
