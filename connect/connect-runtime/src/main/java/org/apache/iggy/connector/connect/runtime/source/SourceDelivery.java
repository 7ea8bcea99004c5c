// SPDX-License-Identifier: Apache-2.0
package org.apache.iggy.connector.connect.runtime.source;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.apache.iggy.connector.connect.api.ConnectRecord;
import org.apache.iggy.connector.connect.api.SourceBatch;
import org.apache.iggy.connector.connect.api.SourceConnector;
import org.apache.iggy.connector.connect.config.ErrorSettings;
import org.apache.iggy.connector.connect.runtime.RuntimeClock;
import org.apache.iggy.connector.connect.runtime.error.Stage;
import org.apache.iggy.connector.connect.runtime.message.TopicCreation;
import org.apache.iggy.connector.connect.runtime.pipeline.DeadLetters;
import org.apache.iggy.connector.connect.runtime.pipeline.RecordSampler;
import org.apache.iggy.connector.connect.runtime.pipeline.Rejections;
import org.apache.iggy.connector.connect.runtime.pipeline.TransformedRecords;
import org.apache.iggy.connector.connect.runtime.task.Attempts;
import org.apache.iggy.connector.connect.runtime.task.RejectedException;
import org.apache.iggy.connector.connect.runtime.task.TaskControl;
import org.apache.iggy.connector.connect.runtime.task.TaskFailedException;
import org.apache.iggy.connector.connect.runtime.task.TaskStoppingException;

/**
 * Takes the batches of a source all the way: transforms, topics, the server's acknowledgement, dead
 * letters, the state file, and the source's own acknowledgement last.
 *
 * <p>As many batches may be on their way as the source allows. They are completed in their order: a
 * state is saved only when everything before it is acknowledged or among the dead letters, so that
 * whatever ends the process, the source starts again at or before what is missing. One thread uses
 * it; {@link #heartbeat} and {@link #close} are for any.
 */
final class SourceDelivery implements AutoCloseable {
  /** A state takes some milliseconds to reach the disk; batches that come faster share one. */
  private static final long COMPLETION_INTERVAL_NANOS = TimeUnit.MILLISECONDS.toNanos(20);

  private final SourcePlan plan;
  private final SourceConnector source;
  private final TaskControl control;
  private final RuntimeClock clock;
  private final Attempts attempts;
  private final int maxUnacknowledged;
  private final RecordSampler sampler;
  private final RefusedRecords refused;
  private final DeadLetters deadLetters;
  private final List<TopicWriter> writers = new ArrayList<>();
  private final List<RecordEncoder> encoders = new ArrayList<>();
  private final Deque<UnacknowledgedBatch> unacknowledged = new ArrayDeque<>();
  private long completedNanos;

  SourceDelivery(SourcePlan plan, SourceConnector source, TaskControl control, Attempts attempts) {
    this.plan = plan;
    this.source = source;
    this.control = control;
    this.clock = control.clock();
    this.attempts = attempts;
    this.maxUnacknowledged = Math.max(1, source.maxUnacknowledgedBatches());
    this.completedNanos = clock.nanoTime();
    this.sampler = new RecordSampler(control, plan.transforms());
    this.refused = new RefusedRecords(attempts);
    this.deadLetters = new DeadLetters(plan.connection(), plan.deadLetters(), control);
    for (SourceTopic topic : plan.topics()) {
      writers.add(new TopicWriter(plan.connection(), topic, clock));
      encoders.add(new RecordEncoder(topic.codec(), plan.keyHeader()));
    }
  }

  /** Makes the topics that are missing, and finds out whether the server can be worked with. */
  void open() throws InterruptedException {
    for (SourceTopic topic : plan.topics()) {
      send(() -> TopicCreation.ensure(plan.connection(), topic.stream(), topic.topic()));
    }
  }

  /** Whether nothing is on its way. */
  boolean isIdle() {
    return unacknowledged.isEmpty();
  }

  /** How long the first open batch may wait for more, milliseconds; 0 when none is open. */
  long lingerLeftMillis() {
    long left =
        writers.stream().mapToLong(TopicWriter::lingerLeftMillis).min().orElse(Long.MAX_VALUE);
    return left == Long.MAX_VALUE ? 0 : left;
  }

  /** Takes a batch in. */
  void accept(SourceBatch batch) throws InterruptedException {
    UnacknowledgedBatch taken =
        new UnacknowledgedBatch(batch, new Rejections(control, plan.policy()), clock.nanoTime());
    control.counters().produced(batch.records().size());
    sampler.offer(batch.records(), taken.begunNanos());
    try {
      write(encode(transform(taken), taken.rejections()), taken);
    } catch (TaskFailedException e) {
      completeBefore(e);
      throw e;
    }
    unacknowledged.add(taken);
    advance();
  }

  private TransformedRecords transform(UnacknowledgedBatch taken) throws InterruptedException {
    List<ConnectRecord> records = taken.batch().records();
    TransformedRecords transformed = plan.transforms().apply(records, attempts, taken.rejections());
    int kept = transformed.records().size();
    control.counters().filtered(records.size() - kept - taken.rejections().size());
    control.counters().processed(kept);
    if (!plan.transforms().isEmpty()) {
      control.journal().timed(Stage.TRANSFORM, clock.nanoTime() - taken.begunNanos());
    }
    return transformed;
  }

  /** The batches before it are no part of the failure: what can be completed of them is. */
  private void completeBefore(TaskFailedException failure) throws InterruptedException {
    try {
      drain();
    } catch (TaskFailedException | TaskStoppingException e) {
      failure.addSuppressed(e);
    }
  }

