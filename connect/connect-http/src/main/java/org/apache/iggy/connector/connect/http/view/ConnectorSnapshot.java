// SPDX-License-Identifier: Apache-2.0
package org.apache.iggy.connector.connect.http.view;

import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.apache.iggy.connector.connect.config.ConnectorId;
import org.apache.iggy.connector.connect.runtime.ConnectorStatus;
import org.apache.iggy.connector.connect.runtime.PartitionProgress;
import org.apache.iggy.connector.connect.runtime.monitor.CounterValues;
import org.apache.iggy.connector.connect.runtime.monitor.ErrorEvent;

/**
 * One connector, running or not.
 *
 * @param number an id that stays the same while the runtime runs
 * @param name the configuration's {@code name}
 * @param path the configuration's {@code path}: the plugin's name
 * @param pluginVersion the plugin's own version; empty text when it tells none
 * @param pluginConfigFormat the configuration's {@code plugin_config_format}; empty when its
 *     configuration cannot be read
 * @param enabled whether the configuration lets it run
 * @param lastError what failed last since it was started; empty when nothing has
 * @param counters what it has done since it was added
 * @param partitions how far a sink is in the partitions that it reads
 */
public record ConnectorSnapshot(
    ConnectorId id,
    int number,
    String name,
    String path,
    String pluginVersion,
    Optional<String> pluginConfigFormat,
    boolean enabled,
    ConnectorStatus status,
    Optional<ErrorEvent> lastError,
    CounterValues counters,
    List<PartitionProgress> partitions) {
  /** Copies the list. */
  public ConnectorSnapshot {
    partitions = List.copyOf(partitions);
  }

  /** Messages that are still to be written; empty for a source, and where no partition is read. */
  public OptionalLong lagMessages() {
    return partitions.isEmpty()
        ? OptionalLong.empty()
        : OptionalLong.of(partitions.stream().mapToLong(PartitionProgress::lag).sum());
  }
}
