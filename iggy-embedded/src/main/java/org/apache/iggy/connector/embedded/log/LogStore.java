// SPDX-License-Identifier: Apache-2.0
package org.apache.iggy.connector.embedded.log;

import java.io.Closeable;

/** Opens and deletes what partitions store. Thread-safe for different partitions. */
public interface LogStore extends Closeable {
  /** Opens a partition's log, empty if there is none yet. */
  PartitionLog openLog(PartitionKey partition);

  /** Opens a partition's stored offsets, empty if there are none yet. */
  OffsetStore openOffsets(PartitionKey partition);

  /** Removes all of a partition, whose log has been closed, from the store. */
  void delete(PartitionKey partition);

  @Override
  void close();
}
