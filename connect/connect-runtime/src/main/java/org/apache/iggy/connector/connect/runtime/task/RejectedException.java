// SPDX-License-Identifier: Apache-2.0
package org.apache.iggy.connector.connect.runtime.task;

import org.apache.iggy.connector.connect.runtime.error.Stage;

/** What was tried is not tried again: its records are skipped or go to the dead letters. */
public final class RejectedException extends Exception {
  private static final long serialVersionUID = 1L;

  private final Stage stage;
  private final int attempts;

  /** Rejects because of a failure, which is the cause. */
  public RejectedException(Stage stage, int attempts, Throwable cause) {
    super(cause);
    this.stage = stage;
    this.attempts = attempts;
  }

  /** Where it failed. */
  public Stage stage() {
    return stage;
  }

  /** How often it was tried. */
  public int attempts() {
    return attempts;
  }
}
