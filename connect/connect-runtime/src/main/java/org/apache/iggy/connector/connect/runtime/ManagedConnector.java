// SPDX-License-Identifier: Apache-2.0
package org.apache.iggy.connector.connect.runtime;

import java.util.Optional;
import org.apache.iggy.connector.connect.api.ConnectException;
import org.apache.iggy.connector.connect.api.ErrorCategory;
import org.apache.iggy.connector.connect.config.ConnectorId;
import org.apache.iggy.connector.connect.config.ConnectorSettings;
import org.apache.iggy.connector.connect.runtime.error.Stage;
import org.apache.iggy.connector.connect.runtime.monitor.ConnectorJournal;
import org.apache.iggy.connector.connect.runtime.monitor.ConnectorListener;
import org.apache.iggy.connector.connect.runtime.monitor.ErrorEvent;
import org.apache.iggy.connector.connect.runtime.task.ConnectorSupervisor;

/** One connector as long as it is configured. Thread-safe; operations take turns. */
final class ManagedConnector {
  private final ConnectorId id;
  private final int number;
  private final TaskPlans plans;
  private final RuntimeClock clock;
  private final ConnectorJournal journal;
  private final ConnectorSupervisor supervisor;
  private volatile ConnectorSettings settings;

  ManagedConnector(
      ConnectorId id, int number, TaskPlans plans, RuntimeClock clock, ConnectorListener listener) {
    this.id = id;
    this.number = number;
    this.plans = plans;
    this.clock = clock;
    this.journal = new ConnectorJournal(id, listener);
    this.supervisor = new ConnectorSupervisor(journal, clock);
  }

  ConnectorId id() {
    return id;
  }

  ConnectorJournal journal() {
    return journal;
  }

  ConnectorSupervisor supervisor() {
    return supervisor;
  }

  /** What it was told; null when its configuration cannot be used. */
  ConnectorSettings settings() {
    return settings;
  }

  /** Stops, and starts with these settings if they let it run. */
  synchronized void apply(ConnectorSettings changed, long timeoutMillis)
      throws InterruptedException {
    supervisor.stop(timeoutMillis);
    settings = changed;
    if (changed.enabled()) {
      start();
    }
  }

  /** Stops: what it is configured with cannot be used. */
  synchronized void reject(String message, long timeoutMillis) throws InterruptedException {
    supervisor.stop(timeoutMillis);
    settings = null;
    failToStart(new ConnectException(ErrorCategory.CONFIGURATION, message));
  }

  synchronized void restart(long timeoutMillis) throws InterruptedException {
    if (settings == null) {
      throw new ConnectorConflictException(
          id + " cannot start: its configuration has errors; correct them first");
    }
    if (!settings.enabled()) {
      throw new ConnectorConflictException(
          id + " is not enabled; set enabled = true in its configuration first");
    }
    supervisor.stop(timeoutMillis);
    start();
  }

  synchronized boolean stop(long timeoutMillis) throws InterruptedException {
    return supervisor.stop(timeoutMillis);
  }

  /** Has the tasks hold or go on. */
  void pause(boolean paused) {
    ConnectorStatus status = supervisor.status();
    if (status == ConnectorStatus.STOPPED || status == ConnectorStatus.STOPPING) {
      throw new ConnectorConflictException(id + " is " + status + "; start it first");
    }
    if (supervisor.taskStates().isEmpty()) {
      throw new ConnectorConflictException(id + " did not start; restart it first");
    }
    supervisor.pause(paused);
  }

  /** Does something for which the connector has to stand still. */
  synchronized void whileStopped(Runnable work) {
    ConnectorStatus status = supervisor.status();
    if (status != ConnectorStatus.STOPPED && status != ConnectorStatus.ERROR) {
      throw new ConnectorConflictException(id + " is " + status + "; stop it first");
    }
    if (supervisor.isAlive()) {
      throw new ConnectorConflictException(id + " is about to start again; stop it first");
    }
    work.run();
  }

  private void start() {
    try {
      supervisor.start(plans.plan(settings));
    } catch (RuntimeException | LinkageError e) {
      failToStart(e);
    }
  }

  private void failToStart(Throwable failure) {
    supervisor.unstartable();
    journal.failed(
        new ErrorEvent(
            clock.now(),
            0,
            Stage.START,
            Optional.of(
                failure instanceof ConnectException e ? e.category() : ErrorCategory.CONFIGURATION),
            Optional.of(failure.getClass().getName()),
            String.valueOf(failure.getMessage()),
            Optional.empty(),
            1,
            "stop_connector"));
  }

  ConnectorReport report() {
    return new ConnectorReport(
        id,
        number,
        Optional.ofNullable(settings),
        supervisor.status(),
        journal.lastError(),
        journal.counters().values(),
        supervisor.taskStates(),
        supervisor.progress());
  }
}
