// SPDX-License-Identifier: Apache-2.0
package org.apache.iggy.connector.connect.runtime.task;

import java.util.List;
import java.util.concurrent.ThreadLocalRandom;
import org.apache.iggy.connector.connect.runtime.PartitionProgress;
import org.apache.iggy.connector.connect.runtime.error.Backoff;
import org.apache.iggy.connector.connect.runtime.error.Stage;
import org.apache.iggy.connector.connect.runtime.error.Verdict;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The thread of one task: makes the task, runs it, and makes another one after a wait when it has
 * died, whatever of.
 */
final class TaskRunner implements Runnable {
  private static final Logger LOG = LoggerFactory.getLogger(TaskRunner.class);

  private final ConnectorRun run;
  private final TaskControl control;
  private final TaskPlan plan;
  private final Backoff backoff;
  private final Thread thread;
  private volatile ConnectorTask task;
  private volatile TaskState state = TaskState.STARTING;
  private long startedNanos;
  private boolean started;
  private boolean died;

  TaskRunner(ConnectorRun run, TaskPlan plan, int number) {
    this.run = run;
    this.plan = plan;
    this.control = run.control(number, plan, this::state);
    this.backoff = new Backoff(plan.policy().restartBackoff(), ThreadLocalRandom.current());
    this.thread = new Thread(this, control.connector() + " " + number);
    thread.setDaemon(true);
    thread.setContextClassLoader(plan.classLoader());
  }

  void start() {
    thread.start();
  }

  Thread thread() {
    return thread;
  }

  TaskState state() {
    return state;
  }

  private void state(TaskState changed) {
    if (changed == TaskState.RUNNING && !started) {
      started = true;
      died = false;
      startedNanos = control.clock().nanoTime();
    }
    state = changed;
    run.stateChanged();
  }

  List<PartitionProgress> progress() {
    ConnectorTask present = task;
    return present == null ? List.of() : present.progress();
  }

  void heartbeat() {
    ConnectorTask present = task;
    if (present != null) {
      present.heartbeat();
    }
  }

  /** Ends the task's waits; its thread is to end as well. */
  void abort() {
    ConnectorTask present = task;
    if (present != null) {
      present.abort();
    }
    thread.interrupt();
  }

  @Override
  public void run() {
    TaskState end = TaskState.STOPPED;
    try {
      while (!control.isStopping()) {
        if (!runOnce()) {
          end = TaskState.FAILED;
          break;
        }
      }
    } catch (InterruptedException e) {
      LOG.warn("{} was interrupted", thread.getName());
    } finally {
      task = null;
      state(end);
    }
  }

  /** Whether there may be another run. */
  private boolean runOnce() throws InterruptedException {
    started = false;
    // In an outage the status stays what it is until the task is at work again.
    state(died ? TaskState.WAITING : TaskState.STARTING);
    try {
      ConnectorTask made = plan.factory().create(control.task());
      task = made;
      made.run(control);
      return true;
    } catch (TaskStoppingException e) {
      return true;
    } catch (InterruptedException e) {
      if (control.isStopping()) {
        throw e;
      }
      return survive(e);
    } catch (Throwable e) {
      return survive(e);
    } finally {
      task = null;
    }
  }

  private boolean survive(Throwable failure) throws InterruptedException {
    if (isLongAgo()) {
      backoff.reset();
    }
    long waitMillis = backoff.nextMillis();
    if (verdict(failure) == Verdict.STOP_CONNECTOR) {
      run.stopFailed();
      return false;
    }
    if (control.isStopping()) {
      return true;
    }
    control.counters().restart();
    died = true;
    state(TaskState.WAITING);
    control.sleep(waitMillis);
    return true;
  }

  private boolean isLongAgo() {
    return started
        && control.clock().millisSince(startedNanos) > ConnectorSupervisor.HEALTHY_MILLIS;
  }

  private Verdict verdict(Throwable failure) {
    if (failure instanceof TaskFailedException told) {
      return told.verdict();
    }
    Verdict verdict = plan.policy().judge(Stage.START, failure, backoff.attempts(), 0);
    LOG.debug("{} failed", thread.getName(), failure);
    control.failed(
        Stage.START,
        failure,
        null,
        backoff.attempts(),
        verdict == Verdict.STOP_CONNECTOR ? "stop_connector" : "restart_task");
    return verdict;
  }
}
