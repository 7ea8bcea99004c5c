// SPDX-License-Identifier: Apache-2.0
package org.apache.iggy.connector.connect.runtime.task;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.apache.iggy.connector.connect.runtime.ConnectorStatus;
import org.apache.iggy.connector.connect.runtime.PartitionProgress;
import org.apache.iggy.connector.connect.runtime.RuntimeClock;
import org.apache.iggy.connector.connect.runtime.monitor.ConnectorJournal;

/**
 * Starts, holds and stops the tasks of one connector, which notice nothing of other connectors.
 *
 * <p>Thread-safe. Starting and stopping take turns; everything else returns at once.
 */
public final class ConnectorSupervisor {
  /** A task that has worked for so long begins with the shortest wait when it dies. */
  static final long HEALTHY_MILLIS = 60_000;

  private static final long GRACE_MILLIS = 2_000;

  private final ConnectorJournal journal;
  private final RuntimeClock clock;
  private final Object statusChange = new Object();
  private volatile ConnectorRun run;
  private volatile boolean unstartable;
  private ConnectorStatus told = ConnectorStatus.STOPPED;

  /** A connector without tasks. */
  public ConnectorSupervisor(ConnectorJournal journal, RuntimeClock clock) {
    this.journal = journal;
    this.clock = clock;
  }

  /**
   * Starts the tasks and does not wait for them.
   *
   * @throws IllegalStateException when there are some already
   */
  public synchronized void start(TaskPlan plan) {
    if (isAlive()) {
      throw new IllegalStateException(journal.connector() + " is started already");
    }
    unstartable = false;
    journal.clearLastError();
    ConnectorRun made = new ConnectorRun(journal, clock, plan, this::tellStatus);
    run = made;
    made.start();
  }

  /** The connector cannot be started as it is configured; the journal knows why. */
  public synchronized void unstartable() {
    unstartable = true;
    tellStatus();
  }

  /** Whether there are tasks that have not ended. */
  public boolean isAlive() {
    ConnectorRun present = run;
    return present != null
        && !present.states().stream()
            .allMatch(state -> state == TaskState.STOPPED || state == TaskState.FAILED);
  }

  /** Tells the tasks to end, without waiting for them. */
  public void requestStop() {
    ConnectorRun present = run;
    if (present != null) {
      present.stop();
    }
  }

  /**
   * Ends the tasks: each finishes what it has begun. What is not finished at the deadline is given
   * up, and done again by the next start.
   *
   * @return whether all finished in time
   */
  public synchronized boolean stop(long timeoutMillis) throws InterruptedException {
    unstartable = false;
    ConnectorRun present = run;
    if (present == null) {
      tellStatus();
      return true;
    }
    present.stop();
    boolean graceful =
        present.awaitEnd(
            System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(timeoutMillis), GRACE_MILLIS);
    run = null;
    tellStatus();
    return graceful;
  }

  /** Has the tasks hold after what they are doing, or go on. */
  public void pause(boolean paused) {
    ConnectorRun present = run;
    if (present != null) {
      present.pause(paused);
    }
  }

  /** Whether the tasks were told to hold. */
  public boolean isPaused() {
    ConnectorRun present = run;
    return present != null && present.isPaused();
  }

  /** What the connector is doing. */
  public ConnectorStatus status() {
    ConnectorRun present = run;
    if (unstartable) {
      return ConnectorStatus.ERROR;
    }
    return present == null ? ConnectorStatus.STOPPED : present.status();
  }

  /**
   * Waits until the connector is not starting or stopping any more.
   *
   * @return its status, still one of those when the time is up
   */
  public ConnectorStatus awaitSettled(Duration timeout) throws InterruptedException {
    long end = System.nanoTime() + timeout.toNanos();
    synchronized (statusChange) {
      while (true) {
        ConnectorStatus status = status();
        boolean moves = status == ConnectorStatus.STARTING || status == ConnectorStatus.STOPPING;
        long leftNanos = end - System.nanoTime();
        if (!moves || leftNanos <= 0) {
          return status;
        }
        TimeUnit.NANOSECONDS.timedWait(statusChange, leftNanos);
      }
    }
  }

  /** What its tasks are doing, in their order; empty when there are none. */
  public List<TaskState> taskStates() {
    ConnectorRun present = run;
    return present == null ? List.of() : present.states();
  }

  /** How far its tasks are in their partitions. */
  public List<PartitionProgress> progress() {
    ConnectorRun present = run;
    return present == null ? List.of() : present.progress();
  }

  /** Shows the server that the tasks' connections are alive. */
  public void heartbeat() {
    ConnectorRun present = run;
    if (present != null) {
      present.heartbeat();
    }
  }

  private void tellStatus() {
    ConnectorStatus status;
    synchronized (statusChange) {
      statusChange.notifyAll();
      status = status();
      if (status == told) {
        return;
      }
      told = status;
    }
    journal.statusChanged(status);
  }
}
