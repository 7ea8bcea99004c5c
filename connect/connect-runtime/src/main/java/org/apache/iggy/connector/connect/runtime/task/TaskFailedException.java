// SPDX-License-Identifier: Apache-2.0
package org.apache.iggy.connector.connect.runtime.task;

import org.apache.iggy.connector.connect.runtime.error.Verdict;

/** Ends a task with a verdict that was given where the failure happened, and told there. */
public final class TaskFailedException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final Verdict verdict;

  /**
   * Ends the task.
   *
   * @param verdict {@link Verdict#RESTART_TASK} or {@link Verdict#STOP_CONNECTOR}
   */
  public TaskFailedException(Verdict verdict, Throwable cause) {
    super(cause);
    this.verdict = verdict;
  }

  /** What follows. */
  public Verdict verdict() {
    return verdict;
  }
}
