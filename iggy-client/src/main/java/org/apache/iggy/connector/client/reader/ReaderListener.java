// SPDX-License-Identifier: Apache-2.0
package org.apache.iggy.connector.client.reader;

import org.apache.iggy.connector.client.IggyException;
import org.apache.iggy.connector.client.ServerIdentity;

/**
 * Hears of what happens to a {@link PartitionReader} besides messages.
 *
 * <p>Every method is called on the thread that fetches, from inside the fetch, and has to return
 * soon; an exception it throws ends the fetch. An outage is told as {@link #connectionLost} or
 * {@link #serverSilent}, then any number of {@link #attemptFailed} and {@link #serverSilent}, and
 * at its end as {@link #recovered} or {@link #budgetExhausted}.
 */
public interface ReaderListener {
  /** Hears nothing. */
  ReaderListener NONE = new ReaderListener() {};

  /**
   * A connection was made: the first one, or another after an outage.
   *
   * @param offset where reading begins or goes on
   * @param server what it is connected to
   */
  default void connected(long offset, ServerIdentity server) {}

  /**
   * An outage has begun: a connection was lost, or none could be made. It is tried again from now
   * on, unless the failure is one that trying again does not help with.
   *
   * @param offset where reading goes on
   */
  default void connectionLost(long offset, IggyException cause) {}

  /**
   * Another attempt to come back has failed.
   *
   * @param attempts failures of this outage so far, the first one among them
   * @param outageMillis how long it has lasted
   */
  default void attemptFailed(long offset, int attempts, long outageMillis, IggyException cause) {}

  /**
   * A fetch ended without an answer of the server, which may be slow, frozen or unreachable. Told
   * for every such fetch.
   *
   * @param silentMillis how long the server has not answered
   */
  default void serverSilent(long offset, long silentMillis) {}

  /**
   * The server has answered a poll again: the outage is over.
   *
   * @param attempts failures of the outage; 0 when the server was only silent
   */
  default void recovered(long offset, long outageMillis, int attempts) {}

  /**
   * The reconnect budget is used up: the fetch ends with a transient exception, and the next one
   * starts with a new budget.
   */
  default void budgetExhausted(long offset, long outageMillis, int attempts, IggyException cause) {}

  /**
   * Messages that were asked for are gone from the server; reading goes on behind them.
   *
   * @param fromOffset the first that is missing
   * @param toOffset the last that is missing
   */
  default void messagesMissing(long fromOffset, long toOffset) {}

  /** Messages that were delivered are no longer the ones the server has at their offsets. */
  default void offsetsRegressed(OffsetRegress regress) {}
}
