// SPDX-License-Identifier: Apache-2.0
package org.apache.iggy.connector.pinot.monitor;

import java.util.Objects;
import javax.management.MalformedObjectNameException;
import javax.management.ObjectName;
import org.apache.iggy.connector.pinot.config.IggyStreamConfig;

/** A partition of a topic as one table consumes it. Immutable. */
final class PartitionName {
  private static final String DOMAIN = "org.apache.iggy.connector.pinot";

  private final String table;
  private final String stream;
  private final String topic;
  private final int partitionId;

  /** The partition of this table's topic. */
  PartitionName(IggyStreamConfig config, int partitionId) {
    this.table = config.tableName();
    this.stream = config.topic().stream();
    this.topic = config.topic().topic();
    this.partitionId = partitionId;
  }

  /**
   * The bean's name, its texts quoted whatever they hold.
   *
   * @param copy 1 for the first bean of the partition in this JVM; from 2 on the number is shown
   */
  ObjectName objectName(int copy) throws MalformedObjectNameException {
    return new ObjectName(
        DOMAIN
            + ":type=Partition,table="
            + ObjectName.quote(table)
            + ",stream="
            + ObjectName.quote(stream)
            + ",topic="
            + ObjectName.quote(topic)
            + ",partition="
            + partitionId
            + (copy == 1 ? "" : ",copy=" + copy));
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof PartitionName
        && table.equals(((PartitionName) other).table)
        && stream.equals(((PartitionName) other).stream)
        && topic.equals(((PartitionName) other).topic)
        && partitionId == ((PartitionName) other).partitionId;
  }

  @Override
  public int hashCode() {
    return Objects.hash(table, stream, topic, partitionId);
  }

  /** {@code table, stream/topic, partition n}: how log lines begin. */
  @Override
  public String toString() {
    return table + ", " + stream + "/" + topic + ", partition " + partitionId;
  }
}
