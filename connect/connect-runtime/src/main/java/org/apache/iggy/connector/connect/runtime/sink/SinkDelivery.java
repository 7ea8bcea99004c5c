// SPDX-License-Identifier: Apache-2.0
package org.apache.iggy.connector.connect.runtime.sink;

import java.time.Instant;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.apache.iggy.connector.connect.api.Coordinates;
import org.apache.iggy.connector.connect.api.SinkBatch;
import org.apache.iggy.connector.connect.api.SinkConnector;
import org.apache.iggy.connector.connect.config.ErrorSettings;
import org.apache.iggy.connector.connect.runtime.RuntimeClock;
import org.apache.iggy.connector.connect.runtime.error.Stage;
import org.apache.iggy.connector.connect.runtime.message.RecordMapper;
import org.apache.iggy.connector.connect.runtime.pipeline.DeadLetters;
import org.apache.iggy.connector.connect.runtime.pipeline.RecordSampler;
import org.apache.iggy.connector.connect.runtime.pipeline.Rejection;
import org.apache.iggy.connector.connect.runtime.pipeline.Rejections;
import org.apache.iggy.connector.connect.runtime.pipeline.TransformedRecords;
import org.apache.iggy.connector.connect.runtime.task.Attempts;
import org.apache.iggy.connector.connect.runtime.task.TaskControl;

/**
 * Takes one batch all the way: transforms, the sink, the dead letters, and the stored offset last.
 * Not thread-safe, but for {@link #close}.
 */
final class SinkDelivery implements AutoCloseable {
  private final SinkPlan plan;
  private final TaskControl control;
  private final RuntimeClock clock;
  private final Attempts attempts;
  private final SinkWriter writer;
  private final RecordSampler sampler;
  private final DeadLetters deadLetters;

  SinkDelivery(SinkPlan plan, SinkConnector sink, TaskControl control, Attempts attempts) {
    this.plan = plan;
    this.control = control;
    this.clock = control.clock();
    this.attempts = attempts;
    this.writer = new SinkWriter(sink, attempts, control);
    this.sampler = new RecordSampler(control, plan.transforms());
    this.deadLetters = new DeadLetters(plan.connection(), plan.deadLetters(), control);
  }

  /** Returns when the batch is done and its offset stored. */
  void deliver(PendingBatch batch) throws InterruptedException {
    long begun = clock.nanoTime();
    batch.input().begun(batch);
    sampler.offer(batch.records(), begun);
    Rejections rejections = new Rejections(control, plan.policy());
    TransformedRecords transformed = plan.transforms().apply(batch.records(), attempts, rejections);
    int failed = rejections.size();
    int kept = transformed.records().size();
    long transformedAt = clock.nanoTime();
    int written = writer.write(sinkBatch(batch, transformed), transformed.originals(), rejections);
    long writtenAt = clock.nanoTime();
    reject(rejections.all());
    commit(batch);
    control.counters().filtered(batch.records().size() - kept - failed);
    control.counters().processed(written);
    tellTimes(batch, begun, transformedAt, writtenAt);
  }

  private static SinkBatch sinkBatch(PendingBatch batch, TransformedRecords transformed) {
    RecordMapper topic = batch.input().topic().mapper();
    return new SinkBatch(topic.stream(), topic.topic(), batch.partition(), transformed.records());
  }

  private void reject(List<Rejection> rejections) throws InterruptedException {
    if (rejections.isEmpty()) {
      return;
    }
    if (plan.policy().action() == ErrorSettings.Action.SKIP) {
      control.counters().skipped(rejections.size());
      return;
    }
    Coordinates first = rejections.get(0).record().origin();
    attempts.runWhole(
        Stage.DEAD_LETTER,
        first,
        () -> {
          deadLetters.write(rejections);
          return null;
        });
  }

  private void commit(PendingBatch batch) throws InterruptedException {
    attempts.runWhole(
        Stage.COMMIT,
        null,
        () -> {
          batch.input().commit(batch);
          return null;
        });
  }

  private void tellTimes(PendingBatch batch, long begun, long transformedAt, long writtenAt) {
    long end = clock.nanoTime();
    if (!plan.transforms().isEmpty()) {
      control.journal().timed(Stage.TRANSFORM, transformedAt - begun);
    }
    control.journal().timed(Stage.WRITE, writtenAt - transformedAt);
    control.journal().timed(Stage.COMMIT, end - writtenAt);
    control.journal().completed(end - begun);
    control.journal().latency(ageMicros(batch.lastTimestampMicros()));
  }

  private long ageMicros(long timestampMicros) {
    Instant now = clock.now();
    long nowMicros =
        TimeUnit.SECONDS.toMicros(now.getEpochSecond())
            + TimeUnit.NANOSECONDS.toMicros(now.getNano());
    return Math.max(0, nowMicros - timestampMicros);
  }

  @Override
  public void close() {
    deadLetters.close();
  }
}
