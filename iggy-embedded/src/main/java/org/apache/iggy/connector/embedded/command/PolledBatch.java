// SPDX-License-Identifier: Apache-2.0
package org.apache.iggy.connector.embedded.command;

import java.util.Optional;
import org.apache.iggy.connector.embedded.log.BatchHead;
import org.apache.iggy.connector.embedded.log.LogSlice;
import org.apache.iggy.connector.embedded.log.PartitionLog;

/**
 * The answer to a poll, not written yet.
 *
 * @param partitionId the partition that answered, u32
 * @param currentOffset offset of its last message
 * @param messages the messages, as views of the log
 * @param log where they are from, null when there are none
 */
public record PolledBatch(
    int partitionId, long currentOffset, LogSlice messages, PartitionLog log) {
  /** What a VSR server tells a group's member whose partition it is not, or not any more. */
  static final PolledBatch ASK_FOR_ASSIGNMENT = new PolledBatch(-1, 0, LogSlice.EMPTY, null);

  /** No message of no partition. */
  public static final PolledBatch NOTHING = new PolledBatch(0, 0, LogSlice.EMPTY, null);

  /** The batch that the first message belongs to; empty when there is no message. */
  public Optional<BatchHead> head() {
    if (messages.count() == 0) {
      return Optional.empty();
    }
    BatchHead first = messages.firstMessage();
    // The log may have been purged since, and have other messages there now.
    return Optional.of(
        log.batchOf(first.baseOffset()).filter(head -> head.continuesWith(first)).orElse(first));
  }
}