  /** All messages before the first is written: where the policy is to stop, none of them goes. */
  private List<List<OutgoingRecord>> encode(TransformedRecords transformed, Rejections rejections)
      throws InterruptedException {
    List<List<OutgoingRecord>> ofTopics = new ArrayList<>(encoders.size());
    for (RecordEncoder encoder : encoders) {
      List<OutgoingRecord> encoded = new ArrayList<>(transformed.records().size());
      for (int i = 0; i < transformed.records().size(); i++) {
        OutgoingRecord outgoing =
            encode(
                encoder, transformed.records().get(i), transformed.originals().get(i), rejections);
        if (outgoing != null) {
          encoded.add(outgoing);
        }
      }
      ofTopics.add(encoded);
    }
    return ofTopics;
  }

  private void write(List<List<OutgoingRecord>> ofTopics, UnacknowledgedBatch taken)
      throws InterruptedException {
    for (int i = 0; i < writers.size(); i++) {
      TopicWriter writer = writers.get(i);
      for (OutgoingRecord record : ofTopics.get(i)) {
        taken.sent(writer, attempts.runWhole(Stage.SEND, null, () -> writer.write(record)), record);
      }
    }
  }

  private OutgoingRecord encode(
      RecordEncoder encoder, ConnectRecord record, ConnectRecord original, Rejections rejections)
      throws InterruptedException {
    try {
      return attempts.run(Stage.ENCODE, null, () -> encoder.encode(record, original));
    } catch (RejectedException e) {
      rejections.add(original, e.stage(), e.getCause(), e.attempts());
      return null;
    }
  }

  /** Sends what has waited long enough, and completes what has been answered. */
  private void advance() throws InterruptedException {
    for (TopicWriter writer : writers) {
      send(writer.lingerLeftMillis() == 0 ? writer::send : writer::settleAnswered);
    }
    if (clock.nanoTime() - completedNanos >= COMPLETION_INTERVAL_NANOS) {
      complete();
    }
  }

  /** Returns when the source may be asked for another batch. */
  void makeRoom() throws InterruptedException {
    if (unacknowledged.isEmpty()) {
      return;
    }
    advance();
    if (unacknowledged.size() >= maxUnacknowledged) {
      settleDownTo(maxUnacknowledged - 1);
    }
  }

  /** Returns when nothing is on its way. */
  void drain() throws InterruptedException {
    settleDownTo(0);
  }

  private void settleDownTo(int size) throws InterruptedException {
    if (unacknowledged.size() <= size) {
      return;
    }
    for (TopicWriter writer : writers) {
      send(writer::send);
    }
    complete();
    while (unacknowledged.size() > size) {
      Optional<TopicWriter> unsettled = unacknowledged.element().unsettled();
      if (unsettled.isPresent()) {
        send(unsettled.get()::settleOldest);
      }
      complete();
    }
  }

  /** Completes batches in their order as far as everything of them is settled. */
  private void complete() throws InterruptedException {
    completedNanos = clock.nanoTime();
    List<UnacknowledgedBatch> done = new ArrayList<>();
    byte[] state = null;
    while (!unacknowledged.isEmpty() && unacknowledged.element().unsettled().isEmpty()) {
      UnacknowledgedBatch first = unacknowledged.element();
      settleRefused(first);
      reject(first.rejections());
      unacknowledged.remove();
      done.add(first);
      state = first.batch().state() == null ? state : first.batch().state();
    }
    if (state != null) {
      save(state);
    }
    for (UnacknowledgedBatch batch : done) {
      acknowledge(batch);
    }
  }

  private void settleRefused(UnacknowledgedBatch batch) throws InterruptedException {
    for (SentRecords part : batch.sent()) {
      if (!part.receipt().isAcknowledged()) {
        refused.sendAgain(part, batch.rejections());
      }
    }
  }

  private void reject(Rejections rejections) throws InterruptedException {
    if (rejections.size() == 0) {
      return;
    }
    if (plan.policy().action() == ErrorSettings.Action.SKIP) {
      control.counters().skipped(rejections.size());
      return;
    }
    attempts.runWhole(
        Stage.DEAD_LETTER,
        null,
        () -> {
          deadLetters.write(rejections.all());
          return null;
        });
  }

  private void save(byte[] state) throws InterruptedException {
    long begun = clock.nanoTime();
    attempts.runWhole(
        Stage.STATE,
        null,
        () -> {
          plan.state().save(plan.name(), state);
          return null;
        });
    control.journal().timed(Stage.STATE, clock.nanoTime() - begun);
  }

  private void acknowledge(UnacknowledgedBatch batch) throws InterruptedException {
    control.counters().sent(batch.messages());
    attempts.runWhole(
        Stage.ACKNOWLEDGE,
        null,
        () -> {
          source.acknowledged(batch.batch());
          return null;
        });
    long nanos = clock.nanoTime() - batch.begunNanos();
    control.journal().timed(Stage.SEND, nanos);
    control.journal().completed(nanos);
  }

  private void send(Runnable work) throws InterruptedException {
    attempts.runWhole(
        Stage.SEND,
        null,
        () -> {
          work.run();
          return null;
        });
  }

  void heartbeat() {
    writers.forEach(TopicWriter::heartbeat);
  }

  /** Ends every wait on Iggy. What is on its way stays unacknowledged, and its state unsaved. */
  @Override
  public void close() {
    writers.forEach(TopicWriter::close);
    deadLetters.close();
  }
}
