// SPDX-License-Identifier: Apache-2.0
package org.apache.iggy.connector.connect.runtime.task;

import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;
import org.apache.iggy.connector.connect.api.Coordinates;
import org.apache.iggy.connector.connect.config.ConnectorId;
import org.apache.iggy.connector.connect.runtime.RuntimeClock;
import org.apache.iggy.connector.connect.runtime.error.ErrorPolicy;
import org.apache.iggy.connector.connect.runtime.error.Stage;
import org.apache.iggy.connector.connect.runtime.monitor.ConnectorCounters;
import org.apache.iggy.connector.connect.runtime.monitor.ConnectorJournal;
import org.apache.iggy.connector.connect.runtime.monitor.ErrorEvent;

/** What the supervision tells a task, and what the task tells it. Thread-safe. */
public final class TaskControl {
  private final ConnectorJournal journal;
  private final RuntimeClock clock;
  private final RunSignals signals;
  private final int task;
  private final int tasks;
  private final UnaryOperator<String> redaction;
  private final Consumer<TaskState> states;

  TaskControl(
      ConnectorJournal journal,
      RuntimeClock clock,
      RunSignals signals,
      int task,
      TaskPlan plan,
      Consumer<TaskState> states) {
    this.journal = journal;
    this.clock = clock;
    this.signals = signals;
    this.task = task;
    this.tasks = plan.tasks();
    this.redaction = plan.redaction();
    this.states = states;
  }

  /** Whose task it is. */
  public ConnectorId connector() {
    return journal.connector();
  }

  /** Which of the connector's tasks it is, from 0. */
  public int task() {
    return task;
  }

  /** How many tasks the connector has in this runtime. */
  public int tasks() {
    return tasks;
  }

  /** Whether the task is to finish what it has begun and end. */
  public boolean isStopping() {
    return signals.isStopping();
  }

  /** Whether the task is to hold. */
  public boolean isPaused() {
    return signals.isPaused();
  }

  /**
   * Holds while the connector is paused.
   *
   * @return whether to go on; false when the task is to end
   */
  public boolean awaitResumed() throws InterruptedException {
    if (!signals.isPaused()) {
      return !signals.isStopping();
    }
    states.accept(TaskState.PAUSED);
    boolean goesOn = signals.awaitResumed();
    if (goesOn) {
      states.accept(TaskState.RUNNING);
    }
    return goesOn;
  }

  /**
   * Waits.
   *
   * @return whether to go on; false, and at once, when the task is to end
   */
  public boolean sleep(long millis) throws InterruptedException {
    return signals.sleep(millis);
  }

  /** The connector has started and the task is at work. */
  public void started() {
    states.accept(TaskState.RUNNING);
  }

  /** Where to count and keep what happens. */
  public ConnectorJournal journal() {
    return journal;
  }

  /** The connector's counters. */
  public ConnectorCounters counters() {
    return journal.counters();
  }

  /** The time. */
  public RuntimeClock clock() {
    return clock;
  }

  /** What a failure is about, in one line and without secrets. */
  public String describe(Throwable failure) {
    return redaction.apply(FailureText.of(failure));
  }

  /**
   * Tells of a failure.
   *
   * @param origin the record it is about; null for none
   * @param attempt how often it was tried, from 1
   * @param consequence what follows
   */
  public void failed(
      Stage stage, Throwable failure, Coordinates origin, int attempt, String consequence) {
    journal.failed(
        new ErrorEvent(
            clock.now(),
            task,
            stage,
            Optional.of(ErrorPolicy.category(failure, attempt)),
            Optional.of(failure.getClass().getName()),
            describe(failure),
            Optional.ofNullable(origin),
            attempt,
            consequence));
  }

  /** Tells of something that is no failure. */
  public void warn(Stage stage, String message) {
    journal.warned(
        new ErrorEvent(
            clock.now(),
            task,
            stage,
            Optional.empty(),
            Optional.empty(),
            redaction.apply(message),
            Optional.empty(),
            1,
            "none"));
  }
}
