// SPDX-License-Identifier: Apache-2.0
package org.apache.iggy.connector.connect.runtime.pipeline;

import java.util.ArrayList;
import java.util.List;
import org.apache.iggy.connector.connect.api.ConnectRecord;
import org.apache.iggy.connector.connect.runtime.error.ErrorPolicy;
import org.apache.iggy.connector.connect.runtime.error.Stage;
import org.apache.iggy.connector.connect.runtime.task.TaskControl;

/**
 * The records of one batch that could not be processed. The first few are told one by one. Not
 * thread-safe.
 */
public final class Rejections {
  private static final int MOST_TOLD = 5;

  private final TaskControl control;
  private final ErrorPolicy policy;
  private final List<Rejection> rejections = new ArrayList<>();

  /** None yet. */
  public Rejections(TaskControl control, ErrorPolicy policy) {
    this.control = control;
    this.policy = policy;
  }

  /** Adds a record whose failure was told when it happened, as {@code Attempts} do. */
  public void add(ConnectRecord original, Stage stage, Throwable failure, int attempts) {
    rejections.add(new Rejection(original, stage, failure, attempts));
  }

  /** Adds a record and tells of it, unless there were many. */
  public void addTold(ConnectRecord original, Stage stage, Throwable failure, int attempts) {
    if (rejections.size() < MOST_TOLD) {
      control.failed(stage, failure, original.origin(), attempts, policy.action().toString());
    } else {
      control.counters().error();
    }
    add(original, stage, failure, attempts);
  }

  /** How many there are. */
  public int size() {
    return rejections.size();
  }

  /** The records. */
  public List<Rejection> all() {
    return rejections;
  }
}
