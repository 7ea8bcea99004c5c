// SPDX-License-Identifier: Apache-2.0
package org.apache.iggy.connector.connect.runtime;

/**
 * How far a sink is in a partition, as of its last batch.
 *
 * @param stream name of the stream
 * @param topic name of the topic
 * @param partition the partition, from 0
 * @param committedOffset offset of the last message that is done and stored so; -1 for none so far
 * @param endOffset offset of the partition's last message
 */
public record PartitionProgress(
    String stream, String topic, int partition, long committedOffset, long endOffset) {
  /** How many messages are still to be done. */
  public long lag() {
    return Math.max(0, endOffset - committedOffset);
  }
}
