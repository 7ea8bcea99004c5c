// SPDX-License-Identifier: Apache-2.0
package org.apache.iggy.connector.embedded.command;

import java.util.OptionalInt;
import org.apache.iggy.connector.embedded.catalog.Topic;
import org.apache.iggy.connector.embedded.session.Session;
import org.apache.iggy.connector.protocol.message.PollMessages;
import org.apache.iggy.connector.protocol.primitive.Consumer;

/** What consumers and groups may do with a partition, where the generations of Iggy differ. */
interface ConsumerRules {
  /**
   * Whom a poll is for, and of which partition.
   *
   * @param consumer the consumer, null when the poll is answered at once
   * @param answer the answer then
   */
  record PollTarget(ResolvedConsumer consumer, PolledBatch answer) {
    static PollTarget of(ResolvedConsumer consumer) {
      return new PollTarget(consumer, null);
    }

    static PollTarget answeredBy(PolledBatch answer) {
      return new PollTarget(null, answer);
    }
  }

  /** Finds out what a poll reads. */
  PollTarget toPoll(Session session, Topic topic, PollMessages request);

  /** Finds out whose offset of which partition is stored or deleted. */
  ResolvedConsumer toStore(
      Session session, Topic topic, Consumer consumer, OptionalInt partitionId);

  /** Whether a poll of old messages with auto-commit takes the stored offset back to them. */
  boolean autoCommitRewinds();

  /** Whether asking for the offset of a partition that there is not is an error. */
  boolean refusesOffsetsOfUnknownPartitions();
}
