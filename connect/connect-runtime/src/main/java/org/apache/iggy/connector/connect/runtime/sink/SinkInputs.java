// SPDX-License-Identifier: Apache-2.0
package org.apache.iggy.connector.connect.runtime.sink;

import java.util.ArrayList;
import java.util.List;
import org.apache.iggy.connector.connect.runtime.PartitionProgress;

/**
 * The topics that one task reads, in turn. One thread uses it; {@link #progress}, {@link
 * #heartbeat} and {@link #close} are for any.
 */
final class SinkInputs implements AutoCloseable {
  private static final long IDLE_MILLIS = 50;
  private static final long SHARED_IDLE_MILLIS = 5;

  private final List<TopicInput> inputs;
  private int turn;
  private int empty;

  SinkInputs(List<TopicInput> inputs) {
    this.inputs = inputs;
  }

  /**
   * A batch of the next topic that has one.
   *
   * @return the batch, or null when none came in a short while
   */
  PendingBatch fetch() {
    TopicInput input = inputs.get(turn);
    turn = turn + 1 == inputs.size() ? 0 : turn + 1;
    PendingBatch batch = input.fetch(timeoutMillis());
    empty = batch == null ? empty + 1 : 0;
    return batch;
  }

  /** A topic is waited for as long as the others have nothing either. */
  private long timeoutMillis() {
    if (inputs.size() == 1) {
      return IDLE_MILLIS;
    }
    return empty < inputs.size() ? 0 : SHARED_IDLE_MILLIS;
  }

  /** What was collected and waits for more. */
  List<PendingBatch> takePending() {
    List<PendingBatch> taken = new ArrayList<>();
    for (TopicInput input : inputs) {
      for (PendingBatch batch = input.takePending(); batch != null; batch = input.takePending()) {
        taken.add(batch);
      }
    }
    return taken;
  }

  List<PartitionProgress> progress() {
    List<PartitionProgress> all = new ArrayList<>();
    inputs.forEach(input -> input.progress().forEach(all::add));
    return all;
  }

  void heartbeat() {
    inputs.forEach(TopicInput::heartbeat);
  }

  @Override
  public void close() {
    inputs.forEach(TopicInput::close);
  }
}
