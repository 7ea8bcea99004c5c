// SPDX-License-Identifier: Apache-2.0
package org.apache.iggy.connector.client.group;

import java.util.OptionalInt;
import java.util.OptionalLong;
import org.apache.iggy.connector.client.RequestExecutor;
import org.apache.iggy.connector.protocol.message.MessageCursor;
import org.apache.iggy.connector.protocol.message.PollMessages;
import org.apache.iggy.connector.protocol.message.PolledMessages;
import org.apache.iggy.connector.protocol.message.PollingStrategy;
import org.apache.iggy.connector.protocol.primitive.Consumer;

/** Looks whether the server still has what was delivered of a partition before it was away. */
final class DeliveredCheck {
  private final GroupReaderOptions options;
  private final RequestExecutor executor;
  private final Consumer consumer;

  DeliveredCheck(GroupReaderOptions options, RequestExecutor executor, Consumer consumer) {
    this.options = options;
    this.executor = executor;
    this.consumer = consumer;
  }

  /**
   * Where to go on when the server has lost delivered messages: behind the last batch that it still
   * has, 0 when it has none of those remembered; empty when nothing is lost.
   */
  OptionalLong resumeOffset(OwnedPartition partition) {
    DeliveredTrail trail = partition.trail();
    int last = trail.size() - 1;
    if (last < 0 || trail.offset(last) != partition.position() - 1 || !isLost(partition, last)) {
      return OptionalLong.empty();
    }
    int low = 0;
    int high = last;
    while (low < high) {
      int middle = (low + high) >>> 1;
      if (isLost(partition, middle)) {
        high = middle;
      } else {
        low = middle + 1;
      }
    }
    long resume = low == 0 ? 0 : trail.offset(low - 1) + 1;
    trail.forgetFrom(low);
    return OptionalLong.of(resume);
  }

  /** Remembers the message before the first that will be delivered, if the server has it. */
  void begin(OwnedPartition partition) {
    long offset = partition.position() - 1;
    if (offset >= 0) {
      PolledMessages answer = poll(partition, offset);
      MessageCursor message = answer.cursor();
      if (answer.partitionId() == partition.id() && message.next() && message.offset() == offset) {
        partition.trail().add(offset, DeliveredTrail.fingerprint(message));
      }
    }
  }

  private PolledMessages poll(OwnedPartition partition, long offset) {
    return executor.execute(
        new PollMessages(
            consumer,
            options.stream(),
            options.topic(),
            OptionalInt.of(partition.id()),
            PollingStrategy.offset(offset),
            1,
            false));
  }

  /** A message that retention has removed is not lost: nobody can tell, and it was delivered. */
  private boolean isLost(OwnedPartition partition, int index) {
    long offset = partition.trail().offset(index);
    PolledMessages answer = poll(partition, offset);
    if (answer.partitionId() != partition.id()) {
      return false;
    }
    if (answer.count() == 0) {
      return offset > answer.currentOffset();
    }
    MessageCursor message = answer.cursor();
    message.next();
    return message.offset() == offset
        && DeliveredTrail.fingerprint(message) != partition.trail().fingerprint(index);
  }
}
