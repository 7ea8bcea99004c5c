// SPDX-License-Identifier: Apache-2.0
package org.apache.iggy.connector.client.command;

import java.util.Optional;
import java.util.OptionalInt;
import org.apache.iggy.connector.client.RequestExecutor;
import org.apache.iggy.connector.protocol.offset.ConsumerOffset;
import org.apache.iggy.connector.protocol.offset.DeleteConsumerOffset;
import org.apache.iggy.connector.protocol.offset.GetConsumerOffset;
import org.apache.iggy.connector.protocol.offset.StoreConsumerOffset;
import org.apache.iggy.connector.protocol.primitive.Consumer;
import org.apache.iggy.connector.protocol.primitive.Identifier;

/**
 * Commands on the offsets that consumers and groups have stored.
 *
 * <p>A stored offset is that of the last message consumed. It holds back retention: messages beyond
 * it are kept as long as it stays, so delete those of consumers that are gone.
 */
public final class ConsumerOffsets {
  private final RequestExecutor executor;

  /** Sends through this executor: a client, or one connection. */
  public ConsumerOffsets(RequestExecutor executor) {
    this.executor = executor;
  }

  /**
   * What is stored; empty when nothing is, and also when stream, topic, partition or group do not
   * exist, which the server does not tell apart.
   */
  public Optional<ConsumerOffset> find(
      Consumer consumer, Identifier streamId, Identifier topicId, int partitionId) {
    return executor.execute(
        new GetConsumerOffset(consumer, streamId, topicId, OptionalInt.of(partitionId)));
  }

  /**
   * Stores the offset of the last message consumed. Storing for a group takes a connection that is
   * a member of it.
   *
   * @throws org.apache.iggy.connector.client.IggyServerException with status 4100 when the
   *     partition is empty or ends before the offset
   */
  public void store(
      Consumer consumer, Identifier streamId, Identifier topicId, int partitionId, long offset) {
    executor.execute(
        new StoreConsumerOffset(consumer, streamId, topicId, OptionalInt.of(partitionId), offset));
  }

  /**
   * Deletes what is stored.
   *
   * @throws org.apache.iggy.connector.client.IggyServerException with status 3021 when nothing is
   */
  public void delete(Consumer consumer, Identifier streamId, Identifier topicId, int partitionId) {
    executor.execute(
        new DeleteConsumerOffset(consumer, streamId, topicId, OptionalInt.of(partitionId)));
  }
}
