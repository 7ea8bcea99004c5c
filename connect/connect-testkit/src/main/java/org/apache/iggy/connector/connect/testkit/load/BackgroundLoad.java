// SPDX-License-Identifier: Apache-2.0
package org.apache.iggy.connector.connect.testkit.load;

import java.util.concurrent.atomic.AtomicLong;
import org.apache.iggy.connector.connect.testkit.Await;

/** Makes things that are numbered from 0 on, on a thread of its own, until it is told to stop. */
public abstract class BackgroundLoad implements AutoCloseable {
  /** How long an outage may hold it up, milliseconds. */
  protected static final long LIMIT_MILLIS = 120_000;

  private final Thread thread;
  private final AtomicLong done = new AtomicLong();
  private volatile boolean stopping;
  private volatile Throwable failure;

  /** A load that has not begun. */
  protected BackgroundLoad(String name) {
    thread = new Thread(this::runToTheEnd, name);
    thread.setDaemon(true);
  }

  /** Begins. */
  protected final void begin() {
    thread.start();
  }

  private void runToTheEnd() {
    try {
      run();
    } catch (RuntimeException | AssertionError e) {
      failure = e;
    }
  }

  /** Makes things until it {@link #isStopping}, and tells how many there are by {@link #done}. */
  protected abstract void run();

  /** Whether no more are to be made. */
  protected final boolean isStopping() {
    return stopping;
  }

  /** So many are made, from the first one on. */
  protected final void done(long count) {
    done.set(count);
  }

  /** How many are made, with the numbers from 0 on. */
  public final long done() {
    return done.get();
  }

  /** Returns when so many more are made than at the time of the call. */
  public final void awaitMore(long count) {
    long target = done() + count;
    Await.until(
        LIMIT_MILLIS,
        () -> failure != null || done() >= target,
        () -> "the load has made " + done() + " of " + target);
    requireHealthy();
  }

  /**
   * Makes no more, and returns when all that was begun is done.
   *
   * @return how many were made
   */
  public final long stop() {
    stopping = true;
    try {
      thread.join(LIMIT_MILLIS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    if (thread.isAlive()) {
      throw new AssertionError("the load does not stop");
    }
    requireHealthy();
    return done();
  }

  private void requireHealthy() {
    if (failure != null) {
      throw new AssertionError("the load failed", failure);
    }
  }

  @Override
  public void close() {
    stopping = true;
  }
}
