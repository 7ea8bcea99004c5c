// SPDX-License-Identifier: Apache-2.0
package org.apache.iggy.connector.connect.api;

/** Reads another system and hands its records on to Iggy. */
public interface SourceConnector extends Connector {
  /**
   * Returns records as soon as there are some.
   *
   * <p>It is called again before the batches it gave were acknowledged, up to {@link
   * #maxUnacknowledgedBatches}.
   *
   * @param timeoutMillis how long to wait for some, at most; longer waits make stopping slow
   * @return the batch; empty when there is nothing new
   * @throws ConnectException TRANSIENT: it is called again after a while; others: the task ends
   * @throws Exception anything else counts as TRANSIENT
   */
  SourceBatch poll(long timeoutMillis) throws Exception;

  /**
   * Tells that Iggy has acknowledged a batch and its state is durable; batches come in their order.
   * What a source does to the other system because of it (delete rows, confirm a position) it does
   * here and nowhere else.
   *
   * @throws Exception as {@link #poll}
   */
  default void acknowledged(SourceBatch batch) throws Exception {}

  /** How many batches it may be asked for ahead of the acknowledgements; at least 1. */
  default int maxUnacknowledgedBatches() {
    return 1;
  }

  /**
   * Whether it can be started and polled without leaving anything behind in the other system, as
   * long as nothing is acknowledged: only then do dry runs read from it. Asked behind {@link
   * #configure}.
   */
  default boolean leavesNoTrace() {
    return true;
  }
}
