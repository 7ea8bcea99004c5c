// SPDX-License-Identifier: Apache-2.0
package org.apache.iggy.connector.connect.http.live;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import org.apache.iggy.connector.connect.api.config.ConfigProblem;
import org.apache.iggy.connector.connect.config.ConnectorId;
import org.apache.iggy.connector.connect.config.ConnectorSettings;
import org.apache.iggy.connector.connect.config.ConnectorVersion;
import org.apache.iggy.connector.connect.config.ConnectorsProvider;
import org.apache.iggy.connector.connect.config.LoadedConnectors;
import org.apache.iggy.connector.connect.config.RejectedConnector;
import org.apache.iggy.connector.connect.http.view.OperationException;
import org.apache.iggy.connector.connect.http.view.OperationException.Reason;

/** The connectors' configurations, with exceptions that requests are answered by. */
final class StoredConfigs {
  private final ConnectorsProvider provider;

  StoredConfigs(ConnectorsProvider provider) {
    this.provider = provider;
  }

  List<ConnectorVersion> versions(ConnectorId id) {
    return Outcomes.get(() -> provider.versions(id));
  }

  Optional<ConnectorVersion> active(ConnectorId id) {
    return Outcomes.get(() -> provider.active(id));
  }

  /** What the active version says. */
  ConnectorSettings settings(ConnectorId id) {
    LoadedConnectors loaded = Outcomes.get(provider::load);
    return loaded.find(id).orElseThrow(() -> unusable(id, loaded));
  }

  private static OperationException unusable(ConnectorId id, LoadedConnectors loaded) {
    return loaded.rejected().stream()
        .filter(rejected -> rejected.id().filter(id::equals).isPresent())
        .findFirst()
        .map(RejectedConnector::message)
        .map(
            message ->
                new OperationException(
                    Reason.START_FAILED,
                    id + " cannot start, its configuration has errors: " + message))
        .orElseGet(
            () ->
                new OperationException(
                    Reason.VERSION_NOT_FOUND, id + " has no configuration any more"));
  }

  ConnectorVersion create(ConnectorId id, Map<String, Object> document) {
    return Outcomes.get(() -> provider.create(id, document));
  }

  List<ConfigProblem> validate(ConnectorId id, Map<String, Object> document) {
    return Outcomes.problems(Outcomes.get(() -> provider.validate(id, document)));
  }

  void activate(ConnectorId id, long version) {
    Outcomes.run(() -> provider.activate(id, version));
  }

  void delete(ConnectorId id, OptionalLong version) {
    Outcomes.run(() -> provider.delete(id, version));
  }

  void deleteAll(ConnectorId id) {
    for (ConnectorVersion version : versions(id)) {
      delete(id, OptionalLong.of(version.version()));
    }
  }
}
