// SPDX-License-Identifier: Apache-2.0
package org.apache.iggy.connector.connect.runtime.error;

/** What follows an error. */
public enum Verdict {
  /** The same again, after a wait. */
  RETRY,
  /** The record is skipped or goes to the dead letters, and the work goes on behind it. */
  REJECT,
  /** The task ends and is started anew after a wait. */
  RESTART_TASK,
  /** The connector stops until somebody starts it. */
  STOP_CONNECTOR
}
