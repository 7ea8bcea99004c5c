// SPDX-License-Identifier: Apache-2.0
package org.apache.iggy.connector.client.command;

import java.util.OptionalInt;
import org.apache.iggy.connector.client.RequestExecutor;
import org.apache.iggy.connector.protocol.message.FlushUnsavedBuffer;
import org.apache.iggy.connector.protocol.message.MessageBatch;
import org.apache.iggy.connector.protocol.message.Partitioning;
import org.apache.iggy.connector.protocol.message.PollMessages;
import org.apache.iggy.connector.protocol.message.PolledMessages;
import org.apache.iggy.connector.protocol.message.PollingStrategy;
import org.apache.iggy.connector.protocol.message.SendMessages;
import org.apache.iggy.connector.protocol.primitive.Consumer;
import org.apache.iggy.connector.protocol.primitive.Identifier;

/**
 * Messages, a batch at a time.
 *
 * <p>Made for a few: for many, a {@link org.apache.iggy.connector.client.writer.BatchWriter} or a
 * reader keeps several requests on the wire.
 */
public final class Messages {
  private final RequestExecutor executor;

  /** Sends through this executor: a client, or one connection. */
  public Messages(RequestExecutor executor) {
    this.executor = executor;
  }

  /**
   * Polls once; the server answers at once, with an empty batch when there is nothing.
   *
   * <p>Through a client the batch is on memory of its own; through a connection it is a view that
   * is valid until the next answer.
   */
  public PolledMessages poll(PollMessages request) {
    return executor.execute(request);
  }

  /**
   * Polls one partition by its id for a consumer of no name, storing nothing.
   *
   * @param count at most how many messages; the server bounds the answer by nothing else
   */
  public PolledMessages poll(
      Identifier streamId,
      Identifier topicId,
      int partitionId,
      PollingStrategy strategy,
      int count) {
    return executor.execute(
        new PollMessages(
            Consumer.single(Identifier.numeric(0)),
            streamId,
            topicId,
            OptionalInt.of(partitionId),
            strategy,
            count,
            false));
  }

  /** Appends a batch and returns when the server has acknowledged it. */
  public void send(
      Identifier streamId, Identifier topicId, Partitioning partitioning, MessageBatch batch) {
    executor.execute(new SendMessages(streamId, topicId, partitioning, batch));
  }

  /**
   * Has the server write what a partition holds in memory to its disk.
   *
   * @param fsync whether to wait until the disk has it
   */
  public void flush(Identifier streamId, Identifier topicId, int partitionId, boolean fsync) {
    executor.execute(new FlushUnsavedBuffer(streamId, topicId, partitionId, fsync));
  }
}
