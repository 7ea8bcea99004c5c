// SPDX-License-Identifier: Apache-2.0
package org.apache.iggy.connector.embedded.command;

import org.apache.iggy.connector.embedded.log.LogSlice;

/**
 * The answer to a poll, not written yet.
 *
 * @param partitionId the partition that answered
 * @param currentOffset offset of its last message
 * @param messages the messages, as views of the log
 */
public record PolledBatch(int partitionId, long currentOffset, LogSlice messages) {
  static final PolledBatch NOTHING = new PolledBatch(0, 0, LogSlice.EMPTY);
}
