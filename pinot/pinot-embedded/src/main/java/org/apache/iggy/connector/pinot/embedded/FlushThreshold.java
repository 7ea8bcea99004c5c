// SPDX-License-Identifier: Apache-2.0
package org.apache.iggy.connector.pinot.embedded;

import org.apache.pinot.spi.config.table.TableConfig;
import org.apache.pinot.spi.stream.StreamConfig;
import org.apache.pinot.spi.utils.IngestionConfigUtils;

/**
 * How many rows a consuming segment takes before it commits, worked out as Pinot's controller does.
 *
 * <p>{@code realtime.segment.flush.threshold.rows} counts the rows of all partitions that one
 * server consumes, so it is divided by their number; {@code
 * realtime.segment.flush.threshold.segment.rows} is taken as it stands. The controller's tuning by
 * segment size needs the history of a cluster and is not imitated: such a table gets Pinot's
 * default number of rows. Thresholds by time are the business of the consuming segment itself and
 * work as ever.
 */
final class FlushThreshold {
  private FlushThreshold() {}

  /** Rows for one segment; at least 1. */
  static int rowsPerSegment(TableConfig tableConfig, int partitionCount) {
    StreamConfig stream = IngestionConfigUtils.getFirstStreamConfig(tableConfig);
    if (stream.getFlushThresholdRows() > 0) {
      return Math.max(1, stream.getFlushThresholdRows() / partitionCount);
    }
    if (stream.getFlushThresholdSegmentRows() > 0) {
      return stream.getFlushThresholdSegmentRows();
    }
    return StreamConfig.DEFAULT_FLUSH_THRESHOLD_ROWS / partitionCount;
  }
}
