// SPDX-License-Identifier: Apache-2.0
package org.apache.iggy.connector.connect.runtime.task;

import org.apache.iggy.connector.connect.runtime.RuntimeClock;

/** What the tasks of one run of a connector are told to do. Thread-safe. */
final class RunSignals {
  private final RuntimeClock clock;
  private volatile boolean stopping;
  private volatile boolean paused;

  RunSignals(RuntimeClock clock) {
    this.clock = clock;
  }

  boolean isStopping() {
    return stopping;
  }

  boolean isPaused() {
    return paused;
  }

  /** Ends the run; there is no way back. */
  synchronized void stop() {
    stopping = true;
    notifyAll();
  }

  synchronized void pause(boolean value) {
    paused = value;
    notifyAll();
  }

  /** Waits; returns at once, and false, when the run ends. */
  synchronized boolean sleep(long millis) throws InterruptedException {
    long start = clock.nanoTime();
    long left = millis;
    while (!stopping && left > 0) {
      clock.await(this, left);
      left = millis - clock.millisSince(start);
    }
    return !stopping;
  }

  /** Waits for as long as the run is paused; false when it ends. */
  synchronized boolean awaitResumed() throws InterruptedException {
    while (paused && !stopping) {
      wait();
    }
    return !stopping;
  }
}
