// SPDX-License-Identifier: Apache-2.0
package org.apache.iggy.connector.connect.runtime;

import java.util.List;
import java.util.Optional;
import org.apache.iggy.connector.connect.config.ConnectorId;
import org.apache.iggy.connector.connect.config.ConnectorSettings;
import org.apache.iggy.connector.connect.runtime.monitor.CounterValues;
import org.apache.iggy.connector.connect.runtime.monitor.ErrorEvent;
import org.apache.iggy.connector.connect.runtime.task.TaskState;

/**
 * One connector at one moment.
 *
 * @param id its type and key
 * @param number a number that it has as long as the runtime runs, from 1
 * @param settings what it was told; empty when its configuration cannot be used
 * @param status what it is doing
 * @param lastError what failed last since it was started; empty when nothing has
 * @param counters what it has done since it was added
 * @param tasks what each of its tasks is doing; empty when it is stopped
 * @param partitions how far a sink's tasks are in the partitions that they have read so far
 */
public record ConnectorReport(
    ConnectorId id,
    int number,
    Optional<ConnectorSettings> settings,
    ConnectorStatus status,
    Optional<ErrorEvent> lastError,
    CounterValues counters,
    List<TaskState> tasks,
    List<PartitionProgress> partitions) {

  /** Whether it is to run. */
  public boolean isEnabled() {
    return settings.map(ConnectorSettings::enabled).orElse(true);
  }

  /** How many messages a sink's tasks have still to do, in the partitions they have read so far. */
  public long lag() {
    return partitions.stream().mapToLong(PartitionProgress::lag).sum();
  }
}
