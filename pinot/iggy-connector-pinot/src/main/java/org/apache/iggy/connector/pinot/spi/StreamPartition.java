// SPDX-License-Identifier: Apache-2.0
package org.apache.iggy.connector.pinot.spi;

import org.apache.pinot.spi.stream.PartitionGroupConsumptionStatus;

/**
 * The partition of the topic that Pinot means by a partition of the table.
 *
 * <p>Pinot numbers the partitions of a table's second topic from 10000 on, of its third from 20000,
 * and hands either number to the plugin, depending on its release.
 */
public final class StreamPartition {
  private static final int PADDING = 10_000;
  private static final boolean HAS_STREAM_PARTITION_GROUP_ID =
      SpiFeature.hasMethod(PartitionGroupConsumptionStatus.class, "getStreamPartitionGroupId");

  private StreamPartition() {}

  /** The topic's partition that a status speaks of. */
  public static int of(PartitionGroupConsumptionStatus status) {
    return of(
        HAS_STREAM_PARTITION_GROUP_ID
            ? status.getStreamPartitionGroupId()
            : status.getPartitionGroupId());
  }

  /** The topic's partition for a number that may be padded. */
  public static int of(int partition) {
    return partition % PADDING;
  }
}
