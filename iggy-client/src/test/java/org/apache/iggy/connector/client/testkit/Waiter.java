// SPDX-License-Identifier: Apache-2.0
package org.apache.iggy.connector.client.testkit;

import java.util.EnumSet;
import java.util.Set;
import java.util.concurrent.TimeUnit;

/** A thread that is expected to wait, and to end with an exception when somebody ends its wait. */
public final class Waiter {
  private static final long LIMIT_NANOS = TimeUnit.SECONDS.toNanos(30);
  private static final Set<Thread.State> WAITING =
      EnumSet.of(Thread.State.WAITING, Thread.State.TIMED_WAITING);

  private final Thread thread;
  private volatile Throwable failure;
  private volatile boolean endedInterrupted;

  private Waiter(Runnable work) {
    this.thread = new Thread(() -> run(work), "waiter");
    this.thread.setDaemon(true);
  }

  /** Runs the work on a thread of its own. */
  public static Waiter start(Runnable work) {
    Waiter waiter = new Waiter(work);
    waiter.thread.start();
    return waiter;
  }

  private void run(Runnable work) {
    try {
      work.run();
    } catch (RuntimeException e) {
      failure = e;
    }
    endedInterrupted = Thread.currentThread().isInterrupted();
  }

  /**
   * Returns when the thread waits in a selector or a lock. A selector's wait is native code, which
   * the thread's state does not tell from running; its stack does.
   */
  public void awaitWaiting() throws InterruptedException {
    long end = System.nanoTime() + LIMIT_NANOS;
    while (!isWaiting()) {
      if (!thread.isAlive() || System.nanoTime() > end) {
        throw new AssertionError("the thread does not wait", failure);
      }
      TimeUnit.MILLISECONDS.sleep(1);
    }
  }

  private boolean isWaiting() {
    if (WAITING.contains(thread.getState())) {
      return true;
    }
    StackTraceElement[] stack = thread.getStackTrace();
    return stack.length > 0
        && stack[0].isNativeMethod()
        && stack[0].getMethodName().contains("ait");
  }

  /** Interrupts the thread. */
  public void interrupt() {
    thread.interrupt();
  }

  /** What the work ended with, once it has; null for no exception. */
  public Throwable failure() throws InterruptedException {
    thread.join(TimeUnit.NANOSECONDS.toMillis(LIMIT_NANOS));
    if (thread.isAlive()) {
      throw new AssertionError("the thread still waits");
    }
    return failure;
  }

  /** Whether the thread's interrupt flag was set when the work ended. */
  public boolean endedInterrupted() {
    return endedInterrupted;
  }
}
