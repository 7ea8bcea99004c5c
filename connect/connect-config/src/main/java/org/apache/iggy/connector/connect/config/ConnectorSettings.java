// SPDX-License-Identifier: Apache-2.0
package org.apache.iggy.connector.connect.config;

import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/**
 * What a connector's configuration says, with the defaults of what it leaves out. Immutable; its
 * text has no secrets.
 *
 * @param id its type and key
 * @param name the name for people
 * @param enabled whether it runs
 * @param version which version of its configuration this is
 * @param path what the configuration names as plugin, as it is written
 * @param plugin the name of the connector that it stands for, such as {@code postgres}
 * @param tasks how many tasks run in this runtime
 * @param streams where messages come from or go to; at least one
 * @param keyHeader the user header that holds a message's key, if one does
 * @param transforms the transforms in the order in which they are written, those that are not
 *     enabled too
 * @param pluginConfigFormat in which format the configuration is shown by default: {@code toml},
 *     {@code json}, {@code yaml} or {@code text}
 * @param pluginConfig the connector's own keys, as in the file
 * @param verbose whether it logs every batch
 * @param errors what follows when a record cannot be processed
 */
public record ConnectorSettings(
    ConnectorId id,
    String name,
    boolean enabled,
    long version,
    String path,
    String plugin,
    int tasks,
    List<StreamSettings> streams,
    Optional<String> keyHeader,
    List<TransformSettings> transforms,
    String pluginConfigFormat,
    Map<String, Object> pluginConfig,
    boolean verbose,
    ErrorSettings errors) {
  /** Checks that nothing is missing. */
  public ConnectorSettings {
    Objects.requireNonNull(id);
    streams = List.copyOf(streams);
    transforms = List.copyOf(transforms);
    Objects.requireNonNull(pluginConfig);
    Objects.requireNonNull(errors);
  }

  /** The key. */
  public String key() {
    return id.key();
  }

  /** Which way it moves data. */
  public ConnectorType type() {
    return id.type();
  }

  /** The transforms that are applied, in their order. */
  public List<TransformSettings> activeTransforms() {
    return transforms.stream().filter(TransformSettings::enabled).toList();
  }

  /** Everything but the values of the plugin's keys. */
  @Override
  public String toString() {
    return "ConnectorSettings[%s, version=%d, plugin=%s, enabled=%s, tasks=%d, streams=%s"
            .formatted(id, version, plugin, enabled, tasks, streams)
        + ", transforms=%s, pluginConfig=%s, errors=%s]"
            .formatted(transforms, pluginConfig.keySet(), errors);
  }
}
