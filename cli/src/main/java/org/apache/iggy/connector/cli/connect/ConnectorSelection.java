// SPDX-License-Identifier: Apache-2.0
package org.apache.iggy.connector.cli.connect;

import java.util.List;
import java.util.stream.Collectors;
import org.apache.iggy.connector.cli.CommandFailedException;
import org.apache.iggy.connector.connect.config.ConfigurationProblem;
import org.apache.iggy.connector.connect.config.ConnectorSettings;
import org.apache.iggy.connector.connect.config.LoadedConfiguration;
import org.apache.iggy.connector.connect.config.RejectedConnector;
import picocli.CommandLine.Option;

/** Which connectors of a configuration a command is about. */
public final class ConnectorSelection {
  @Option(
      names = "--connector",
      paramLabel = "KEY",
      description =
          "Only this connector: its key, or 'sink KEY' or 'source KEY' when both have it."
              + " Default: all that are enabled.")
  private String connector;

  /**
   * The connectors.
   *
   * @throws CommandFailedException when the runtime or the one that is named cannot run
   */
  List<ConnectorSettings> of(LoadedConfiguration configuration) {
    requireRuntime(configuration);
    return connector == null
        ? configuration.connectors().connectors().stream()
            .filter(ConnectorSettings::enabled)
            .toList()
        : List.of(find(configuration, connector));
  }

  private static void requireRuntime(LoadedConfiguration configuration) {
    if (!configuration.runtimeErrors().isEmpty()) {
      throw new CommandFailedException(
          configuration
              .redaction()
              .redact(
                  configuration.runtimeErrors().stream()
                      .map(ConfigurationProblem::toString)
                      .collect(Collectors.joining("; "))));
    }
  }

  /**
   * The connector of a key, or of a type and a key.
   *
   * @throws CommandFailedException when there is none, or it cannot be used, or two have the key
   */
  static ConnectorSettings find(LoadedConfiguration configuration, String name) {
    List<ConnectorSettings> found =
        configuration.connectors().connectors().stream()
            .filter(settings -> isNamed(settings.key(), settings.id().toString(), name))
            .toList();
    if (found.size() == 1) {
      return found.get(0);
    }
    if (found.size() > 1) {
      throw new CommandFailedException(
          "a sink and a source have the key "
              + name
              + ": say 'sink "
              + name
              + "' or 'source "
              + name
              + "'");
    }
    for (RejectedConnector rejected : configuration.connectors().rejected()) {
      if (rejected.id().isPresent()
          && isNamed(rejected.id().get().key(), rejected.id().get().toString(), name)) {
        throw new CommandFailedException(
            "the configuration of "
                + name
                + " cannot be used: "
                + configuration.redaction().redact(rejected.message()));
      }
    }
    throw new CommandFailedException(
        "there is no connector "
            + name
            + "; there are "
            + configuration.connectors().connectors().stream()
                .map(settings -> settings.id().toString())
                .collect(Collectors.joining(", ")));
  }

  private static boolean isNamed(String key, String id, String name) {
    return key.equals(name) || id.equals(name);
  }
}
