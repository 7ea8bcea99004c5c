// SPDX-License-Identifier: Apache-2.0
package org.apache.iggy.connector.connect.runtime.task;

import java.util.Locale;

/** What one task is doing. */
public enum TaskState {
  /** Connecting. */
  STARTING,
  /** At work. */
  RUNNING,
  /** Holding. */
  PAUSED,
  /** It has died, and is started anew after a wait, until it is at work again. */
  WAITING,
  /** It has died for good. */
  FAILED,
  /** It has ended. */
  STOPPED;

  /** Such as {@code running}. */
  @Override
  public String toString() {
    return name().toLowerCase(Locale.ROOT);
  }
}
