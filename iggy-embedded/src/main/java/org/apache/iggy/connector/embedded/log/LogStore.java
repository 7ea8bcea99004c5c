// SPDX-License-Identifier: Apache-2.0
package org.apache.iggy.connector.embedded.log;

import java.io.Closeable;

/** Opens and deletes what partitions store. Thread-safe for different partitions. */
public interface LogStore extends Closeable {
  /** At which size a segment is sealed unless told otherwise: that of a real server. */
  long DEFAULT_SEGMENT_BYTES = 1024 * 1024 * 1024;

  /** The largest size at which a segment may be sealed. */
  long MAX_SEGMENT_BYTES = 1024 * 1024 * 1024;

  /** Opens a partition's log, empty if there is none yet. */
  PartitionLog openLog(PartitionKey partition);

  /** Opens a partition's stored offsets, empty if there are none yet. */
  OffsetStore openOffsets(PartitionKey partition);

  /** Removes all of a partition, whose log has been closed, from the store. */
  void delete(PartitionKey partition);

  @Override
  void close();
}
