// SPDX-License-Identifier: Apache-2.0
package org.apache.iggy.connector.connect.runtime.task;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.apache.iggy.connector.connect.runtime.ConnectorStatus;
import org.apache.iggy.connector.connect.runtime.PartitionProgress;
import org.apache.iggy.connector.connect.runtime.RuntimeClock;
import org.apache.iggy.connector.connect.runtime.monitor.ConnectorJournal;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The tasks of a connector from one start of it to its stop. Thread-safe. */
final class ConnectorRun {
  private static final Logger LOG = LoggerFactory.getLogger(ConnectorRun.class);

  private final ConnectorJournal journal;
  private final RuntimeClock clock;
  private final Runnable onChange;
  private final RunSignals signals;
  private final List<TaskRunner> runners = new ArrayList<>();
  private volatile boolean failed;

  ConnectorRun(ConnectorJournal journal, RuntimeClock clock, TaskPlan plan, Runnable onChange) {
    this.journal = journal;
    this.clock = clock;
    this.onChange = onChange;
    this.signals = new RunSignals(clock);
    for (int task = 0; task < plan.tasks(); task++) {
      runners.add(new TaskRunner(this, plan, task));
    }
  }

  TaskControl control(int task, TaskPlan plan, Consumer<TaskState> states) {
    return new TaskControl(journal, clock, signals, task, plan, states);
  }

  void start() {
    runners.forEach(TaskRunner::start);
  }

  void stateChanged() {
    onChange.run();
  }

  /** A task has failed for good: so has the connector. */
  void stopFailed() {
    failed = true;
    signals.stop();
  }

  void pause(boolean value) {
    signals.pause(value);
  }

  boolean isPaused() {
    return signals.isPaused();
  }

  void heartbeat() {
    runners.forEach(TaskRunner::heartbeat);
  }

  List<TaskState> states() {
    return runners.stream().map(TaskRunner::state).toList();
  }

  List<PartitionProgress> progress() {
    return runners.stream().flatMap(runner -> runner.progress().stream()).toList();
  }

  ConnectorStatus status() {
    List<TaskState> states = states();
    if (signals.isStopping()) {
      boolean ended =
          states.stream()
              .allMatch(state -> state == TaskState.STOPPED || state == TaskState.FAILED);
      return failed
          ? ConnectorStatus.ERROR
          : ended ? ConnectorStatus.STOPPED : ConnectorStatus.STOPPING;
    }
    if (states.contains(TaskState.WAITING) || states.contains(TaskState.FAILED)) {
      return ConnectorStatus.ERROR;
    }
    if (states.contains(TaskState.STARTING)) {
      return ConnectorStatus.STARTING;
    }
    boolean holds = states.stream().allMatch(state -> state == TaskState.PAUSED);
    return holds ? ConnectorStatus.PAUSED : ConnectorStatus.RUNNING;
  }

  /** Tells the tasks to end, without waiting. */
  void stop() {
    signals.stop();
    onChange.run();
  }

  /**
   * Waits for the tasks to end, and makes them end when the time is up.
   *
   * @return whether all ended by themselves
   */
  boolean awaitEnd(long deadlineNanos, long graceMillis) throws InterruptedException {
    boolean graceful = join(deadlineNanos);
    if (!graceful) {
      LOG.warn("{}: not finished in time, what it was doing is given up", journal.connector());
      runners.stream().filter(runner -> runner.thread().isAlive()).forEach(TaskRunner::abort);
      if (!join(System.nanoTime() + graceMillis * 1_000_000)) {
        runners.stream().filter(runner -> runner.thread().isAlive()).forEach(this::abandon);
      }
    }
    return graceful;
  }

  private boolean join(long deadlineNanos) throws InterruptedException {
    boolean ended = true;
    for (TaskRunner runner : runners) {
      long leftMillis = Math.max(1, (deadlineNanos - System.nanoTime()) / 1_000_000);
      runner.thread().join(leftMillis);
      ended &= !runner.thread().isAlive();
    }
    return ended;
  }

  /** A connector that hears no interrupt keeps its thread; what it reads from Iggy is closed. */
  private void abandon(TaskRunner runner) {
    Thread thread = runner.thread();
    Exception stack = new Exception("where it is");
    stack.setStackTrace(thread.getStackTrace());
    LOG.error("{} hears no interrupt and is left behind", thread.getName(), stack);
  }
}
