// SPDX-License-Identifier: Apache-2.0
package org.apache.iggy.connector.embedded.command;

import java.nio.charset.StandardCharsets;
import java.util.OptionalInt;
import org.apache.iggy.connector.embedded.catalog.ConsumerGroup;
import org.apache.iggy.connector.embedded.catalog.GroupMember;
import org.apache.iggy.connector.embedded.catalog.Partition;
import org.apache.iggy.connector.embedded.log.ConsumerKey;
import org.apache.iggy.connector.protocol.hash.XxHash32;
import org.apache.iggy.connector.protocol.primitive.Identifier;

/**
 * Who polls or stores offsets, and of which partition.
 *
 * @param key whose offsets
 * @param partitionId the partition; it may not exist
 * @param group the group, null for a single consumer
 * @param member the group's member, null for a single consumer
 */
record ResolvedConsumer(ConsumerKey key, int partitionId, ConsumerGroup group, GroupMember member) {

  /** A consumer on its own; without a partition id it means the first. */
  static ResolvedConsumer single(Identifier consumerId, OptionalInt partitionId) {
    return new ResolvedConsumer(
        new ConsumerKey(false, number(consumerId)), partitionId.orElse(0), null, null);
  }

  private static long number(Identifier consumerId) {
    return consumerId.isNumeric()
        ? consumerId.id()
        : Integer.toUnsignedLong(
            XxHash32.hash32(consumerId.name().getBytes(StandardCharsets.UTF_8)));
  }

  /** Stores an offset, which may let the partition move to another member. */
  void commit(Partition partition, long offset) {
    partition.offsets().put(key, offset);
    if (group != null) {
      group.committed(member, partitionId, offset);
    }
  }

  /** Notes the last offset that was given out. */
  void polled(long offset) {
    if (group != null) {
      group.polled(partitionId, offset);
    }
  }
}
