// SPDX-License-Identifier: Apache-2.0
package org.apache.iggy.connector.client;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import org.apache.iggy.connector.client.transport.Deadline;
import org.apache.iggy.connector.protocol.status.ErrorCategory;

/**
 * The outages of one reader or writer under a {@link ReconnectPolicy}: how long the present one has
 * lasted and how long the next wait is.
 *
 * <pre>{@code
 * while (true) {
 *   try {
 *     work();
 *     reconnection.recovered();
 *     return;
 *   } catch (IggyException e) {
 *     reconnection.backOff(e); // throws when it is not worth another attempt
 *   }
 * }
 * }</pre>
 *
 * <p>One thread uses it; {@link #close} may come from any thread and ends a wait at once.
 */
public final class Reconnection implements AutoCloseable {
  private final ReconnectPolicy policy;
  private final CountDownLatch closed = new CountDownLatch(1);
  private Deadline budget;
  private int failures;
  private long backoffMillis;

  Reconnection(ReconnectPolicy policy) {
    this.policy = policy;
  }

  /**
   * Counts a failure, waits and returns when another attempt is due.
   *
   * @throws IggyException the failure itself when it is not retried, or one that says for how long
   *     it was tried when the budget is used up, or that this was closed or interrupted
   */
  public void backOff(IggyException failure) {
    pause(nextWaitMillis(failure));
  }

  /**
   * Counts a failure and says how long to wait before the next attempt, for callers that have a
   * limit of their own; {@link #pause} waits.
   *
   * @throws IggyException as {@link #backOff}
   */
  public long nextWaitMillis(IggyException failure) {
    requireOpen(failure);
    if (!policy.isRetried(failure) || policy.budgetMillis() == 0) {
      recovered();
      throw failure;
    }
    begin(0);
    failures++;
    long leftMillis = budget.remainingMillis();
    if (leftMillis == 0) {
      throw exhausted(failure);
    }
    long least = (backoffMillis + 1) / 2;
    long waitMillis = ThreadLocalRandom.current().nextLong(least, backoffMillis + 1);
    backoffMillis = Math.min(policy.maxBackoffMillis(), backoffMillis * 2);
    return Math.min(waitMillis, leftMillis);
  }

  /**
   * Begins an outage that has lasted for some time already, with what is left of the budget;
   * nothing happens when one has begun.
   */
  public void begin(long lastedMillis) {
    if (budget == null) {
      budget = Deadline.inMillis(Math.max(0, policy.budgetMillis() - lastedMillis));
      backoffMillis = policy.initialBackoffMillis();
    }
  }

  /**
   * Waits.
   *
   * @throws IggyInterruptedException when the thread is interrupted; its flag stays set
   * @throws IggyException when this is closed meanwhile
   */
  public void pause(long millis) {
    try {
      if (closed.await(millis, TimeUnit.MILLISECONDS)) {
        requireOpen(null);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IggyInterruptedException("interrupted while waiting to reconnect");
    }
  }

  /** Ends the outage, if there is one: the next failure starts another with a full budget. */
  public void recovered() {
    budget = null;
    failures = 0;
  }

  /** Whether a failure has happened since the last recovery. */
  public boolean isOutage() {
    return budget != null;
  }

  /** How many failures the present outage has had; 0 when there is none. */
  public int failures() {
    return failures;
  }

  /** How long the present outage has lasted, milliseconds; 0 when there is none. */
  public long elapsedMillis() {
    return budget == null ? 0 : policy.budgetMillis() - budget.remainingMillis();
  }

  /** Milliseconds left of the present outage's budget; all of it when there is no outage. */
  public long remainingMillis() {
    return budget == null ? policy.budgetMillis() : budget.remainingMillis();
  }

  private IggyException exhausted(IggyException failure) {
    String message =
        "gave up after "
            + failures
            + " failures within the reconnect budget of "
            + policy.budgetMillis()
            + " ms; the last one: "
            + failure.getMessage();
    recovered();
    return new IggyException(failure.category(), message, failure);
  }

  private void requireOpen(IggyException cause) {
    if (closed.getCount() == 0) {
      throw new IggyException(ErrorCategory.PERMANENT, "closed while reconnecting", cause);
    }
  }

  /** Ends a wait, and every later one at once. */
  @Override
  public void close() {
    closed.countDown();
  }
}
