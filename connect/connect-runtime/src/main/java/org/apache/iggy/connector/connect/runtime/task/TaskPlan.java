// SPDX-License-Identifier: Apache-2.0
package org.apache.iggy.connector.connect.runtime.task;

import java.util.function.UnaryOperator;
import org.apache.iggy.connector.connect.runtime.error.ErrorPolicy;

/**
 * What the tasks of a connector are made of.
 *
 * @param tasks how many there are, at least 1
 * @param factory makes them
 * @param policy decides what follows their errors
 * @param classLoader the context class loader of their threads
 * @param redaction takes secrets out of messages
 */
public record TaskPlan(
    int tasks,
    Factory factory,
    ErrorPolicy policy,
    ClassLoader classLoader,
    UnaryOperator<String> redaction) {

  /** Checks the number of tasks. */
  public TaskPlan {
    if (tasks < 1) {
      throw new IllegalArgumentException("tasks is " + tasks + ", it must be at least 1");
    }
  }

  /** Makes tasks, a fresh one for every start. Thread-safe. */
  @FunctionalInterface
  public interface Factory {
    /**
     * Makes a task.
     *
     * @param task its number, from 0
     * @throws Exception as {@link ConnectorTask#run}
     */
    ConnectorTask create(int task) throws Exception;
  }
}
