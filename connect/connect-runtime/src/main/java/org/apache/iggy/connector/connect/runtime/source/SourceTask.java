// SPDX-License-Identifier: Apache-2.0
package org.apache.iggy.connector.connect.runtime.source;

import java.util.concurrent.Callable;
import org.apache.iggy.connector.connect.api.SourceBatch;
import org.apache.iggy.connector.connect.api.SourceConnector;
import org.apache.iggy.connector.connect.runtime.error.Stage;
import org.apache.iggy.connector.connect.runtime.state.StateLock;
import org.apache.iggy.connector.connect.runtime.task.Attempts;
import org.apache.iggy.connector.connect.runtime.task.ConnectorTask;
import org.apache.iggy.connector.connect.runtime.task.TaskContext;
import org.apache.iggy.connector.connect.runtime.task.TaskControl;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The task of a source: polls, and hands what came to its {@link SourceDelivery}.
 *
 * <p>It holds the lock of the state file from before it reads the state until the source has
 * stopped, so that no two tasks ever work from the same state.
 */
public final class SourceTask implements ConnectorTask {
  private static final Logger LOG = LoggerFactory.getLogger(SourceTask.class);
  private static final long LONGEST_POLL_MILLIS = 200;
  private static final long LEAST_EMPTY_POLL_MILLIS = 5;

  private final SourcePlan plan;
  private volatile SourceDelivery delivery;
  private volatile boolean aborted;

  /** A task of this plan. */
  public SourceTask(SourcePlan plan) {
    this.plan = plan;
  }

  @Override
  public void run(TaskControl control) throws Exception {
    StateLock lock = plan.state().lock();
    try {
      runLocked(plan.sources().get(), control);
    } finally {
      lock.close();
    }
  }

  private void runLocked(SourceConnector source, TaskControl control) throws Exception {
    try {
      source.configure(plan.config());
      byte[] state = plan.state().load(plan.name()).orElse(null);
      source.start(new TaskContext(control, Stage.POLL, state, plan.codecs()));
      deliver(source, control);
    } finally {
      close();
      stop(source, control);
    }
  }

  private void deliver(SourceConnector source, TaskControl control) throws InterruptedException {
    Attempts attempts = new Attempts(control, plan.policy());
    SourceDelivery made = new SourceDelivery(plan, source, control, attempts);
    delivery = made;
    if (aborted) {
      return;
    }
    made.open();
    control.started();
    while (true) {
      if (control.isPaused() || control.isStopping()) {
        made.drain();
      }
      if (!control.awaitResumed()) {
        return;
      }
      made.makeRoom();
      pollOnce(source, control, attempts, made);
    }
  }

  private static void pollOnce(
      SourceConnector source, TaskControl control, Attempts attempts, SourceDelivery delivery)
      throws InterruptedException {
    boolean idle = delivery.isIdle();
    long timeoutMillis =
        idle ? LONGEST_POLL_MILLIS : Math.min(LONGEST_POLL_MILLIS, delivery.lingerLeftMillis());
    long begunNanos = control.clock().nanoTime();
    SourceBatch batch = poll(() -> source.poll(timeoutMillis), attempts, delivery);
    if (!batch.isEmpty()) {
      delivery.accept(batch);
    } else if (!idle && delivery.lingerLeftMillis() == 0) {
      // Nothing more comes just now, so there is nothing better to do than to wait for the answers.
      delivery.drain();
    } else if (control.clock().millisSince(begunNanos) < LEAST_EMPTY_POLL_MILLIS) {
      control.sleep(Math.min(LEAST_EMPTY_POLL_MILLIS, Math.max(1, timeoutMillis)));
    }
  }

  /** What was polled before is brought home before a poll that failed is tried again. */
  private static SourceBatch poll(
      Callable<SourceBatch> poll, Attempts attempts, SourceDelivery delivery)
      throws InterruptedException {
    try {
      return poll.call();
    } catch (InterruptedException e) {
      throw e;
    } catch (Exception failure) {
      delivery.drain();
      return attempts.runWholeAgain(Stage.POLL, failure, poll);
    }
  }

  private static void stop(SourceConnector source, TaskControl control) {
    try {
      source.stop();
    } catch (Exception e) {
      LOG.warn("{}: stopping failed: {}", control.connector(), control.describe(e));
    }
  }

  private void close() {
    SourceDelivery present = delivery;
    if (present != null) {
      present.close();
    }
  }

  @Override
  public void abort() {
    aborted = true;
    close();
  }

  @Override
  public void heartbeat() {
    SourceDelivery present = delivery;
    if (present != null) {
      present.heartbeat();
    }
  }
}
