// SPDX-License-Identifier: Apache-2.0
package org.apache.iggy.connector.client.command;

import org.apache.iggy.connector.client.RequestExecutor;
import org.apache.iggy.connector.protocol.primitive.Identifier;
import org.apache.iggy.connector.protocol.topic.CreatePartitions;
import org.apache.iggy.connector.protocol.topic.DeletePartitions;
import org.apache.iggy.connector.protocol.topic.DeleteSegments;

/** Commands on the partitions of a topic, and on their segments. */
public final class Partitions {
  private final RequestExecutor executor;

  /** Sends through this executor: a client, or one connection. */
  public Partitions(RequestExecutor executor) {
    this.executor = executor;
  }

  /**
   * Adds partitions behind the last one.
   *
   * @param count how many, 1 to 1000
   */
  public void add(Identifier streamId, Identifier topicId, int count) {
    executor.execute(new CreatePartitions(streamId, topicId, count));
  }

  /**
   * Deletes the partitions with the highest ids, and their messages.
   *
   * @param count how many, 1 to 1000
   */
  public void deleteLast(Identifier streamId, Identifier topicId, int count) {
    executor.execute(new DeletePartitions(streamId, topicId, count));
  }

  /**
   * Deletes the oldest sealed segments of a partition; stored offsets hold back what is beyond
   * them.
   *
   * @param count at most how many
   */
  public void deleteOldestSegments(
      Identifier streamId, Identifier topicId, int partitionId, int count) {
    executor.execute(new DeleteSegments(streamId, topicId, partitionId, count));
  }
}
