// SPDX-License-Identifier: Apache-2.0
package org.apache.pinot.core.data.manager.realtime;

import org.apache.pinot.spi.stream.StreamPartitionMsgOffset;

/** What a consuming segment tells the controller of its cluster. Called on consumer threads. */
public interface SegmentCompletion {
  /**
   * A segment has been built and its index directory is in place: makes the commit durable.
   *
   * @param segmentName the segment that was built
   * @param endOffset the first offset that is not in the segment
   * @return whether the commit is accepted; the segment holds for some seconds and tries again if
   *     not
   */
  boolean commit(String segmentName, StreamPartitionMsgOffset endOffset);

  /**
   * A segment has stopped for good because of an error.
   *
   * @param segmentName the segment whose consumer stopped
   * @param reason what Pinot reports, usually the class name of the exception
   */
  void stoppedConsuming(String segmentName, String reason);
}
