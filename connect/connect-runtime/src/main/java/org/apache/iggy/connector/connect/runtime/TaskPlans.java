// SPDX-License-Identifier: Apache-2.0
package org.apache.iggy.connector.connect.runtime;

import org.apache.iggy.connector.connect.config.ConnectorSettings;
import org.apache.iggy.connector.connect.runtime.task.TaskPlan;

/** Says what a connector's tasks are made of. Thread-safe. */
@FunctionalInterface
public interface TaskPlans {
  /**
   * The plan of a connector with these settings; connects to nothing.
   *
   * @throws org.apache.iggy.connector.connect.api.ConnectException when it cannot be made of them
   */
  TaskPlan plan(ConnectorSettings settings);
}
