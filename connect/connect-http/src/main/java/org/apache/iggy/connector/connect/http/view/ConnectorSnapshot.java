// SPDX-License-Identifier: Apache-2.0
package org.apache.iggy.connector.connect.http.view;

import java.util.Optional;
import java.util.OptionalLong;
import org.apache.iggy.connector.connect.config.ConnectorId;
import org.apache.iggy.connector.connect.runtime.ConnectorStatus;
import org.apache.iggy.connector.connect.runtime.monitor.CounterValues;
import org.apache.iggy.connector.connect.runtime.monitor.ErrorEvent;

/**
 * One connector, running or not.
 *
 * @param number an id that stays the same while the runtime runs
 * @param name the configuration's {@code name}
 * @param path the configuration's {@code path}: the plugin's name
 * @param pluginVersion the plugin's own version; empty text when there is no such plugin
 * @param configVersion the active version of its configuration
 * @param enabled whether the configuration lets it run
 * @param lastError empty when it never failed
 * @param counters what it has done since it was added
 * @param lagMessages messages in its topics that it has not delivered yet; empty for a source, and
 *     while unknown
 */
public record ConnectorSnapshot(
    ConnectorId id,
    int number,
    String name,
    String path,
    String pluginVersion,
    long configVersion,
    boolean enabled,
    ConnectorStatus status,
    Optional<ErrorEvent> lastError,
    CounterValues counters,
    OptionalLong lagMessages) {}
