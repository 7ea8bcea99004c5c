// SPDX-License-Identifier: Apache-2.0
package org.apache.iggy.connector.connect.runtime.task;

/** Ends what a task was trying again because it is to stop: nothing has failed for good. */
public final class TaskStoppingException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  /** Ends it; the failure that was being retried, if there was one, is the cause. */
  public TaskStoppingException(Throwable cause) {
    super("the task is to stop", cause);
  }
}
