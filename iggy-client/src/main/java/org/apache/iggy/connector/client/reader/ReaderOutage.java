// SPDX-License-Identifier: Apache-2.0
package org.apache.iggy.connector.client.reader;

import org.apache.iggy.connector.client.IggyException;
import org.apache.iggy.connector.client.IggyInterruptedException;
import org.apache.iggy.connector.client.Reconnection;

/** The outages of a reader: waits between attempts, and tells the listener what goes on. */
final class ReaderOutage implements AutoCloseable {
  private final Reconnection reconnection;
  private final ReaderListener listener;
  private final ReaderCounters counters;

  ReaderOutage(PartitionReaderOptions options, ReaderCounters counters) {
    this.reconnection = options.reconnectPolicy().newReconnection();
    this.listener = options.listener();
    this.counters = counters;
  }

  /**
   * Counts a failure and waits until another attempt is due.
   *
   * @param offset where reading goes on
   * @throws IggyException when there is no other attempt
   */
  void failed(long offset, IggyException failure) {
    counters.failed(failure.getMessage());
    boolean first = !reconnection.isOutage();
    long outageMillis = reconnection.elapsedMillis();
    int attempts = reconnection.failures() + 1;
    if (first) {
      listener.connectionLost(offset, failure);
    } else {
      listener.attemptFailed(offset, attempts, outageMillis, failure);
    }
    try {
      reconnection.backOff(failure);
    } catch (IggyInterruptedException e) {
      throw e;
    } catch (IggyException e) {
      if (!first && !reconnection.isOutage() && e.isTransient()) {
        listener.budgetExhausted(offset, outageMillis, attempts, failure);
      }
      throw e;
    }
  }

  /** The server has answered. */
  void answered(long offset) {
    if (reconnection.isOutage()) {
      long outageMillis = reconnection.elapsedMillis();
      int attempts = reconnection.failures();
      reconnection.recovered();
      listener.recovered(offset, outageMillis, attempts);
    }
  }

  @Override
  public void close() {
    reconnection.close();
  }
}
