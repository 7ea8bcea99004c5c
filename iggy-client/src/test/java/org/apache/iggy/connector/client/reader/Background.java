// SPDX-License-Identifier: Apache-2.0
package org.apache.iggy.connector.client.reader;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;

/** A call on a thread of its own that a test closes in on or interrupts. */
final class Background<T> {
  private static final long DEADLINE_SECONDS = 30;

  private final FutureTask<T> task;
  private final Thread thread;

  private Background(Callable<T> call) {
    task = new FutureTask<>(call);
    thread = new Thread(task, "background");
    thread.setDaemon(true);
  }

  static <T> Background<T> run(Callable<T> call) {
    Background<T> background = new Background<>(call);
    background.thread.start();
    return background;
  }

  void interrupt() {
    thread.interrupt();
  }

  /** Waits until the call waits for something. */
  void awaitWaiting() {
    await(
        () ->
            thread.getState() == Thread.State.TIMED_WAITING
                || thread.getState() == Thread.State.WAITING
                || inSelect());
  }

  private boolean inSelect() {
    for (StackTraceElement frame : thread.getStackTrace()) {
      if (frame.getMethodName().equals("select")) {
        return true;
      }
    }
    return false;
  }

  /** What the call returned. */
  T result() throws ExecutionException, InterruptedException, TimeoutException {
    return task.get(DEADLINE_SECONDS, TimeUnit.SECONDS);
  }

  /** What the call threw. */
  Throwable failure() throws InterruptedException, TimeoutException {
    try {
      T result = task.get(DEADLINE_SECONDS, TimeUnit.SECONDS);
      throw new AssertionError("no failure, but " + result);
    } catch (ExecutionException e) {
      return e.getCause();
    }
  }

  /** Waits for a condition, with a deadline. */
  static void await(BooleanSupplier condition) {
    long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(DEADLINE_SECONDS);
    while (!condition.getAsBoolean()) {
      assertThat(System.nanoTime()).as("deadline of the condition").isLessThan(deadline);
      LockSupport.parkNanos(200_000);
    }
  }
}
