// SPDX-License-Identifier: Apache-2.0
package org.apache.iggy.connector.client;

import java.util.concurrent.TimeUnit;
import org.apache.iggy.connector.client.transport.Deadline;
import org.apache.iggy.connector.protocol.status.IggyStatus;

/**
 * That a server of 0.9 asked to send a request again, because it could not decide on it: when that
 * is due. The request keeps its number, so that it is carried out once however often it is sent.
 */
final class Postponement {
  private static final long INTERVAL_MILLIS = 50;

  /** After so long of not being accepted, the server may not be the one that accepts. */
  private static final long LEADER_MILLIS = 2_000;

  private final IggyServerException refusal;
  private final Deadline due = Deadline.inMillis(INTERVAL_MILLIS);
  private final long firstNanos;
  private boolean leaderSought;
  private boolean sent;

  private Postponement(IggyServerException refusal, long firstNanos, boolean leaderSought) {
    this.refusal = refusal;
    this.firstNanos = firstNanos;
    this.leaderSought = leaderSought;
  }

  /** Begins one, or another behind an earlier one of the same request. */
  static Postponement of(IggyServerException refusal, Postponement earlier) {
    return earlier == null
        ? new Postponement(refusal, System.nanoTime(), false)
        : new Postponement(refusal, earlier.firstNanos, earlier.leaderSought);
  }

  /** Whether it is time to look whether another node of the cluster accepts requests; once. */
  boolean seeksLeader() {
    if (leaderSought
        || refusal.status() != IggyStatus.TRANSIENT_NOT_ACCEPTED
        || System.nanoTime() - firstNanos < TimeUnit.MILLISECONDS.toNanos(LEADER_MILLIS)) {
      return false;
    }
    leaderSought = true;
    return true;
  }

  /**
   * Waits until it is due.
   *
   * @param request when the request has taken too long altogether
   * @param caller when the caller wants to do something else meanwhile
   * @throws IggyServerException when the request's time is up
   * @throws IggyTimeoutException when the caller's is
   */
  void await(Deadline request, Deadline caller) {
    if (request.remainingNanos() <= due.remainingNanos()) {
      throw refusal;
    }
    if (caller.remainingNanos() < due.remainingNanos()) {
      throw new IggyTimeoutException(
          refusal.getMessage() + "; not decided within " + caller.limitMillis() + " ms");
    }
    try {
      TimeUnit.NANOSECONDS.sleep(due.remainingNanos());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IggyInterruptedException(
          "interrupted while waiting to send " + refusal.command() + " again");
    }
  }

  /** Whether it was sent again. */
  boolean isSent() {
    return sent;
  }

  void sent() {
    sent = true;
  }
}
