// SPDX-License-Identifier: Apache-2.0
package org.apache.iggy.connector.pinot.offset;

import java.util.Map;
import org.apache.iggy.connector.client.IggyException;
import org.apache.iggy.connector.pinot.config.IggyStreamConfig;
import org.apache.iggy.connector.pinot.config.OffsetStoreMode;

/** Stores the offsets of the last committed messages of some partitions of a topic. */
interface OffsetWriter {
  /** Longest wait for one answer: what stores waits behind others in the same thread. */
  int MAX_REQUEST_TIMEOUT_MILLIS = 5_000;

  /** The writer for a configuration's mode, which must not be NONE. */
  static OffsetWriter of(IggyStreamConfig config) {
    return config.offsetStoreMode() == OffsetStoreMode.GROUP
        ? new GroupOffsetWriter(config)
        : new ConsumerOffsetWriter(config);
  }

  /**
   * Stores them.
   *
   * @param offsets of the last committed messages, by partition
   * @return the partitions whose offset was refused, with the refusal
   * @throws IggyException when it failed as a whole
   */
  Map<Integer, IggyException> store(Map<Integer, Long> offsets);
}
