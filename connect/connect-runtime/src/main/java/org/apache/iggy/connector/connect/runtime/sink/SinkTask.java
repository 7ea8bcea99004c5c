// SPDX-License-Identifier: Apache-2.0
package org.apache.iggy.connector.connect.runtime.sink;

import java.util.List;
import org.apache.iggy.connector.connect.api.SinkConnector;
import org.apache.iggy.connector.connect.runtime.PartitionProgress;
import org.apache.iggy.connector.connect.runtime.error.Stage;
import org.apache.iggy.connector.connect.runtime.task.Attempts;
import org.apache.iggy.connector.connect.runtime.task.ConnectorTask;
import org.apache.iggy.connector.connect.runtime.task.TaskContext;
import org.apache.iggy.connector.connect.runtime.task.TaskControl;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One task of a sink: a member of its group that reads, transforms, writes and stores, a batch of
 * one partition at a time.
 *
 * <p>The server's next answer comes while a batch is worked on. An offset is stored when everything
 * up to it is written, rejected with the dead letter acknowledged, or filtered; whatever ends the
 * task before, the records come again.
 */
public final class SinkTask implements ConnectorTask {
  private static final Logger LOG = LoggerFactory.getLogger(SinkTask.class);

  private final SinkPlan plan;
  private volatile SinkInputs inputs;
  private volatile SinkDelivery delivery;
  private volatile boolean aborted;

  /** A task of this plan. */
  public SinkTask(SinkPlan plan) {
    this.plan = plan;
  }

  @Override
  public void run(TaskControl control) throws Exception {
    SinkConnector sink = plan.sinks().get();
    try {
      sink.configure(plan.config());
      sink.start(new TaskContext(control, Stage.WRITE, null, plan.codecs()));
      deliver(sink, control);
    } finally {
      close();
      stop(sink, control);
    }
  }

  private void deliver(SinkConnector sink, TaskControl control) throws InterruptedException {
    Attempts attempts = new Attempts(control, plan.policy());
    delivery = new SinkDelivery(plan, sink, control, attempts);
    SinkInputs made = inputs(sink, control);
    inputs = made;
    if (aborted) {
      return;
    }
    // The first answer shows that the group was joined.
    PendingBatch batch = attempts.runWhole(Stage.FETCH, null, made::fetch);
    control.started();
    while (true) {
      if (batch != null) {
        delivery.deliver(batch);
      }
      if (control.isPaused() || control.isStopping()) {
        finish(made);
      }
      if (!control.awaitResumed()) {
        return;
      }
      batch = attempts.runWhole(Stage.FETCH, null, made::fetch);
    }
  }

  /** What was collected is not held back while the task holds or ends. */
  private void finish(SinkInputs from) throws InterruptedException {
    for (PendingBatch batch : from.takePending()) {
      delivery.deliver(batch);
    }
  }

  private SinkInputs inputs(SinkConnector sink, TaskControl control) {
    int preferred = sink.preferredBatchLength();
    boolean looksAtRecords = !plan.transforms().isEmpty();
    return new SinkInputs(
        plan.topics().stream()
            .map(topic -> new TopicInput(topic, control, preferred, looksAtRecords))
            .toList());
  }

  private static void stop(SinkConnector sink, TaskControl control) {
    try {
      sink.stop();
    } catch (Exception e) {
      LOG.warn("{}: stopping failed: {}", control.connector(), control.describe(e));
    }
  }

  private void close() {
    SinkInputs presentInputs = inputs;
    if (presentInputs != null) {
      presentInputs.close();
    }
    SinkDelivery presentDelivery = delivery;
    if (presentDelivery != null) {
      presentDelivery.close();
    }
  }

  @Override
  public void abort() {
    aborted = true;
    close();
  }

  @Override
  public void heartbeat() {
    SinkInputs present = inputs;
    if (present != null) {
      present.heartbeat();
    }
  }

  @Override
  public List<PartitionProgress> progress() {
    SinkInputs present = inputs;
    return present == null ? List.of() : present.progress();
  }
}
