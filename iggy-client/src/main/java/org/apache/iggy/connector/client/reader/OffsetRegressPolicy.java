// SPDX-License-Identifier: Apache-2.0
package org.apache.iggy.connector.client.reader;

/**
 * What a {@link PartitionReader} does when messages that it has delivered are lost on the server,
 * whose offsets may belong to other messages by now. It is reported whatever the policy is.
 */
public enum OffsetRegressPolicy {
  /**
   * Goes back to the first message that was not delivered, which is the one behind the last that
   * still matches; stops when that is before {@link PartitionReaderOptions#lowestOffset}.
   */
  REWIND,
  /**
   * As {@link #REWIND}, but goes on at {@link PartitionReaderOptions#lowestOffset} when the last
   * match is before it; what the server has before that offset is never read.
   */
  CONTINUE,
  /** Stops. */
  STOP
}
