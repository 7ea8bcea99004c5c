// SPDX-License-Identifier: Apache-2.0
package org.apache.iggy.connector.client.reader;

import java.util.OptionalLong;
import org.apache.iggy.connector.client.IggyException;
import org.apache.iggy.connector.client.IggyTimeoutException;
import org.apache.iggy.connector.client.Reconnection;
import org.apache.iggy.connector.client.transport.Deadline;
import org.apache.iggy.connector.protocol.status.ErrorCategory;

/**
 * The outages of a reader: waits between attempts, tells the listener what goes on, and leaves the
 * outage's age to the readers that come after.
 *
 * <p>A server that cannot be reached is waited for longer than a fetch may take; one that can be
 * reached and is silent is not, but its silence counts as an outage all the same.
 */
final class ReaderOutage implements AutoCloseable {
  /** How long a server may owe an answer without a word. */
  private static final long SILENT_MILLIS = 1_000;

  /** What a fetch gets that is past its timeout when another attempt is due. */
  private static final long ATTEMPT_MILLIS = 2_000;

  private final PartitionReaderOptions options;
  private final Reconnection reconnection;
  private final ReaderContinuity continuity;
  private final ReaderListener listener;
  private final ReaderCounters counters;
  private boolean adopted;

  ReaderOutage(PartitionReaderOptions options, ReaderCounters counters) {
    this.options = options;
    this.reconnection = options.reconnectPolicy().newReconnection();
    this.continuity = options.continuity();
    this.listener = options.listener();
    this.counters = counters;
  }

  /**
   * Counts a failure and waits until another attempt is due.
   *
   * @param offset where reading goes on
   * @return by when that attempt has to be over; it has passed when none is due in this fetch
   * @throws IggyException when there is no other attempt
   */
  Deadline failed(long offset, IggyException failure, Deadline deadline) {
    counters.failed(failure.getMessage());
    boolean first = begin(0);
    long outageMillis = reconnection.elapsedMillis();
    int attempts = reconnection.failures() + 1;
    if (first) {
      listener.connectionLost(offset, failure);
    } else {
      listener.attemptFailed(offset, attempts, outageMillis, failure);
    }
    long waitMillis;
    try {
      waitMillis = reconnection.nextWaitMillis(failure);
    } catch (IggyException e) {
      continuity.outageOver();
      if (failure.isTransient()) {
        listener.budgetExhausted(offset, outageMillis, attempts, failure);
      }
      throw e;
    }
    return pause(waitMillis, failure instanceof IggyTimeoutException, deadline);
  }

  private Deadline pause(long waitMillis, boolean silent, Deadline deadline) {
    if (silent) {
      reconnection.pause(Math.min(waitMillis, deadline.remainingMillis()));
      return deadline;
    }
    reconnection.pause(waitMillis);
    return deadline.hasPassed() ? Deadline.inMillis(ATTEMPT_MILLIS) : deadline;
  }

  /**
   * Counts a fetch that ends without an answer.
   *
   * @param waitedMillis how long the server has owed one
   * @throws IggyException when that has used up the budget
   */
  void unanswered(long offset, long waitedMillis) {
    if (waitedMillis < SILENT_MILLIS && !reconnection.isOutage()) {
      return;
    }
    begin(waitedMillis);
    long silentMillis = Math.max(waitedMillis, reconnection.elapsedMillis());
    counters.silent();
    listener.serverSilent(offset, silentMillis);
    if (reconnection.remainingMillis() == 0) {
      throw exhausted(offset, silentMillis);
    }
  }

  private IggyException exhausted(long offset, long silentMillis) {
    int attempts = reconnection.failures();
    IggyException failure =
        new IggyException(
            ErrorCategory.TRANSIENT,
            options.connection().address()
                + " has not answered for "
                + silentMillis
                + " ms, longer than the reconnect budget of "
                + options.reconnectPolicy().budgetMillis()
                + " ms");
    counters.failed(failure.getMessage());
    over();
    listener.budgetExhausted(offset, silentMillis, attempts, failure);
    return failure;
  }

  /** Begins an outage, or goes on with that of an earlier reader; true when it is a new one. */
  private boolean begin(long lastedMillis) {
    adopt();
    boolean first = !reconnection.isOutage();
    reconnection.begin(lastedMillis);
    continuity.outage(reconnection.elapsedMillis());
    return first;
  }

  private void adopt() {
    if (!adopted) {
      adopted = true;
      OptionalLong lasted = continuity.outageMillis();
      if (lasted.isPresent()) {
        reconnection.begin(lasted.getAsLong());
      }
    }
  }

  /** The server has answered. */
  void answered(long offset) {
    adopt();
    if (reconnection.isOutage()) {
      long outageMillis = reconnection.elapsedMillis();
      int attempts = reconnection.failures();
      over();
      listener.recovered(offset, outageMillis, attempts);
    }
  }

  private void over() {
    reconnection.recovered();
    continuity.outageOver();
  }

  @Override
  public void close() {
    reconnection.close();
  }
}
