// SPDX-License-Identifier: Apache-2.0
package org.apache.iggy.connector.protocol.topic;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.apache.iggy.connector.protocol.wire.WireReader;
import org.apache.iggy.connector.protocol.wire.WireWriter;

/**
 * A topic with its partitions.
 *
 * <pre>{@code
 * topic info, then partition info until the end
 * }</pre>
 */
public final class TopicDetails {
  private final TopicInfo info;
  private final List<PartitionInfo> partitions;

  /** Creates it from its parts, in the order of the wire. */
  public TopicDetails(TopicInfo info, List<PartitionInfo> partitions) {
    this.info = Objects.requireNonNull(info, "info");
    this.partitions = List.copyOf(partitions);
  }

  /** Reads what {@link #encode} wrote. */
  public static TopicDetails decode(WireReader in) {
    TopicInfo info = TopicInfo.decode(in);
    List<PartitionInfo> partitions = new ArrayList<>();
    while (in.hasRemaining()) {
      partitions.add(PartitionInfo.decode(in));
    }
    return new TopicDetails(info, partitions);
  }

  /** The topic itself. */
  public TopicInfo info() {
    return info;
  }

  /** Its partitions, by id. */
  public List<PartitionInfo> partitions() {
    return partitions;
  }

  /** Writes it in the layout above. */
  public void encode(WireWriter out) {
    info.encode(out);
    partitions.forEach(element -> element.encode(out));
  }

  @Override
  public boolean equals(Object other) {
    if (!(other instanceof TopicDetails)) {
      return false;
    }
    TopicDetails that = (TopicDetails) other;
    return info.equals(that.info) && partitions.equals(that.partitions);
  }

  @Override
  public int hashCode() {
    return Objects.hash(info, partitions);
  }

  @Override
  public String toString() {
    return "TopicDetails{info=" + info + ", partitions=" + partitions + "}";
  }
}
