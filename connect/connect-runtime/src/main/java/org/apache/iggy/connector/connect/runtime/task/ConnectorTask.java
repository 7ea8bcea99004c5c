// SPDX-License-Identifier: Apache-2.0
package org.apache.iggy.connector.connect.runtime.task;

import java.util.List;
import org.apache.iggy.connector.connect.runtime.PartitionProgress;

/**
 * One task of a connector, from its start to its end. A fresh one is made for every start.
 *
 * <p>{@link #run} is called once, on the task's own thread; everything else by any thread.
 */
public interface ConnectorTask {
  /**
   * Starts the connector, says so by {@link TaskControl#started}, works until {@link
   * TaskControl#isStopping}, finishes what it has begun and lets go of everything.
   *
   * <p>It holds while {@link TaskControl#isPaused}. What stages throw goes through {@link
   * Attempts}, which tries again where that is the policy.
   *
   * @throws Exception when the task died: the supervision starts another one after a while, or
   *     stops the connector, as the {@linkplain
   *     org.apache.iggy.connector.connect.runtime.error.ErrorPolicy policy} says of {@link
   *     org.apache.iggy.connector.connect.runtime.error.Stage#START}, unless it is a {@link
   *     TaskFailedException}, which brings its verdict along
   */
  void run(TaskControl control) throws Exception;

  /**
   * Ends every wait on Iggy at once: the time for a graceful end is up. The thread is interrupted
   * as well. May be called before, during and after {@link #run}, and more than once.
   */
  void abort();

  /** Shows the server that the task's connections are alive; called every few seconds. */
  default void heartbeat() {}

  /** How far each partition is that the task reads; empty for sources. */
  default List<PartitionProgress> progress() {
    return List.of();
  }
}
