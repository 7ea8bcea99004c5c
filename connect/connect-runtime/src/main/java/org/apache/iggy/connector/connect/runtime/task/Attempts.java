// SPDX-License-Identifier: Apache-2.0
package org.apache.iggy.connector.connect.runtime.task;

import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.concurrent.ThreadLocalRandom;
import org.apache.iggy.connector.client.IggyInterruptedException;
import org.apache.iggy.connector.connect.api.Coordinates;
import org.apache.iggy.connector.connect.runtime.error.Backoff;
import org.apache.iggy.connector.connect.runtime.error.ErrorPolicy;
import org.apache.iggy.connector.connect.runtime.error.Stage;
import org.apache.iggy.connector.connect.runtime.error.Verdict;

/**
 * Runs the stages of a task, again and again where the {@link ErrorPolicy} says so. Stages that
 * succeed cost nothing: no clock is read. Not thread-safe.
 */
public final class Attempts {
  private final TaskControl control;
  private final ErrorPolicy policy;

  /** Runs the stages of this task. */
  public Attempts(TaskControl control, ErrorPolicy policy) {
    this.control = control;
    this.policy = policy;
  }

  /** The policy. */
  public ErrorPolicy policy() {
    return policy;
  }

  /**
   * Runs a stage until it succeeds or is given up. Every failed attempt is told.
   *
   * @param origin the record it is about, or the first of several; null for none
   * @throws RejectedException when its records are to be skipped or go to the dead letters
   * @throws TaskFailedException when the task is to end
   * @throws TaskStoppingException when the task was told to end before an attempt succeeded
   * @throws InterruptedException when the thread is interrupted
   */
  public <T> T run(Stage stage, Coordinates origin, Callable<T> work)
      throws RejectedException, InterruptedException {
    try {
      return work.call();
    } catch (Throwable failure) {
      return new Outage<>(stage, origin, 0, work).goOn(failure);
    }
  }

  /** As {@link #run}, behind a first attempt that the caller has made. */
  public <T> T runAgain(Stage stage, Coordinates origin, Throwable failure, Callable<T> work)
      throws RejectedException, InterruptedException {
    return runAgain(stage, origin, failure, 0, work);
  }

  /** As above, behind more attempts, which were told, at something that this is a part of. */
  public <T> T runAgain(
      Stage stage, Coordinates origin, Throwable failure, int attemptsBefore, Callable<T> work)
      throws RejectedException, InterruptedException {
    return new Outage<>(stage, origin, attemptsBefore, work).goOn(failure);
  }

  /** As {@link #run}, for stages whose records cannot be rejected. */
  public <T> T runWhole(Stage stage, Coordinates origin, Callable<T> work)
      throws InterruptedException {
    try {
      return run(stage, origin, work);
    } catch (RejectedException e) {
      throw new TaskFailedException(Verdict.RESTART_TASK, e.getCause());
    }
  }

  /** As {@link #runWhole}, behind a first attempt that the caller has made. */
  public <T> T runWholeAgain(Stage stage, Throwable failure, Callable<T> work)
      throws InterruptedException {
    try {
      return runAgain(stage, null, failure, work);
    } catch (RejectedException e) {
      throw new TaskFailedException(Verdict.RESTART_TASK, e.getCause());
    }
  }

  /** A stage that has failed at least once. */
  private final class Outage<T> {
    private final Stage stage;
    private final Coordinates origin;
    private final Callable<T> work;
    private final int attemptsBefore;
    private final Backoff backoff;
    private final long firstNanos = control.clock().nanoTime();

    Outage(Stage stage, Coordinates origin, int attemptsBefore, Callable<T> work) {
      this.attemptsBefore = attemptsBefore;
      this.backoff = new Backoff(policy.backoff(stage), ThreadLocalRandom.current());
      this.stage = stage;
      this.origin = origin;
      this.work = work;
    }

    T goOn(Throwable first) throws RejectedException, InterruptedException {
      Throwable failure = first;
      while (true) {
        waitAfter(failure);
        control.counters().retry();
        try {
          return work.call();
        } catch (Throwable next) {
          failure = next;
        }
      }
    }

    private void waitAfter(Throwable failure) throws RejectedException, InterruptedException {
      passOn(failure);
      long waitMillis = backoff.nextMillis();
      int attempts = attemptsBefore + backoff.attempts();
      Verdict verdict =
          policy.judge(stage, failure, attempts, control.clock().millisSince(firstNanos));
      control.failed(stage, failure, origin, attempts, consequence(verdict));
      switch (verdict) {
        case RETRY -> {
          if (!control.sleep(waitMillis)) {
            throw new TaskStoppingException(failure);
          }
        }
        case REJECT -> throw new RejectedException(stage, attempts, failure);
        case RESTART_TASK, STOP_CONNECTOR -> throw new TaskFailedException(verdict, failure);
      }
    }

    private String consequence(Verdict verdict) {
      return verdict == Verdict.REJECT
          ? policy.action().toString()
          : verdict.name().toLowerCase(Locale.ROOT);
    }
  }

  /** What is no failure of the stage goes to who asked for it. */
  private static void passOn(Throwable failure) throws RejectedException, InterruptedException {
    if (failure instanceof InterruptedException e) {
      throw e;
    }
    if (failure instanceof IggyInterruptedException) {
      Thread.interrupted();
      throw new InterruptedException(failure.getMessage());
    }
    if (failure instanceof RejectedException e) {
      throw e;
    }
    if (failure instanceof TaskStoppingException e) {
      throw e;
    }
    if (failure instanceof TaskFailedException e) {
      throw e;
    }
  }
}
